import { cloneDatabase } from '../scripts/test/database.js';
import { expect, save, signInOn, test as base } from './admin-fixture';
import { query } from './query';
import { openShop, type Shop } from './fixtures';

/** A shop whose database gives a statement up after 300 ms. */
const test = base.extend<object, { impatient: Shop }>({
  impatient: [
    async ({}, use, worker) => {
      const server = process.env.HOLDFAST_TEST_SERVER ?? '';
      const databaseUrl = await cloneDatabase(server, `slow_${worker.parallelIndex}`, 'demo');
      const { shop, stop } = await openShop(`${databaseUrl}?statement_timeout=300`);
      await use({ ...shop, databaseUrl });
      await stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('a save that takes the database too long keeps what was typed, and says that nothing was saved', async ({
  page,
  impatient: { url, databaseUrl },
}) => {
  await signInOn(page, { url, databaseUrl });
  const find = () =>
    query<{ id: string; version: number }>(
      databaseUrl,
      'SELECT id, version FROM product ORDER BY id LIMIT 1',
    );
  const before = await find();
  await page.goto(`${url}/admin/products/${before[0]?.id}`);
  await query(
    databaseUrl,
    `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_sleep(10); RETURN NEW; END $$;
     CREATE TRIGGER dawdle BEFORE UPDATE ON product FOR EACH ROW EXECUTE FUNCTION dawdle()`,
  );
  await page.getByLabel('Title', { exact: true }).fill('Too heavy to carry');
  expect(await save(page)).toBe(503);
  await expect(page.getByRole('alert')).toContainText('Not saved: the database took too long');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Too heavy to carry');
  expect(await find()).toEqual(before);
  await query(databaseUrl, 'DROP FUNCTION dawdle CASCADE');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
});

test('a page that takes the database too long asks for patience', async ({
  page,
  impatient: { url, databaseUrl },
}) => {
  await query(
    databaseUrl,
    `ALTER TABLE category RENAME TO category_itself;
     CREATE VIEW category AS SELECT c.* FROM category_itself c, pg_sleep(10)`,
  );
  const answer = await page.goto(`${url}/categories`);
  expect(answer?.status()).toBe(503);
  expect(answer?.headers()['retry-after']).toMatch(/^\d+$/);
  await expect(page.getByRole('heading', { name: 'Back in a moment' })).toBeVisible();
  await query(databaseUrl, 'DROP VIEW category; ALTER TABLE category_itself RENAME TO category');
  expect((await page.goto(`${url}/categories`))?.status()).toBe(200);
});
