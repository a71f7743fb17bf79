import { setTimeout as delay } from 'node:timers/promises';
import type { Generator } from './generator';
import { memoryOf, startShop } from './servers';

export type Flood = {
  /** Made-up addresses, each asked for twice: what is asked for but once has a fifth of the cache. */
  addresses: number;
  /** Bytes that the cache holds at most, and at the highest moment seen. */
  limit: number;
  highest: number;
  evictions: number;
  /** MB of the process when half of them were asked for, and at the end. */
  halfway: number;
  end: number;
};

/** Bytes, few enough to be full long before the end. */
const limit = 8 * 1024 * 1024;

/** Addresses after which the same ones are asked for again. */
const together = 50;

/** Asks for as many made-up lists and searches, as scanners and crawlers do, and watches the cache meanwhile. */
export async function measureFlood(
  database: string,
  generator: Generator,
  addresses: number,
): Promise<Flood> {
  const cache = { CACHE_BYTES: String(limit), CACHE_DIR: 'off', CACHE_WARM: 'off' };
  const shop = await startShop(database, cache);
  const paths = Array.from({ length: addresses }, (_, n) =>
    n % 2 ? `/products?min=${n % 97}&max=${100 + n}` : `/search?q=${n.toString(36)}+mug`,
  );
  const half = Math.floor(addresses / 2);
  let highest = 0;
  let evictions = 0;
  let over = false;
  const look = async () => {
    const answer = await fetch(`http://127.0.0.1:${shop.port}/healthz`);
    const { cache } = (await answer.json()) as {
      cache: { bytes: number; counters: { evictions: number } };
    };
    highest = Math.max(highest, cache.bytes);
    evictions = cache.counters.evictions;
  };
  const watch = async () => {
    for (; !over; await delay(250)) await look();
  };
  try {
    const watching = watch();
    const flood = async (part: string[]) => {
      for (let from = 0; from < part.length; from += together) {
        const some = part.slice(from, from + together);
        await generator.putUnderLoad({
          ...{ port: shop.port, paths: some, connections: 16 },
          ...{ atMost: 2 * some.length, lasting: 120_000 },
        });
      }
    };
    await flood(paths.slice(0, half));
    const halfway = memoryOf(shop.pid);
    await flood(paths.slice(half));
    over = true;
    await watching;
    await look();
    return { addresses, limit, highest, evictions, halfway, end: memoryOf(shop.pid) };
  } finally {
    over = true;
    await shop.stop();
  }
}
