import { cloneDatabase } from '../../scripts/test/database.js';
import { openShop, test as base } from '../fixtures';
import { Faults } from './faults';

export { expect } from '@playwright/test';

/** What a file's shop runs with, where the usual isn't what it is about. */
export type Settings = {
  /** Of DATABASE_URL, like `connection_limit=2`. */
  parameters?: string;
  environment?: Record<string, string>;
};

type OfTest = { healed: undefined };
type OfWorker = { settings: Settings; database: string; faults: Faults };

/**
 * The shop as elsewhere, but with a proxy between it and its database:
 *
 *   test('…', async ({ page, faults }) => {
 *     faults.cut({ at: 'commit', when: 'answered', how: 'rst' });
 *
 * After each test all faults are over.
 */
export const test = base.extend<OfTest, OfWorker>({
  settings: [{}, { option: true, scope: 'worker' }],
  /** The URL of a demo shop's database, past the proxy. */
  database: [
    async ({}, use, worker) => {
      const server = process.env.HOLDFAST_TEST_SERVER ?? '';
      await use(await cloneDatabase(server, `faulty_${worker.parallelIndex}`, 'demo'));
    },
    { scope: 'worker' },
  ],
  faults: [
    async ({ database }, use) => {
      const faults = await Faults.start(database);
      await use(faults);
      await faults.stop();
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ faults, settings: { parameters = '', environment } }, use) => {
      // Without its cache, so that each page asks the database; a file that is about both switches it on.
      Object.assign(process.env, { CACHE_BYTES: '0' }, environment);
      const { shop, stop } = await openShop(`${faults.url}?${parameters}`);
      await use(shop);
      await stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  healed: [
    async ({ faults }, use) => {
      await use(undefined);
      await faults.heal();
    },
    { auto: true },
  ],
});
