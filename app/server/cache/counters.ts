import { singleton } from '~/singleton.server';

/** What the shared cache did since the start, and how it is; `null` where this process has none. */
export type CacheNumbers = {
  entries: number;
  /** Bytes in memory now, and at most. */
  bytes: number;
  limit: number;
  counters: Counters;
  /** Since when (ISO 8601) pages are served that could not be made anew; null when they can. */
  staleSince: string | null;
  /** How the catalogue's changes are heard: app/db/listener.server.ts. */
  listener: { state: string; gaps: number; notifications: number };
};

export type Counters = {
  /** Answers by where they came from. fresh: kept; stale: kept, past its time; miss: made for it; pass: nothing to keep. */
  fresh: number;
  stale: number;
  miss: number;
  pass: number;
  /** Pages made for the cache, and those that could not be. */
  fills: number;
  failedFills: number;
  /** Changes of tags heard, and those after which everything counts as changed. */
  purges: number;
  fullPurges: number;
  evictions: number;
};

type Report = () => CacheNumbers;

const report = singleton('cache report', () => ({ of: null as Report | null }));

/** Says where the numbers of this process's cache come from. */
export function reportCache(of: Report): void {
  report.of = of;
}

/** For `/healthz` and whoever else watches. */
export function cacheNumbers(): CacheNumbers | null {
  return report.of?.() ?? null;
}
