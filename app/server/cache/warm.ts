import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { getCategories } from '~/models/category.server';
import { countSitemaps, getProductEntries } from '~/models/sitemap.server';
import type { SharedCache } from '~/server/cache/cache';

type Log = { info: (facts: object, message: string) => void };

export type Warming = {
  cache: SharedCache;
  /** What pages' addresses begin with where no key says; undefined where that is not known before somebody asks. */
  origin: string | undefined;
  /** Keys that were asked for most before, those first. */
  popular: string[];
  /** Whether the shop can make pages now. */
  isReady: () => boolean;
  signal: AbortSignal;
  log: Log;
};

/**
 * The parts of the store's room that pages made ahead may take, and they with their pictures: all that was made here then
 * stays, and what else is kept makes room for it, the least recently asked for first.
 */
const most = { pages: 0.75, pictures: 0.9 };
/** Widths of pictures made ready ahead; another one's stand-in while the database is away. */
const widths = [640, 320];
/** ms */
const between = { least: 5, busy: 500, unready: 500 };
/** The part of its time that a process may be busy with others' requests while it warms. */
const quiet = 0.6;

/**
 * Makes pages before anybody asks for them, so that they are there when the database is not: those that were popular,
 * those that are kept, then in the order of the sitemap, then the pictures on them. One at a time, and only while there is little else to do.
 */
export async function warm(warming: Warming): Promise<void> {
  const { cache, signal, log } = warming;
  const begun = performance.now();
  const pictures = new Set<string>();
  let pages = 0;
  let bytes = 0;
  try {
    for await (const [origin, address] of addresses(warming)) {
      if (bytes > cache.store.room * most.pages) break;
      const entry = await one(warming, origin, address);
      if (!entry) continue;
      pages += 1;
      bytes += entry.size;
      for (const picture of picturesOn(entry.plain.body)) pictures.add(`${origin} ${picture}`);
    }
    for (const picture of pictures) {
      if (bytes > cache.store.room * most.pictures) break;
      const [origin = '', address = ''] = picture.split(' ');
      bytes += (await one(warming, origin, address))?.size ?? 0;
    }
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    log.info({ event: 'cache.warm', pages, pictures: pictures.size, seconds }, 'Pages are warm.');
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Origins and addresses in the order in which they are worth most, each once: what is kept already takes no more room. */
async function* addresses({ cache, origin, popular, isReady, signal }: Warming) {
  const seen = new Set<string>();
  const keyOf = (of: string, address: string) => cache.wantedAt(address, of, '')?.key;
  const kept = [...cache.store.entries()].map(([key]) => key);
  for (const known of [...popular, ...kept]) {
    const [, of = origin, address = ''] = /^(https?:\/\/[^/]+)?(\/.*)$/.exec(known) ?? [];
    if (of === undefined || address.startsWith('/images/')) continue;
    const key = keyOf(of, address);
    if (key === undefined || seen.has(key)) continue;
    seen.add(key);
    yield [of, address] as const;
  }
  if (origin === undefined) return;
  for await (const address of sitemap(isReady, signal)) {
    const key = keyOf(origin, address);
    if (key !== undefined && !seen.has(key)) yield [origin, address] as const;
  }
}

async function* sitemap(isReady: () => boolean, signal: AbortSignal) {
  yield* ['/', '/products', '/categories'];
  await untilReady(isReady, signal);
  for (const { slug } of await orNone(getCategories())) {
    yield `/categories/${encodeURIComponent(slug)}`;
  }
  for (let part = 0, parts = 1; part < parts; part += 1) {
    await untilReady(isReady, signal);
    parts = (await orNone(countSitemaps().then((count) => [count])))[0] ?? parts;
    for (const { slug } of await orNone(getProductEntries(part))) {
      yield `/products/${encodeURIComponent(slug)}`;
    }
  }
}

/** Something that is asked of the database; what can't be had is left out. */
function orNone<Row>(rows: Promise<Row[]>): Promise<Row[]> {
  return rows.catch(() => []);
}

/** Makes one page or picture, and leaves others at least twice that time, and more when they need it. */
async function one({ cache, isReady, signal }: Warming, origin: string, address: string) {
  await untilReady(isReady, signal);
  const wanted = cache.wantedAt(address, origin, 'warm');
  if (!wanted) return null;
  const begun = performance.now();
  const before = performance.eventLoopUtilization();
  const entry = await cache.warm(wanted).catch(() => null);
  await delay(Math.max(between.least, 2 * (performance.now() - begun)), null, { signal });
  const { utilization } = performance.eventLoopUtilization(before);
  if (utilization > quiet) await delay(between.busy, null, { signal });
  return entry;
}

async function untilReady(isReady: () => boolean, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  while (!isReady()) await delay(between.unready, null, { signal });
}

/** Addresses of the pictures on a page, in a size that serves for all. */
function picturesOn(page: Buffer): string[] {
  const found = new Map<string, Set<number>>();
  for (const [, id = '', width = ''] of page
    .toString()
    .matchAll(/\/images\/([0-9a-f]{32})\/(\d+)\.avif/g)) {
    found.set(id, (found.get(id) ?? new Set()).add(Number(width)));
  }
  return [...found].flatMap(([id, has]) => {
    const wanted = widths.filter((width) => has.has(width));
    const chosen = wanted.length > 0 ? wanted : [...has].slice(0, 1);
    return chosen.map((width) => `/images/${id}/${width}.avif`);
  });
}
