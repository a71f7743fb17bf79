/**
 * Whether a page's queries take longer in a large shop: fills a database of its own for each size, asks for the
 * same pages in turns, and writes the table to docs/benchmarks/queries.md.
 *
 *   npm run bench:queries -- --sizes 1000,10000,100000,1000000 --kinds search
 *
 * Filling a million products takes minutes: with --server postgresql://… a server of yours keeps the shops for the
 * next time. It wants the settings below.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { bringSchemaUp } from '~/db/schema/bring-up.server';
import { startThrowawayCluster } from '../postgres/throwaway.js';
import { cloneDatabase } from '../test/database.js';
import { makeReady } from '../test/ready.js';
import { fillCatalogue } from './catalogue';
import { type Times, report } from './report';
import { sessionSecret } from './servers';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    rounds: { type: 'string', default: '12' },
    out: { type: 'string', default: 'docs/benchmarks/queries.md' },
    kinds: { type: 'string', default: '' },
    server: { type: 'string' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const rounds = Number(values.rounds);
/** Pages of one kind that a shop is asked for before the next shop's turn. */
const perTurn = 8;

await makeReady();

// A shop of a million products has a database whose memory holds it.
const settings = ['shared_buffers=6GB', 'max_wal_size=8GB'];
const cluster = values.server === undefined ? await startThrowawayCluster(settings) : null;
const server = values.server ?? cluster?.url('postgres') ?? '';
try {
  const shops: Shop[] = [];
  for (const size of sizes) shops.push(await openShop(size));
  const times: Times = new Map();
  const kinds = (await shops[0]?.ask<string[]>({ list: true })) ?? [];
  for (const kind of kinds.filter((one) => one.includes(values.kinds))) {
    times.set(kind, await measure(shops, kind));
    console.error(`measured: ${kind}`);
  }
  for (const shop of shops) shop.close();
  const text = report(sizes, times, { pages: rounds * perTurn });
  console.log(text);
  await mkdir('docs/benchmarks', { recursive: true });
  await writeFile(values.out, text);
} finally {
  await cluster?.stop();
}

type Shop = Awaited<ReturnType<typeof openShop>>;

/** A filled database, and a process that asks it for pages. */
async function openShop(size: number) {
  const database = await filled(size);
  const child = fork(fileURLToPath(new URL('asked.ts', import.meta.url)), {
    env: {
      ...process.env,
      DATABASE_URL: database,
      SESSION_SECRET: sessionSecret,
    },
  });
  return {
    async ask<Answer>(asked: object): Promise<Answer> {
      child.send(asked);
      const [answer] = (await once(child, 'message')) as [Answer];
      return answer;
    },
    close: () => child.kill(),
  };
}

/** @returns the URL of a database with `size` products, which may be there from another time. */
async function filled(size: number): Promise<string> {
  const begun = performance.now();
  const name = `shop_${size}`;
  const url = Object.assign(new URL(server), { pathname: name }).href;
  const orders = new pg.Client({ connectionString: server });
  await orders.connect();
  const { rowCount } = await orders.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) {
    // It gets its name when it is whole.
    const database = await cloneDatabase(server, `${name}_part`, 'template0');
    await bringSchemaUp(database, 'bench');
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    await fillCatalogue(client, size, (done) => {
      if (done % 100_000 === 0) console.error(`${done.toLocaleString('en')} products`);
    });
    await client.end();
    await orders.query(`ALTER DATABASE ${name}_part RENAME TO ${name}`);
  } else {
    await bringSchemaUp(url, 'bench');
  }
  await orders.end();
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.error(`${size.toLocaleString('en')} products are there after ${seconds} s`);
  return url;
}

/** Times in ms of pages of one kind, for each shop; the shops take turns, so that a busy machine is busy for all. */
async function measure(shops: Shop[], kind: string): Promise<number[][]> {
  const times: number[][] = shops.map(() => []);
  // The first pages of a kind fill the caches of a connection; all of them are counted but these.
  for (const shop of shops) await shop.ask({ kind, from: 0, count: perTurn });
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, shop] of shops.entries()) {
      times[index]?.push(
        ...(await shop.ask<number[]>({ kind, from: round * perTurn, count: perTurn })),
      );
    }
  }
  return times;
}
