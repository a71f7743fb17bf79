import { Prisma, read } from '~/db.server';
import { visible } from '~/models/visible.server';

/**
 * Products' numbers that one sitemap covers; https://www.sitemaps.org/protocol.html allows 50,000 products,
 * and as many sitemaps in an index. Small ones are made in milliseconds however large the shop is.
 */
const sitemapSize = 1_000;

/** How many sitemaps cover all products: at least one. */
export async function countSitemaps(): Promise<number> {
  const newest = await read((db) =>
    db.product.findFirst({ select: { number: true }, orderBy: { number: 'desc' } }),
  );
  return Math.max(1, Math.ceil((newest?.number ?? 0) / sitemapSize));
}

export type Entry = { slug: string; updatedAt: Date };

/** One sitemap's products, `part` from 0, in the order they were made, so that parts stay as they are. */
export function getProductEntries(part: number): Promise<Entry[]> {
  return read((db) =>
    db.$queryRaw<Entry[]>(Prisma.sql`
      SELECT p.slug, p.updated_at AS "updatedAt" FROM product p
      WHERE ${visible} AND p.number > ${part * sitemapSize}::int AND p.number <= ${(part + 1) * sitemapSize}::int
      ORDER BY p.number`),
  );
}
