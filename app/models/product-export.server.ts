import { Prisma, read } from '~/db.server';
import { findProductsBySlugs, listProductsAfter } from '~/models/catalogue.server';
import { isFiltered, type TableQuery } from '~/models/product-table';
import { everyMatch } from '~/models/product-table.server';
import type { EditableProduct } from '~/models/editable-product.server';

/** Products that an export of a search holds at most: their addresses are kept in memory meanwhile. */
const MOST = 200_000;

/** The products that a table shows, by slug, one part after the other: see `ExportOptions.productsAfter`. */
export async function productsAfterIn(
  query: TableQuery,
): Promise<(slug: string, limit: number) => Promise<EditableProduct[]>> {
  if (query.q === '' && query.status === 'all' && !isFiltered(query)) return listProductsAfter;
  const found = await everyMatch(query, MOST);
  const rows = await read((db) =>
    db.$queryRaw<{ slug: string }[]>(
      Prisma.sql`SELECT slug FROM product JOIN (${found}) f USING (id) ORDER BY slug`,
    ),
  );
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
