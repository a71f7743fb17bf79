import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasSession } from '~/auth.server';
import { databasePlace, isOutOfReach, listenToCatalogue } from '~/db.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { SharedCache } from '~/server/cache/cache';
import { reportCache } from '~/server/cache/counters';
import { Disk } from '~/server/cache/disk';
import type { Make } from '~/server/cache/fill';
import { hearing } from '~/server/cache/hearing';
import { PublicationWatch } from '~/server/cache/publications';
import { readPopular, writePopular } from '~/server/cache/popularity';
import { warm } from '~/server/cache/warm';
import { PRODUCTS, productTag } from '~/shared-page.server';
import { shop } from '~/shop.server';

/** A process's cache, and what belongs to it. */
export type OpenCache = {
  cache: SharedCache;
  /** Resolves once all that was saved before counts as changed here. */
  caughtUp: () => Promise<void>;
  /**
   * Begins to make pages before anybody asks.
   * @param origin what their addresses begin with where SHOP_URL isn't set; undefined where only customers know.
   */
  warm: (origin: string | undefined) => void;
  /** Ends it, within 3 s. @returns whether the disk still answers; what is kept is on it then, unless it is too slow. */
  close: () => Promise<boolean>;
};

/** ms between two notes of what is asked for most. */
const noted = 60_000;
/** ms at the end in which all that is kept may be written, and then what is being written. */
const patience = { all: 2_000, last: 1_000 };
const unreferenced = { ref: false };

const unknownOrigin =
  'SHOP_URL is not set, so pages that nobody has asked for yet are not made ahead: pages name the address that they are asked at. Set it to the address that customers use.';

/**
 * The cache of this process, with what the disk has of it, and an ear for what changes in the catalogue.
 * @param make answers a GET that nobody in particular sends.
 * @returns null where CACHE_BYTES switches it off.
 */
export async function openCache(make: Make): Promise<OpenCache | null> {
  if (env.CACHE_BYTES === 0) return null;
  const { CACHE_DIR: folder } = env;
  const disk = folder === 'off' ? null : new Disk(folder, buildName(), log.warn.bind(log));
  const cache: SharedCache = new SharedCache({
    limit: env.CACHE_BYTES,
    currency: env.SHOP_CURRENCY,
    origin: env.SHOP_URL,
    make,
    isAway: () => isOutOfReach() || listener.state === 'away',
    hears: () => hearing(listener),
    isAdmin: hasSession,
    proven: (key, entry) => disk?.write(key, entry),
    gone: (key) => disk?.remove(key),
    log,
  });
  await disk?.load(cache.store.room, (key, entry) => cache.store.set(key, entry, true));
  const popular = disk ? await readPopular(folder) : [];
  const publications = new PublicationWatch({
    changed: (tags) => cache.changed(tags),
    everythingChanged: () => cache.everythingChanged(),
    ending: (ids) => cache.forgetOutdated(ids.map((id) => productTag({ id }))),
  });
  const listener = listenToCatalogue({
    changed: (tags) => {
      cache.changed(tags);
      if (tags.includes(PRODUCTS) || tags.includes('*')) publications.ask();
    },
    everythingChanged: () => {
      cache.everythingChanged();
      publications.ask();
    },
  });
  reportCache(() => {
    const { state, gaps, notifications } = listener;
    return { ...cache.numbers, listener: { state, gaps: Math.max(0, gaps), notifications } };
  });

  const note = () => writePopular(folder, cache.store, popular).catch(() => undefined);
  const noting = disk ? setInterval(() => void note(), noted).unref() : undefined;
  const end = new AbortController();
  return {
    cache,
    caughtUp: () => listener.caughtUp(),
    warm(here) {
      if (env.CACHE_WARM === 'off') return;
      const origin = env.SHOP_URL ?? here;
      if (origin === undefined) log.warn({ event: 'cache.origin' }, unknownOrigin);
      void warm({
        ...{ cache, log, signal: end.signal, origin },
        popular: popular.map(([key]) => key),
        isReady: () => listener.state === 'listening' && !isOutOfReach(),
      });
    },
    async close() {
      end.abort();
      listener.stop();
      publications.stop();
      clearInterval(noting);
      if (!disk) return true;
      const written = Promise.all([note(), disk.settled()]).then(() => true);
      if (await Promise.race([written, delay(patience.all, false, unreferenced)])) return true;
      disk.giveUp();
      return Promise.race([written, delay(patience.last, false, unreferenced)]);
    },
  };
}

/** Names the code, the settings and the database that pages are made with: other ones make other pages. */
function buildName(): string {
  const code = readFileSync(fileURLToPath(import.meta.url));
  const rest = JSON.stringify([shop, env.SHOP_URL, databasePlace()]);
  return createHash('sha256').update(code).update(rest).digest('hex').slice(0, 16);
}
