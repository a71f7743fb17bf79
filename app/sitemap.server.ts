import type { Entry } from '~/models/sitemap.server';
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';

const namespace = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The shop's own pages, its categories and products; in pieces, so that a large one is never whole in memory. */
export function* sitemap(
  origin: string,
  products: Entry[],
  categories: { slug: string }[],
): Generator<string> {
  yield `${declaration}<urlset ${namespace}>\n`;
  if (categories.length > 0) {
    for (const path of ['/', '/products', '/categories']) yield url(origin + path);
    for (const { slug } of categories)
      yield url(`${origin}/categories/${encodeURIComponent(slug)}`);
  }
  for (const { slug, updatedAt } of products) {
    yield url(`${origin}/products/${encodeURIComponent(slug)}`, updatedAt);
  }
  yield '</urlset>\n';
}

export function* sitemapIndex(origin: string, parts: number): Generator<string> {
  yield `${declaration}<sitemapindex ${namespace}>\n`;
  for (let part = 1; part <= parts; part++) {
    yield `<sitemap><loc>${escape(`${origin}/sitemap.xml?part=${part}`)}</loc></sitemap>\n`;
  }
  yield '</sitemapindex>\n';
}

/** The answer; a 404 for none. */
export function xml(pieces: Iterable<string> | null): Response {
  if (!pieces) return new Response('There is no such sitemap.\n', { status: 404 });
  const iterator = pieces[Symbol.iterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      let chunk = '';
      while (chunk.length < 16_384) {
        const next = iterator.next();
        if (next.done) {
          if (chunk) controller.enqueue(encoder.encode(chunk));
          controller.close();
          return;
        }
        chunk += next.value;
      }
      controller.enqueue(encoder.encode(chunk));
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'application/xml; charset=utf-8',
      ...shared(PRODUCTS, CATEGORIES).headers,
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

function url(location: string, changed?: Date): string {
  const date = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : '';
  return `<url><loc>${escape(location)}</loc>${date}</url>\n`;
}

/** `encodeURIComponent` leaves the apostrophe, and an origin may hold anything. */
function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/'/g, '&apos;');
}
