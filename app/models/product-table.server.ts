import { type Prisma, read } from '~/db.server';
import { PAGE_SIZE, type TableQuery } from '~/models/product-table';

/** Products of one page of the table; `total` counts what the search and the status leave. */
export async function getProductTable(query: TableQuery) {
  const where: Prisma.ProductWhereInput = {
    ...matching(query.q),
    ...(query.status !== 'all' && { status: query.status }),
  };
  const [counts, total, rows] = await Promise.all([
    countByStatus(query.q),
    read((db) => db.product.count({ where })),
    read((db) =>
      db.product.findMany({
        where,
        select: row,
        orderBy: [...orderBy(query), { id: query.dir }],
        skip: (query.page - 1) * PAGE_SIZE,
        take: PAGE_SIZE,
      }),
    ),
  ]);
  return {
    counts,
    total,
    pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
    products: rows.map(({ variants, images, ...product }) => ({
      ...product,
      image: images[0]?.file ?? null,
      stock: summariseStock(variants),
    })),
  };
}

/** How many products have each status, of those that the search finds. */
export async function countByStatus(q = '') {
  const groups = await read((db) =>
    db.product.groupBy({ by: ['status'], where: matching(q), _count: true }),
  );
  const of = (status: string) => groups.find((group) => group.status === status)?._count ?? 0;
  const counts = { active: of('active'), draft: of('draft'), archived: of('archived') };
  return { ...counts, all: counts.active + counts.draft + counts.archived };
}

/** The products saved last. */
export function getRecentProducts(limit: number) {
  return read((db) =>
    db.product.findMany({
      select: { id: true, title: true, status: true, updatedAt: true },
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limit,
    }),
  );
}

const row = {
  id: true,
  slug: true,
  title: true,
  status: true,
  publishedAt: true,
  priceMin: true,
  priceMax: true,
  currency: true,
  version: true,
  updatedAt: true,
  images: {
    where: { fileId: { not: null } },
    select: {
      file: { select: { id: true, width: true, height: true, widths: true, color: true } },
    },
    orderBy: { position: 'asc' },
    take: 1,
  },
  variants: { select: { trackStock: true, stock: true } },
} satisfies Prisma.ProductSelect;

export type StockSummary = { variants: number; tracked: number; pieces: number; soldOut: number };

function summariseStock(variants: { trackStock: boolean; stock: number }[]): StockSummary {
  const tracked = variants.filter(({ trackStock }) => trackStock);
  return {
    variants: variants.length,
    tracked: tracked.length,
    pieces: tracked.reduce((sum, { stock }) => sum + Math.max(0, stock), 0),
    soldOut: tracked.filter(({ stock }) => stock <= 0).length,
  };
}

/** Title and tags (as customers' search sees them), address, or a variant's SKU. */
function matching(q: string): Prisma.ProductWhereInput {
  if (q === '') return {};
  const contains = q.replace(/[\\%_]/g, '\\$&');
  return {
    OR: [
      { searchText: { contains: contains.toLowerCase() } },
      { slug: { contains: contains.toLowerCase() } },
      { variants: { some: { sku: { contains, mode: 'insensitive' } } } },
    ],
  };
}

function orderBy({ sort, dir }: TableQuery): Prisma.ProductOrderByWithRelationInput[] {
  switch (sort) {
    case 'title':
      return [{ title: dir }];
    case 'status':
      return [{ status: dir }, { title: dir }];
    case 'price':
      return [{ priceMin: dir }];
    case 'updated':
      return [{ updatedAt: dir }];
  }
}
