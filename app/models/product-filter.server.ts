import { Prisma } from '~/db.server';
import { isFiltered, LOW_STOCK, type TableQuery } from '~/models/product-table';
import { parseMoney } from '~/money';
import { shop } from '~/shop.server';

/** What narrows the products p, beside their status and a search; null where nothing does. */
export function filtersOf(query: TableQuery): Prisma.Sql | null {
  if (!isFiltered(query)) return null;
  const { category, tag, stock } = query;
  const [min, max] = [query.min, query.max].map((text) => parseMoney(text, shop.currency));
  const filters = [
    ...(category ? [inBranch(category)] : []),
    ...(tag ? [Prisma.sql`p.tags @> ARRAY[${tag}::text]`] : []),
    ...(stock ? [stocks[stock]] : []),
    ...(min != null ? [Prisma.sql`p.price_min >= ${min}::int`] : []),
    ...(max != null ? [Prisma.sql`p.price_min <= ${max}::int`] : []),
  ];
  return filters.length === 0 ? null : Prisma.join(filters, ' AND ');
}

const stocks = {
  in: Prisma.sql`p.available`,
  out: Prisma.sql`NOT p.available`,
  low: Prisma.sql`EXISTS (
    SELECT FROM variant v WHERE v.product_id = p.id AND v.track_stock AND v.stock <= ${LOW_STOCK}::int)`,
};

/** In a category, or in one below it. */
function inBranch(id: string): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM product_category m WHERE m.product_id = p.id AND m.category_id = ANY (ARRAY(
      WITH RECURSIVE branch(id) AS (
        SELECT ${id}::uuid UNION SELECT c.id FROM category c JOIN branch b ON c.parent_id = b.id
      ) SELECT id FROM branch)))`;
}
