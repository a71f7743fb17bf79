import { type Prisma, read } from '~/db.server';

/** What customers may see. */
export function visibleNow(): Prisma.ProductWhereInput {
  return { status: 'active', publishedAt: { lte: new Date() } };
}

/** The newest products, without what only their own pages show. */
export function getNewestProducts(limit: number) {
  return read((db) =>
    db.product.findMany({
      where: visibleNow(),
      select: { slug: true, title: true, priceMin: true, currency: true },
      orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    }),
  );
}
