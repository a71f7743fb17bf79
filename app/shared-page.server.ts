import type { HeadersFunction } from '@remix-run/node';

/**
 * What shared caches may do with a customer's page, in the words of RFC 9111 and RFC 5861. The shop's own cache is told
 * of each change of the catalogue; the 60 s are for products whose time comes by itself, and for caches that are told nothing.
 * When the shop can't make a page, an old one is better than none for as long as that lasts: 30 days stand for it.
 */
export const sharedCacheControl =
  'public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=2592000';

/** Any change of which products there are, or of what lists show, sort and filter by. */
export const PRODUCTS = 'products';
/** Any change of a category. */
export const CATEGORIES = 'categories';

/** Any change of one product. prisma/rules.sql says which change tells which tags. */
export function productTag({ id }: { id: string }): string {
  return `product:${id}`;
}

/** Headers of a page that is the same for everyone until something that it is tagged with changes. */
export function shared(...tags: string[]): { headers: Record<string, string> } {
  return {
    headers: { 'Cache-Control': sharedCacheControl, 'Cache-Tag': [...new Set(tags)].join(',') },
  };
}

/** A route with a page that its loader calls shared says so: `export { sharedHeaders as headers }`. */
export const sharedHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
