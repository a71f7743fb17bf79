/**
 * What the door costs on a healthy database: the same query bare and through `read`, in turns, in
 * one run. Prints both medians and their ratio.
 *
 *   DATABASE_URL=… SESSION_SECRET=… npx tsx scripts/bench/door.ts
 */
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { disconnect, read } from '~/db.server';
import { PrismaClient } from '~/db/generated/client';
import { env } from '~/env.server';

const rounds = 200;
const perRound = 25;

async function main(): Promise<void> {
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: 10 });
  const bare = new PrismaClient({ adapter: new PrismaPg(pool) });
  const query = (db: Pick<PrismaClient, 'product'>) =>
    db.product.findFirst({ select: { slug: true } });
  const ways = { bare: () => query(bare), door: () => read(query) };
  const times: Record<keyof typeof ways, number[]> = { bare: [], door: [] };

  for (let round = -20; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['bare', 'door'] as const) : (['door', 'bare'] as const);
    for (const way of order) {
      for (let n = 0; n < perRound; n += 1) {
        const begun = performance.now();
        await ways[way]();
        if (round >= 0) times[way].push(performance.now() - begun);
      }
    }
  }
  const bareMedian = median(times.bare);
  const doorMedian = median(times.door);
  console.warn(
    `bare ${bareMedian.toFixed(4)} ms, door ${doorMedian.toFixed(4)} ms, ratio ${(doorMedian / bareMedian).toFixed(3)}` +
      ` (medians of ${rounds * perRound} each)`,
  );
  await Promise.all([pool.end(), disconnect()]);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

await main();
