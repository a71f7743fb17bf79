import { branchOf } from '~/category-tree';
import { Prisma } from '~/db.server';
import { getCategories } from '~/models/category.server';
import { isFiltered, LOW_STOCK, type TableQuery } from '~/models/product-table';
import { parseMoney } from '~/money';
import { shop } from '~/shop.server';

/** A product, or its copy in a category. */
type Row = 'p' | 'm';

/** What narrows a table. */
export type Filters = {
  /** Ids of a category and of those below it: PostgreSQL knows by its statistics how many products they have. */
  branch: string[] | null;
  tagged: (row: Row) => Prisma.Sql[];
  /** Prices, and whether any is in stock: indexes have them. */
  known: (row: Row) => Prisma.Sql[];
  /** Asked of the variants of each product, one after the other, or of all at once. */
  low: (of: 'each' | 'all') => Prisma.Sql[];
};

/** What narrows the products, beside their status and a search; null where nothing does. */
export async function filtersOf(query: TableQuery): Promise<Filters | null> {
  if (!isFiltered(query)) return null;
  const { category, tag, stock } = query;
  return {
    branch: category ? branchOf(await getCategories(), category) : null,
    tagged: tag ? (row) => [Prisma.sql`${column(row, 'tags')} @> ARRAY[${tag}::text]`] : () => [],
    known: (row) => [
      ...(stock === 'in' ? [column(row, 'available')] : []),
      ...(stock === 'out' ? [Prisma.sql`NOT ${column(row, 'available')}`] : []),
      ...pricesOf(query, row),
    ],
    low: (of) => (stock === 'low' ? [isLow(of)] : []),
  };
}

/** All filters of products p, to be found from whichever side is best. */
export function fits({ branch, tagged, known, low }: Filters): Prisma.Sql {
  return all([
    ...(branch ? [isIn(branch, [...tagged('m'), ...known('m')])] : []),
    ...tagged('p'),
    ...known('p'),
    ...low('all'),
  ]);
}

/** Products p that are in one of these categories, where their copies fit. */
export function isIn(categoryIds: string[], filters: Prisma.Sql[]): Prisma.Sql {
  return Prisma.sql`p.id IN (
    SELECT m.product_id FROM product_category m
    WHERE ${all([Prisma.sql`m.category_id = ANY (${categoryIds}::uuid[])`, ...filters])})`;
}

export function all(filters: Prisma.Sql[]): Prisma.Sql {
  return filters.length > 0 ? Prisma.join(filters, ' AND ') : Prisma.sql`true`;
}

/** What the lowest prices are narrowed to. */
export function pricesOf(query: TableQuery, row: Row = 'p'): Prisma.Sql[] {
  const [min, max] = [query.min, query.max].map((text) => parseMoney(text, shop.currency));
  const price = column(row, 'price_min');
  return [
    ...(min != null ? [Prisma.sql`${price} >= ${min}::int`] : []),
    ...(max != null ? [Prisma.sql`${price} <= ${max}::int`] : []),
  ];
}

/** OFFSET keeps PostgreSQL from reading all variants instead. */
function isLow(of: 'each' | 'all'): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM variant v WHERE v.product_id = p.id AND v.track_stock AND v.stock <= ${LOW_STOCK}::int
    ${of === 'each' ? Prisma.sql`OFFSET 0` : Prisma.empty})`;
}

function column(row: Row, name: 'available' | 'price_min' | 'tags'): Prisma.Sql {
  return Prisma.raw(`${row}.${name}`);
}
