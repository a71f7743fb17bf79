import { cloneDatabase } from '../../scripts/test/database.js';
import { openShop, test as base } from '../fixtures';
import { Faults } from './faults';

export { expect } from '@playwright/test';

type OfTest = { healed: undefined };
type OfWorker = { faults: Faults };

/**
 * The shop as elsewhere, but with a proxy between it and its database:
 *
 *   test('…', async ({ page, faults }) => {
 *     faults.cut({ at: 'commit', when: 'answered', how: 'rst' });
 *
 * After each test all faults are over.
 */
export const test = base.extend<OfTest, OfWorker>({
  faults: [
    async ({}, use, worker) => {
      const server = process.env.HOLDFAST_TEST_SERVER ?? '';
      const name = `faulty_${worker.parallelIndex}`;
      const faults = await Faults.start(await cloneDatabase(server, name, 'demo'));
      await use(faults);
      await faults.stop();
    },
    { scope: 'worker' },
  ],
  shop: [
    async ({ faults }, use) => {
      const { shop, stop } = await openShop(faults.url);
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
