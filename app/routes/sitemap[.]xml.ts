import type { LoaderFunctionArgs } from '@remix-run/node';
import { getCategories } from '~/models/category.server';
import { isDatabaseAway } from '~/models/database-away.server';
import { countSitemaps, getProductEntries } from '~/models/sitemap.server';
import { originOf } from '~/shop.server';
import { sitemap, sitemapIndex, xml } from '~/sitemap.server';
import { log } from '~/log.server';
import { currentRequest } from '~/request.server';

/** Every page worth finding: one list, or past 1,000 products an index of lists (?part=1 and so on). */
export async function loader({ request }: LoaderFunctionArgs) {
  const origin = originOf(request);
  const asked = new URL(request.url).searchParams.get('part');
  if (asked !== null && !/^[1-9]\d{0,4}$/.test(asked)) return xml(null);
  try {
    const parts = await countSitemaps();
    const part = asked === null ? 0 : Number(asked) - 1;
    if (asked === null && parts > 1) return xml(sitemapIndex(origin, parts));
    if (part >= parts) return xml(null);
    const products = await getProductEntries(part);
    return xml(sitemap(origin, products, part === 0 ? await getCategories() : []));
  } catch (error) {
    // A database that is away is said once for all, by its door.
    if (!isDatabaseAway(error)) {
      log.error(
        { event: 'request.failed', id: currentRequest()?.id, err: error },
        'The sitemap failed.',
      );
    }
    return new Response('The shop cannot reach its shelves right now.\n', {
      status: 503,
      headers: { 'Retry-After': '60', 'Cache-Control': 'no-store' },
    });
  }
}
