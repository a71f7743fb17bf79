import type { LoaderFunctionArgs } from '@remix-run/node';
import { originOf } from '~/shop.server';

/** Filters and orders show the same things again; the back office is nobody's business. */
export function loader({ request }: LoaderFunctionArgs) {
  const keys = ['category', 'min', 'max', 'tag', 'available', 'sale', 'sort'];
  const lines = [
    'User-agent: *',
    'Disallow: /admin',
    'Disallow: /search',
    ...keys.flatMap((key) => [`Disallow: /*?${key}=`, `Disallow: /*&${key}=`]),
    '',
    `Sitemap: ${originOf(request)}/sitemap.xml`,
    '',
  ];
  return new Response(lines.join('\n'), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    },
  });
}
