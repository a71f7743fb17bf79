import { adminLoader } from '~/admin-route.server';
import { productCsv } from '~/catalogue/export.server';
import { downloadOf } from '~/download.server';
import { env } from '~/env.server';
import { auditAlone } from '~/models/audit.server';
import { EXPORT_MOST, productsAfterIn } from '~/models/product-export.server';
import { parseTableQuery } from '~/models/product-table';

const tooMany = `These are more than ${EXPORT_MOST.toLocaleString('en')} products, which one file of a search can't hold. Narrow the search, or take all products out: under Import & export.`;

/** The products of the table as its address says it, all where it says nothing, as Shopify's CSV. */
export const loader = adminLoader('admin.export[.]csv', async ({ request, admin }) => {
  const url = new URL(request.url);
  const query = parseTableQuery(url.searchParams);
  const productsAfter = await productsAfterIn(query);
  if (!productsAfter) throw new Response(tooMany, { status: 422 });
  const what = url.search ? `products of the table ${url.search.slice(0, 200)}` : 'all products';
  await auditAlone({ event: 'products.exported', actor: admin.id, subject: what });
  const day = new Date().toISOString().slice(0, 10);
  const shopUrl = env.SHOP_URL ?? url.origin;
  return downloadOf(productCsv({ shopUrl, productsAfter }), `products-${day}.csv`);
});
