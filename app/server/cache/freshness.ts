import CachePolicy from 'http-cache-semantics';
import { OWN_CONTROL } from '~/shared-page.server';

/** For how many ms after it was made an answer may be given without asking again, and how much longer in two cases. */
export type Freshness = {
  fresh: number;
  /** While a new one is made: stale-while-revalidate of RFC 5861. */
  whileRevalidating: number;
  /** When none can be made: stale-if-error of RFC 5861. */
  ifError: number;
  /**
   * How much longer that is than other caches are told, as they hear of no change. Until then a page that is fresh here is
   * new to them.
   */
  longer: number;
};

/**
 * What this cache may do with the answer to a GET, by RFC 9111, and by RFC 9213 where the answer names it. Stricter in one
 * way: an answer must say for how long it is fresh, be a 200, set no cookie, and vary by nothing but its encoding.
 * @returns null where it must not be stored.
 */
export function freshnessOf({ status, headers }: Response): Freshness | null {
  const varies = (headers.get('Vary') ?? '').toLowerCase().split(/,\s*/);
  if (status !== 200 || headers.has('Set-Cookie')) return null;
  if (varies.some((name) => name !== '' && name !== 'accept-encoding')) return null;
  const others = timesOf(headers, headers.get('Cache-Control') ?? '');
  const own = headers.get(OWN_CONTROL);
  const times = others && own ? timesOf(headers, own) : others;
  if (!others || !times) return null;
  const more = goodFor(times) - goodFor(others);
  return { ...times, longer: Math.max(0, more) };
}

type Times = Omit<Freshness, 'longer'>;

function timesOf(headers: Headers, control: string): Times | null {
  const policy = new CachePolicy(
    { url: '', method: 'GET', headers: {} },
    { status: 200, headers: { ...Object.fromEntries(headers), 'cache-control': control } },
    { shared: true },
  );
  if (!policy.storable() || policy.maxAge() <= 0) return null;
  return {
    fresh: policy.maxAge() * 1000,
    whileRevalidating: secondsOf(control, 'stale-while-revalidate') * 1000,
    ifError: secondsOf(control, 'stale-if-error') * 1000,
  };
}

function goodFor({ fresh, whileRevalidating }: Times): number {
  return fresh + whileRevalidating;
}

function secondsOf(control: string, directive: string): number {
  return Number(new RegExp(`(?:^|[,\\s])${directive}="?(\\d+)`, 'i').exec(control)?.[1] ?? 0);
}
