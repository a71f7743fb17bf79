/**
 * What the door costs on a healthy database: the same query on a bare Prisma client and through the
 * door, in turns, in one run. Prints both medians and the ratio of each pair of rounds.
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

async function main(): Promise<void> {
  const databaseUrl = process.env.DATABASE_URL ?? '';
  await bringSchemaUp(databaseUrl, 'bench');
  const pool = new pg.Pool({ connectionString: databaseUrl });
  const bare = new PrismaClient({ adapter: new PrismaPg(pool) });
  const silent = { info: () => {}, warn: () => {}, error: () => {} };
  const door = new Door(readDatabaseSettings(databaseUrl), silent);
  await bare.category.create({ data: { slug: 'cups', title: 'Cups' } });

  const query = (db: Pick<PrismaClient, 'category'>) =>
    db.category.findFirst({ select: { title: true } });
  const ways = { bare: () => query(bare), door: () => door.run('read', query, {}) };
  const ratios: number[] = [];
  const times: Record<keyof typeof ways, number[]> = { bare: [], door: [] };
  for (let round = -rounds.warmUp; round < rounds.counted; round += 1) {
    const took = { bare: 0, door: 0 };
    for (const way of round % 2 === 0 ? (['bare', 'door'] as const) : (['door', 'bare'] as const)) {
      const each = [];
      for (let n = 0; n < rounds.queries; n += 1) {
        const begun = performance.now();
        await ways[way]();
        each.push(performance.now() - begun);
      }
      took[way] = median(each);
      if (round >= 0) times[way].push(took[way]);
    }
    if (round >= 0) ratios.push(took.door / took.bare);
  }
  console.warn(
    `bare ${median(times.bare).toFixed(4)} ms, door ${median(times.door).toFixed(4)} ms, ` +
      `ratio ${median(ratios).toFixed(3)} (medians of ${rounds.counted} rounds of ${rounds.queries} queries each)`,
  );
  await Promise.all([pool.end(), door.close()]);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

await main();
