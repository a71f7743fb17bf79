import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { freePort } from '../../scripts/postgres/cluster.js';
import { startServer } from '../../scripts/start/server.js';
import { makeDemoDatabase } from '../../scripts/test/demo-database.js';
import { sessionSecret } from '../../scripts/test/secrets.js';
import { startDurablePostgres } from '../durable-postgres';
import { Faults } from '../faults/faults';

/** Connections of the shop at most; few, so that they are worth waiting for. */
export const connectionLimit = 5;

/** A PostgreSQL that may be stopped and started again. */
export type Postgres = Awaited<ReturnType<typeof startDurablePostgres>>;

export type ChaosShop = {
  url: string;
  owner: { email: string; password: string };
  postgres: Postgres;
  faults: Faults;
  /** What the server said of its end, once it has ended. */
  died: () => string | null;
  /** Ends the server as a person does. @returns what it says of that */
  stopServer: () => Promise<string>;
  stop: () => Promise<void>;
};

/**
 * The built shop with the demo catalogue, as `npm start` runs it, on a PostgreSQL of its own that can
 * be stopped, with a fault proxy between them.
 * @param logFile gets what the server writes
 */
export async function openChaosShop(seed: number, logFile: string): Promise<ChaosShop> {
  const ending: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const postgres = await startDurablePostgres();
    ending.push(() => postgres.stop());
    const { databaseUrl, owner } = await makeDemoDatabase(postgres.url('postgres'), 'chaos');
    const faults = await Faults.start(databaseUrl, { seed });
    ending.push(() => faults.stop());
    mkdirSync(dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile);
    ending.push(() => new Promise<void>((resolve) => log.end(resolve)));
    // Customers ask the database: a page that is kept would not be struck.
    process.env.CACHE_BYTES ??= '0';
    const server = await startServer(
      {
        host: '127.0.0.1',
        port: await freePort(),
        databaseUrl: `${faults.url}?connection_limit=${connectionLimit}`,
        sessionSecret,
      },
      (chunk) => log.write(chunk),
    );
    ending.push(() => server.stop());
    let said: string | null = null;
    void server.died.then((words) => (said = words));
    return {
      url: server.url,
      owner,
      postgres,
      faults,
      died: () => said,
      async stopServer() {
        await server.stop();
        return server.died;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
