import { z } from 'zod';
import { Backends } from './backends';
import { browse } from './browse';
import { check } from './check';
import { Journal } from './journal';
import { plan } from './plan';
import { type Stored, storedSql } from './product-form';
import { type Result, summarise } from './result';
import { Editor, type Shared } from './save';
import { type ChaosShop, connectionLimit } from './shop';
import { goOn, ShopClient } from './shop-client';
import { StolenTime } from './stolen-time';
import { Storm } from './storm';

const customers = 4;
const editors = 3;
const sharedProducts = 2;

/** ms */
const patience = { resolving: 60_000, settling: 15_000 };

/** Fewer faults than this say little: a run of so many seconds goes on until it has had them. */
export const enough = { faults: 200, from: 60 };

export type Settings = { seconds: number; seed: number };

/**
 * Lets customers browse and editors save while faults strike, then holds what was acknowledged against
 * what the database has.
 * @param interrupted ends the run before its time when it aborts
 * @param say told of its progress
 */
export async function runChaos(
  shop: ChaosShop,
  { seconds, seed }: Settings,
  interrupted: AbortSignal,
  say: (text: string) => void,
): Promise<Result> {
  const journal = new Journal();
  const stolen = new StolenTime(shop.url);
  const backends = new Backends(shop.faults.upstreamUrl);
  const probe = new ShopClient(shop.url, journal.of('probe'));
  await probe.signIn(shop.owner);
  const storm = new Storm(shop.faults, shop.postgres, async () => {
    return (await probe.get('/admin/products')).status === 200;
  });

  const over = new AbortController();
  const resolved = new AbortController();
  const watched = new AbortController();
  const watching = stolen.watch(watched.signal);
  const shared: Shared = [];
  const staff = await Promise.all(
    Array.from({ length: editors }, async (_, n) => {
      const client = new ShopClient(shop.url, journal.of('editor'));
      await client.signIn(shop.owner);
      return new Editor(client, journal, { name: `e${n + 1}`, shared, seed: seed + n + 1 });
    }),
  );
  for (let n = 1; n <= sharedProducts; n += 1) {
    await staff[0]?.create(`chaos-shared-${n}`, shared, resolved.signal);
  }
  const slugs = (
    await backends.ask<{ slug: string }>(
      `SELECT slug FROM product WHERE status = 'active' AND slug NOT LIKE 'chaos-%' ORDER BY slug`,
    )
  ).map((product) => product.slug);
  const load = Promise.all([
    ...staff.map((editor) => editor.work(over.signal, resolved.signal)),
    ...Array.from({ length: customers }, (_, n) => {
      const client = new ShopClient(shop.url, journal.of('customer'));
      return browse(client, slugs, seed + editors + n + 1, over.signal);
    }),
  ]);

  const begun = performance.now();
  const passed = () => (performance.now() - begun) / 1000;
  const wanted = seconds >= enough.from ? enough.faults : 0;
  let told = 0;
  try {
    for (const step of plan(seed)) {
      const due = passed() >= seconds && storm.count >= wanted;
      if (due || interrupted.aborted || shop.died() !== null) break;
      await storm.suffer(step, interrupted);
      if (passed() - told < 10) continue;
      told = passed();
      say(
        `${Math.round(told)} s: ${storm.count} faults, ${journal.answers.length} requests, ${journal.saves.length} saves`,
      );
    }
  } catch (error) {
    for (const end of [over, resolved, watched]) end.abort();
    throw error;
  }
  const lasted = passed();

  await shop.faults.heal();
  over.abort();
  const timer = setTimeout(() => resolved.abort(), patience.resolving);
  await load;
  clearTimeout(timer);
  watched.abort();
  await watching;

  const leaks = await settle(shop, backends);
  const died = shop.died();
  const end = died ?? (await shop.stopServer());
  const left = (await backends.count()).open;
  const [stored, keys] = await Promise.all([
    backends.ask<Stored>(storedSql),
    backends.ask<{ key: string }>('SELECT key FROM write_key'),
  ]);
  const verdict = check(journal.saves, stored, new Set(keys.map(({ key }) => key)));
  return summarise({
    settings: { seconds, seed },
    lasted,
    journal,
    storm,
    stolen,
    verdict,
    leaks: { ...leaks, left },
    server: { died: died !== null, end },
  });
}

const healthSchema = z.object({
  database: z.object({
    pool: z.object({ size: z.number(), idle: z.number(), waiting: z.number() }),
    counters: z.record(z.string(), z.unknown()),
  }),
});

export type Leaks = {
  /** Of the shop's connections: too many, not known to its pool, or never given back to it. */
  connections: number;
  transactions: number;
  counters: Record<string, unknown>;
};

/** What is still held once nobody asks for anything. What is on its way out is given time. */
async function settle(shop: ChaosShop, backends: Backends): Promise<Leaks> {
  const tooLong = AbortSignal.timeout(patience.settling);
  for (;;) {
    const health = await fetch(`${shop.url}/healthz`).then(
      (response) => response.json() as Promise<unknown>,
      () => null,
    );
    const read = healthSchema.safeParse(health);
    const { open, inTransaction } = await backends.count();
    const pool = read.data?.database.pool ?? { size: 0, idle: 0, waiting: 0 };
    const unknown = Math.max(0, open - pool.size);
    const kept = pool.size - pool.idle + pool.waiting;
    const connections = Math.max(unknown + kept, open - connectionLimit);
    const clean = read.success && connections === 0 && inTransaction === 0;
    if (clean || !(await goOn(200, tooLong))) {
      return {
        connections,
        transactions: inTransaction,
        counters: read.data?.database.counters ?? {},
      };
    }
  }
}
