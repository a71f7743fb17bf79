/**
 * What the door costs on a healthy database: the same query in turns, in one run,
 * - `withRetry`: through the door;
 * - `bare`: on the door's own client and pool, without `withRetry`;
 * - `stock`: on a client of Prisma's with node-postgres' pool as it comes;
 * - `again`: on another of that kind, which tells what a ratio is worth on this machine now.
 * Prints each one's median, and the medians of the rounds' ratios.
 *
 *   npm run bench:door
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Door } from '~/db/door.server';
import { PrismaClient } from '~/db/generated/client';
import { bringSchemaUp } from '~/db/schema/bring-up.server';
import { readDatabaseSettings } from '~/db/settings.server';

const rounds = { warmUp: 100, counted: 1000, queries: 25 };

type Query = () => Promise<unknown>;

async function main(): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL ?? '';
  await bringSchemaUp(databaseUrl, 'bench');
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const door = new Door(readDatabaseSettings(databaseUrl), silent);
  const inside = await door.run('read', (db) => Promise.resolve({ db }), {});
  const pools = [1, 2].map(() => new pg.Pool({ connectionString: databaseUrl }));
  const [stock, again] = pools.map((pool) => new PrismaClient({ adapter: new PrismaPg(pool) }));
  if (!stock || !again) throw new Error('There are two pools.');
  await stock.category.create({ data: { slug: 'cups', title: 'Cups' } });

  const query = (db: Pick<PrismaClient, 'category'>) =>
    db.category.findFirst({ select: { title: true } });
  const ways = {
    withRetry: () => door.run('read', query, {}),
    bare: () => query(inside.db),
    stock: () => query(stock),
    again: () => query(again),
  } satisfies Record<string, Query>;
  const names = ['withRetry', 'bare', 'stock', 'again'] as const;
  const times: Record<keyof typeof ways, number[]> = {
    withRetry: [],
    bare: [],
    stock: [],
    again: [],
  };
  for (let round = -rounds.warmUp; round < rounds.counted; round += 1) {
    // Each is the first, and comes after each other one, as often.
    const first = Math.abs(round) % names.length;
    const order = [...names.slice(first), ...names.slice(0, first)];
    if (Math.floor(Math.abs(round) / names.length) % 2 === 1) order.reverse();
    for (const name of order) {
      const took = await timeOf(ways[name]);
      if (round >= 0) times[name].push(took);
    }
  }
  const ratio = (a: keyof typeof ways, b: keyof typeof ways) =>
    median(times[a].map((took, round) => took / (times[b][round] ?? NaN))).toFixed(3);
  console.warn(
    `${names.map((name) => `${name} ${median(times[name]).toFixed(4)} ms`).join(', ')} ` +
      `(medians of ${rounds.counted} rounds of ${rounds.queries} queries each)\n` +
      `withRetry/bare ${ratio('withRetry', 'bare')}, withRetry/stock ${ratio('withRetry', 'stock')}, ` +
      `again/stock ${ratio('again', 'stock')}`,
  );
  await Promise.all([...pools.map((pool) => pool.end()), door.close()]);
}

/** ms of the median query. */
async function timeOf(query: Query): Promise<number> {
  const each = [];
  for (let n = 0; n < rounds.queries; n += 1) {
    const begun = performance.now();
    await query();
    each.push(performance.now() - begun);
  }
  return median(each);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

await main();
