import { Prisma, read } from '~/db.server';
import { findProductsBySlugs, listProductsAfter } from '~/models/catalogue.server';
import { isFiltered, type TableQuery } from '~/models/product-table';
import { everyMatch } from '~/models/product-table.server';
import type { EditableProduct } from '~/models/editable-product.server';

/** Products that an export of a search holds at most: their addresses are kept in memory meanwhile. */
export const EXPORT_MOST = 200_000;

/**
 * The products that a table shows, by slug, one part after the other: see `ExportOptions.productsAfter`.
 * @returns null where a search or a filter leaves more than `EXPORT_MOST`: a file of some would look like one of all
 */
export async function productsAfterIn(
  query: TableQuery,
): Promise<((slug: string, limit: number) => Promise<EditableProduct[]>) | null> {
  if (query.q === '' && query.status === 'all' && !isFiltered(query)) return listProductsAfter;
  const found = await everyMatch(query, EXPORT_MOST + 1);
  const rows = await read((db) =>
    db.$queryRaw<{ slug: string }[]>(
      Prisma.sql`SELECT slug FROM product JOIN (${found}) f USING (id) ORDER BY slug`,
    ),
  );
  if (rows.length > EXPORT_MOST) return null;
  const slugs = rows.map(({ slug }) => slug);
  return async (_after, limit) => {
    // A part may be gone by now: what follows it is not.
    while (slugs.length > 0) {
      const wanted = slugs.splice(0, limit);
      const products = await findProductsBySlugs(wanted);
      if (products.length === 0) continue;
      return products.sort((a, b) => wanted.indexOf(a.slug) - wanted.indexOf(b.slug));
    }
    return [];
  };
}
