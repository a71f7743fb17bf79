import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { isRunning, start, stop } from '../../scripts/postgres/cluster.js';
import { makeDemoDatabase } from '../../scripts/test/demo-database.js';
import { startDurablePostgres } from '../durable-postgres';
import { test as base } from './fixtures';

export { expect } from '@playwright/test';

type Postgres = {
  url: string;
  running: () => boolean;
  start: () => Promise<void>;
  stop: (mode: 'fast' | 'immediate') => Promise<void>;
  /** Asks it to end when the last one has left; resolves when it turns away who comes. */
  shutDown: () => Promise<void>;
};

/** The same on a PostgreSQL that a file may stop and start. What it has acknowledged, it must not lose. */
export const test = base.extend<object, { postgres: Postgres }>({
  postgres: [
    async ({}, use) => {
      const { url, cluster, port, stop: end } = await startDurablePostgres();
      const { databaseUrl } = await makeDemoDatabase(url('postgres'), 'shop');
      await use({
        url: databaseUrl,
        running: () => isRunning(cluster),
        start: () => start(cluster, port),
        stop: (mode) => stop(cluster, mode),
        async shutDown() {
          const [pid] = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
          process.kill(Number(pid), 'SIGTERM');
          await base.expect.poll(() => refusalOf(databaseUrl)).toBe('57P03');
        },
      });
      await end();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  database: [async ({ postgres }, use) => use(postgres.url), { scope: 'worker' }],
});

/** With what state PostgreSQL turns somebody away; null when it lets them in. */
async function refusalOf(databaseUrl: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : String(error);
  }
}
