import { expect, test as base } from '@playwright/test';
import { freePort } from '../scripts/postgres/cluster.js';
import { type Kind, startServer } from '../scripts/start/server.js';
import { cloneDatabase } from '../scripts/test/database.js';
import { sessionSecret } from '../scripts/test/secrets.js';

export { expect } from '@playwright/test';

export type Shop = {
  /** Where it answers, without a slash at the end. */
  url: string;
  /** Its database: a copy of the demo shop that this worker's tests have for themselves. */
  databaseUrl: string;
  /** The demo shop's owner. */
  owner: { email: string; password: string };
  /** What the server has written so far. */
  log: () => string;
};

type OfTest = { serverLog: undefined };
type OfWorker = { shop: Shop };

export const test = base.extend<OfTest, OfWorker>({
  shop: [
    async ({}, use, worker) => {
      const server = process.env.HOLDFAST_TEST_SERVER ?? '';
      const name = `shop_${worker.parallelIndex}`;
      const databaseUrl = await cloneDatabase(server, name, 'demo');
      const { shop, stop } = await openShop(databaseUrl);
      await use(shop);
      await stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  baseURL: async ({ shop }, use) => use(shop.url),

  serverLog: [
    async ({ shop }, use, test) => {
      const before = shop.log().length;
      await use(undefined);
      expect(shop.log().slice(before)).not.toContain('DeprecationWarning: Calling client.query');
      if (test.status === test.expectedStatus) return;
      await test.attach('server.log', {
        body: shop.log().slice(before),
        contentType: 'text/plain',
      });
    },
    { auto: true },
  ],
});

/**
 * Serves the built shop from a process of its own, as `npm start` does, on a database.
 * @param databaseUrl may lead through a proxy of yours
 * @param port where it is to listen; a free one when not said
 * @returns `died` resolves to what is said of the process's end.
 */
export async function openShop(databaseUrl: string, kind: Kind = 'production', port?: number) {
  let log = '';
  const server = await startServer(
    {
      host: '127.0.0.1',
      port: port ?? (await freePort()),
      databaseUrl,
      sessionSecret,
    },
    (chunk) => (log += String(chunk)),
    kind,
  );
  const owner = JSON.parse(process.env.HOLDFAST_TEST_OWNER ?? 'null') as Shop['owner'];
  const shop: Shop = { url: server.url, databaseUrl, owner, log: () => log };
  const { stop, kill, pid, died } = server;
  return { shop, stop, kill, pid, died };
}
