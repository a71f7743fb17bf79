import type { HeadersFunction } from '@remix-run/node';

/**
 * `Date.now()` in ms at which the next scheduled product is to be seen, or no more; null where none is known of. One that
 * is past is being seen to.
 */
let nextPublication: number | null = null;

export function setNextPublication(at: number | null): void {
  nextPublication = at;
}

/** Seconds for which a page may be given, and again while it is made anew. */
const FRESH = 60;
/** The same in the shop's own cache, which hears of each change: what no change is told of is seen after that time. */
const FRESH_HERE = 600;
/** Seconds for which an old page is better than none: it stands for as long as that lasts. */
const IF_ERROR = 2_592_000;

/** What the shop's own cache goes by instead of Cache-Control, where it is said: a targeted field of RFC 9213. */
export const OWN_CONTROL = 'Holdfast-Cache-Control';

/**
 * What shared caches may do with a customer's page, in the words of RFC 9111 and RFC 5861. The 60 s are for caches that are
 * told of no change; they end when the next scheduled product is to be seen, or no more.
 * When the shop can't make a page, an old one is better than none, but for that of a product that has ended.
 * @param left seconds until then, if it is known.
 * @param ends seconds until nobody may be given it.
 */
export function sharedCacheControl(left = secondsLeft(), ends = Infinity): string {
  if (ends < 1) return 'no-store';
  const fresh = freshFor(FRESH, left, ends);
  return `public, max-age=0, s-maxage=${fresh}, ${staleAfter(fresh, left, ends)}`;
}

/** What the shop's own cache may do with a customer's page that doesn't end. */
export function ownCacheControl(left = secondsLeft()): string {
  const fresh = freshFor(FRESH_HERE, left, Infinity);
  return `max-age=${fresh}, ${staleAfter(fresh, left, Infinity)}`;
}

function freshFor(most: number, left: number, ends: number): number {
  return Math.min(Math.max(1, Math.min(most, Math.ceil(left))), Math.floor(ends));
}

function staleAfter(fresh: number, left: number, ends: number): string {
  const again = Math.max(0, Math.min(FRESH, Math.ceil(left) - fresh, Math.floor(ends) - fresh));
  const ifError = Math.min(IF_ERROR, Math.floor(ends) - fresh);
  return `stale-while-revalidate=${again}, stale-if-error=${ifError}`;
}

function secondsLeft(): number {
  return nextPublication === null ? Infinity : (nextPublication - Date.now()) / 1000;
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
  return sharedUntil(null, ...tags);
}

/** The same for a page that nobody may be given after some seconds, whatever fails; null for one that doesn't end. */
export function sharedUntil(
  ends: number | null,
  ...tags: string[]
): { headers: Record<string, string> } {
  const headers = {
    'Cache-Control': sharedCacheControl(undefined, ends ?? undefined),
    'Cache-Tag': [...new Set(tags)].join(','),
  };
  return { headers: ends === null ? { ...headers, [OWN_CONTROL]: ownCacheControl() } : headers };
}

/** A route with a page that its loader calls shared says so: `export { sharedHeaders as headers }`. */
export const sharedHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
