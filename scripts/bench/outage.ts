import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { start, stop } from '../postgres/cluster.js';
import type { startThrowawayCluster } from '../postgres/throwaway.js';
import type { Generator } from './generator';
import { ask, startShop } from './servers';

export type Outage = {
  seconds: number;
  requests: number;
  failed: number;
  /** ms: the 99th percentile before, and in the first two thirds of the time in which the database was away. */
  usual: number;
  during: number;
  /** Warm pages asked of an instance that was started meanwhile, and those that it had. */
  second: { asked: number; served: number };
  /** ms from an edit, made right after the return, until a customer sees it. */
  fresh: number;
};

/** Asks for warm pages while the database is away. */
export async function measureOutage(
  database: string,
  { cluster, port }: Awaited<ReturnType<typeof startThrowawayCluster>>,
  generator: Generator,
  { paths, seconds }: { paths: string[]; seconds: number },
): Promise<Outage> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-bench-'));
  // Pages name the shop's address: without one of its own, each port would be another shop.
  const kept = { CACHE_DIR: folder, CACHE_WARM: 'off', SHOP_URL: 'http://shop.example' };
  const shop = await startShop(database, kept);
  const load = { port: shop.port, paths, connections: 16 };
  try {
    for (const path of paths) await ask(shop.port, path);
    await generator.putUnderLoad({ ...load, lasting: 3_000 });
    const usual = await generator.putUnderLoad({ ...load, lasting: 5_000 });
    await stop(cluster, 'fast');
    // An instance that starts takes a core for itself: how soon answers come is read before.
    const during = await generator.putUnderLoad({ ...load, lasting: (seconds * 2000) / 3 });
    const loading = generator.putUnderLoad({
      ...load,
      lasting: seconds * 1000 - (seconds * 2000) / 3,
    });
    const second = await warmPagesOf(database, kept, paths);
    const all = [during, await loading];
    await start(cluster, port);
    const fresh = await untilSeen(database, shop.port, paths);
    const failed = all
      .flatMap(({ statuses }) => Object.entries(statuses))
      .filter(([status]) => status !== '200')
      .reduce((sum, [, count]) => sum + count, 0);
    const requests = all.reduce((sum, one) => sum + one.requests, 0);
    return { seconds, requests, failed, usual: usual.p99, during: during.p99, second, fresh };
  } finally {
    await shop.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many of the pages an instance has that starts now. */
async function warmPagesOf(database: string, kept: Record<string, string>, paths: string[]) {
  const second = await startShop(database, kept);
  let served = 0;
  for (const path of paths) {
    await ask(second.port, path).then(
      () => (served += 1),
      () => undefined,
    );
  }
  await second.stop();
  return { asked: paths.length, served };
}

/** ms from an edit in psql's way until the page shows it. */
async function untilSeen(database: string, port: number, paths: string[]): Promise<number> {
  const path = paths.find((one) => one.startsWith('/products/')) ?? '';
  const title = `Edited at ${Date.now()}`;
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  await client.query('UPDATE product SET title = $1 WHERE slug = $2', [
    title,
    path.slice('/products/'.length),
  ]);
  const begun = performance.now();
  await client.end();
  for (;;) {
    const body = await plain(port, path);
    if (body.includes(title) || performance.now() - begun > 60_000)
      return performance.now() - begun;
    await delay(5);
  }
}

async function plain(port: number, path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  return response.text();
}
