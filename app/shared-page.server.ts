import type { HeadersFunction } from '@remix-run/node';

/** `Date.now()` in ms at which the next scheduled product is to be seen; null where none is known of. */
let nextPublication: number | null = null;

export function setNextPublication(at: number | null): void {
  nextPublication = at;
}

/** Seconds for which a page may be given, and again while it is made anew. */
const FRESH = 60;

/**
 * What shared caches may do with a customer's page, in the words of RFC 9111 and RFC 5861. The shop's own cache is told
 * of each change of the catalogue; the 60 s are for caches that are told nothing, and end when the next scheduled
 * product is to be seen.
 * When the shop can't make a page, an old one is better than none for as long as that lasts: 30 days stand for it.
 * @param left seconds until then, if it is known.
 */
export function sharedCacheControl(left = secondsLeft()): string {
  const fresh = Math.max(1, Math.min(FRESH, Math.ceil(left)));
  const again = Math.max(0, Math.min(FRESH, Math.ceil(left) - fresh));
  return `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${again}, stale-if-error=2592000`;
}

function secondsLeft(): number {
  if (nextPublication === null || nextPublication <= Date.now()) return Infinity;
  return (nextPublication - Date.now()) / 1000;
}

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
    headers: { 'Cache-Control': sharedCacheControl(), 'Cache-Tag': [...new Set(tags)].join(',') },
  };
}

/** A route with a page that its loader calls shared says so: `export { sharedHeaders as headers }`. */
export const sharedHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
