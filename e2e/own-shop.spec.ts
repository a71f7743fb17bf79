import pg from 'pg';
import { cloneDatabase } from '../scripts/test/database.js';
import { expect, openShop, type Shop, test as base } from './fixtures';

/** A shop with a name of its own, on an empty catalogue. */
const test = base.extend<{ ownShop: Shop }>({
  ownShop: async ({}, use, { parallelIndex }) => {
    const server = process.env.HOLDFAST_TEST_SERVER ?? '';
    const databaseUrl = await cloneDatabase(server, `own_${parallelIndex}`, 'demo');
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query('DELETE FROM product');
    await client.query('DELETE FROM category');
    await client.end();
    process.env.SHOP_NAME = 'Wick & Wool';
    const { shop, stop } = await openShop(databaseUrl);
    delete process.env.SHOP_NAME;
    await use(shop);
    await stop();
  },
});

test('a shop with another name says nothing of the demo shop’s, and stands before it has goods', async ({
  page,
  ownShop,
}) => {
  for (const path of ['/', '/products', '/categories', '/search?q=mug', '/nope']) {
    const answer = await page.goto(ownShop.url + path);
    const html = (await answer?.text()) ?? '';
    expect(html).toContain('Wick &amp; Wool');
    expect(html).not.toMatch(/Holdfast|by the sea|linen|hero-\d/);
  }
  await page.goto(ownShop.url);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wick & Wool');
  await expect(page).toHaveTitle('Wick & Wool');
  await expect(page.getByText('The shelves are still empty')).toBeVisible();
});
