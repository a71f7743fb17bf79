import { mergeTests, type Page } from '@playwright/test';
import { freePort } from '../scripts/postgres/cluster.js';
import { signInOn, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

type Product = { slug: string; title: string; skus: string[]; prices: number[] };

/** Products with two variants each, and the file that says so, in Shopify's columns. */
function makeProducts(count: number) {
  const products: Product[] = Array.from({ length: count }, (_, index) => ({
    slug: `imported-${String(index).padStart(5, '0')}`,
    title: `Your cat’s "no. ${index}", it's =SUM(1;${index})`,
    skus: [`IMP-${index}-S`, `IMP-${index}-L`],
    prices: [1_000 + index, 2_000 + index],
  }));
  const words = 'Thrown by hand,\nglazed twice, and packed in straw. '.repeat(10);
  const lines = products.flatMap(({ slug, title, skus, prices }) => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    return skus.map((sku, at) =>
      [
        slug,
        ...(at === 0 ? [quoted(title), quoted(`<p>${words}</p>`), 'active'] : ['', '', '']),
        ...[at === 0 ? 'Size' : '', at === 0 ? 'S' : 'L'],
        ...[sku, ((prices[at] ?? 0) / 100).toFixed(2), '7'],
      ].join(','),
    );
  });
  const header =
    'Handle,Title,Body (HTML),Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty';
  return { products, csv: [header, ...lines].join('\n') };
}

const file = (csv: string, name = 'products.csv') => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(csv),
});

/** What the shop has of what was imported. */
function stored(databaseUrl: string): Promise<Product[]> {
  return query<Product>(
    databaseUrl,
    `SELECT p.slug, p.title, array_agg(v.sku ORDER BY v.position) AS skus,
       array_agg(v.price_minor ORDER BY v.position) AS prices
     FROM product p JOIN variant v ON v.product_id = p.id WHERE p.slug LIKE 'imported-%'
     GROUP BY p.id ORDER BY p.slug`,
  );
}

async function choose(page: Page, csv: string, name?: string): Promise<void> {
  await page.getByLabel('A CSV file').setInputFiles(file(csv, name));
  await page.getByRole('button', { name: 'Check the file' }).click();
}

const counts = (page: Page) => page.locator('.import-counts dd').allInnerTexts();

test('5,000 products, with the server killed in the upload and in the import, are there once and whole', async ({
  page,
  faults,
}) => {
  const { products, csv } = makeProducts(5_000);
  const databaseUrl = faults.upstreamUrl;
  const port = await freePort();
  let server = await openShop(faults.url, 'production', port);
  const { url } = server.shop;
  const userId = await signInOn(page, { url, databaseUrl });
  const kill = async () => {
    process.kill(server.pid, 'SIGKILL');
    await server.died;
  };
  const start = async () => (server = await openShop(faults.url, 'production', port));

  await page.goto(`${url}/admin/imports`);
  let killed = false;
  await page.route('**/part?start=2097152', async (route) => {
    if (!killed) {
      killed = true;
      await kill();
    }
    await route.continue();
  });
  await choose(page, csv);
  await expect(page.getByText('The shop does not answer.')).toBeVisible();
  const [half] = await query<{ received: number }>(
    databaseUrl,
    'SELECT received FROM catalogue_import ORDER BY created_at DESC LIMIT 1',
  );
  expect(half?.received).toBe(2 * 1024 * 1024);
  await start();
  await expect(page.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible();
  expect(await counts(page)).toEqual(['5,000', '0', '0', '0']);
  expect(await stored(databaseUrl)).toEqual([]);

  await page.getByRole('button', { name: 'Import 5,000 products' }).click();
  const done = async () => (await stored(databaseUrl)).length;
  await expect.poll(done).toBeGreaterThan(500);
  await kill();
  const before = await done();
  expect(before).toBeLessThan(5_000);
  await expect(page.getByText('The shop does not answer just now.')).toBeVisible();
  await start();
  await expect.poll(done).toBeGreaterThan(before);
  // And connections die while it goes on: what was committed without a word is looked up.
  await faults.cut({ at: 'commit', when: 'answered', how: 'rst', times: 3 }).done;
  await expect(page.getByRole('heading', { name: 'Imported', exact: true })).toBeVisible();
  expect(await counts(page)).toEqual(['5,000', '0', '0', '0']);

  expect(await stored(databaseUrl)).toEqual(products);
  const [kept] = await query<Record<string, number>>(
    databaseUrl,
    `SELECT count(*)::int AS made, count(DISTINCT product_id)::int AS products, max(version) AS version
     FROM product_change WHERE actor = $1`,
    [userId],
  );
  expect(kept).toEqual({ made: 5_000, products: 5_000, version: 1 });
  const [left] = await query<{ parts: number }>(
    databaseUrl,
    'SELECT count(*)::int AS parts FROM import_part',
  );
  expect(left?.parts).toBe(0);
  await server.stop();
});
