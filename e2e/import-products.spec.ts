import { mergeTests, type Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { freePort } from '../scripts/postgres/cluster.js';
import { signInOn, test as signedIn } from './admin-fixture';
import { crash, expectKept, expectNothingKept, reopen } from './crash';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);
// The pictures' host of a test is on this machine.
test.use({ settings: { environment: { PICTURES_FROM_NETWORK: '127.0.0.1' } } });

type Product = { slug: string; title: string; skus: string[]; prices: number[] };

/** Products with two variants each, and the file that says so, in Shopify's columns. */
function makeProducts(count: number, name = 'imported', sentences = 10) {
  const products: Product[] = Array.from({ length: count }, (_, index) => ({
    slug: `${name}-${String(index).padStart(5, '0')}`,
    title: `Your cat’s "no. ${index}", it's =SUM(1;${index})`,
    skus: [`${name}-${index}-S`, `${name}-${index}-L`],
    prices: [1_000 + index, 2_000 + index],
  }));
  const words = 'Thrown by hand,\nglazed twice, and packed in straw. '.repeat(sentences);
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
function stored(databaseUrl: string, name = 'imported'): Promise<Product[]> {
  return query<Product>(
    databaseUrl,
    `SELECT p.slug, p.title, array_agg(v.sku ORDER BY v.position) AS skus,
       array_agg(v.price_minor ORDER BY v.position) AS prices
     FROM product p JOIN variant v ON v.product_id = p.id WHERE p.slug LIKE $1 || '-%'
     GROUP BY p.id ORDER BY p.slug`,
    [name],
  );
}

/** Done with what was imported: a large shop would make all that follows slow. Ten are left, for the export. */
function leaveTen(databaseUrl: string, name = 'imported') {
  return query(
    databaseUrl,
    `DELETE FROM product WHERE slug LIKE $1 || '-%' AND slug > $1 || '-00009'`,
    [name],
  );
}

async function choose(page: Page, csv: string, name?: string): Promise<void> {
  await page.getByLabel('A CSV file').setInputFiles(file(csv, name));
  await page.getByRole('button', { name: 'Check the file' }).click();
}

/** ms that 5,000 products may take on a machine that is busy. */
const timeout = 120_000;

const counts = (page: Page) => page.locator('.import-counts dd').allInnerTexts();

test('5,000 products, with the server killed in the upload and in the import, are there once and whole', async ({
  page,
  faults,
}) => {
  test.setTimeout(3 * timeout);
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
  await expect(page.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible({
    timeout,
  });
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
  await expect(page.getByRole('heading', { name: 'Imported', exact: true })).toBeVisible({
    timeout,
  });
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
  await leaveTen(databaseUrl);
  await server.stop();
});

test('an import outlives a session, a server that is stopped, and a database that is away', async ({
  page,
  faults,
}) => {
  test.setTimeout(3 * timeout);
  // More than 1 MB, so that there is a second part.
  const { products, csv } = makeProducts(1_000, 'outliving', 20);
  const databaseUrl = faults.upstreamUrl;
  const [first, second] = [await openShop(faults.url), await openShop(faults.url)];
  const here = { url: first.shop.url, databaseUrl };
  await signInOn(page, here);
  await page.goto(`${here.url}/admin/imports`);
  let ended = false;
  await page.route('**/part?start=1048576', async (route) => {
    if (!ended) await query(databaseUrl, 'DELETE FROM admin_session');
    ended = true;
    await route.continue();
  });
  await choose(page, csv);
  await expect(page.getByRole('alert')).toContainText('You are signed out.');
  const userId = await signInOn(page, here);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Import 1,000 products' }).click({ timeout });

  const done = async () => (await stored(databaseUrl, 'outliving')).length;
  const soon = { intervals: [100] };
  await expect.poll(done, soon).toBeGreaterThan(100);
  process.kill(first.pid, 'SIGTERM');
  expect(await first.died).toBe('Its process ended with 0.');
  // What it was at was ended: nothing is written that is not counted.
  const [left] = await query<{ written: number; position: number; held: boolean }>(
    databaseUrl,
    `SELECT (SELECT count(*)::int FROM import_product p WHERE p.import_id = i.id) AS written, position,
       run_until IS NOT NULL AS held FROM catalogue_import i WHERE status = 'running'`,
  );
  expect(left).toEqual({ written: left?.position, position: left?.position, held: false });
  expect(left?.position).toBeLessThan(1_000);

  await page.goto(second.shop.url + new URL(page.url()).pathname);
  await expect.poll(done, soon).toBeGreaterThan(left?.position ?? 0);
  void faults.refuse();
  void faults.reset();
  await expect(page.getByText('The shop does not answer just now.')).toBeVisible();
  await faults.heal();
  await expect(page.getByRole('heading', { name: 'Imported', exact: true })).toBeVisible({
    timeout,
  });
  expect(await counts(page)).toEqual(['1,000', '0', '0', '0']);
  expect(await stored(databaseUrl, 'outliving')).toEqual(products);
  const [kept] = await query<Record<string, number>>(
    databaseUrl,
    `SELECT count(*)::int AS made, count(DISTINCT product_id)::int AS products, max(version) AS version
     FROM product_change WHERE actor = $1`,
    [userId],
  );
  expect(kept).toEqual({ made: 1_000, products: 1_000, version: 1 });
  await leaveTen(databaseUrl, 'outliving');
  await second.stop();
});

test('pictures of which a file has the addresses are fetched, and those that fail are told and tried again', async ({
  admin: page,
  shop,
}) => {
  const png = await sharp({ create: { width: 60, height: 60, channels: 3, background: 'plum' } })
    .png()
    .toBuffer();
  const there = new Set(['/cup.png']);
  const host = createServer(({ url = '' }, response) => {
    if (there.has(url)) response.end(png);
    else response.writeHead(404).end();
  });
  await once(host.listen(0, '127.0.0.1'), 'listening');
  try {
    const origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    const csv = [
      'Handle,Title,Status,Variant Price,Image Src',
      `pictured-cup,Cup,active,5,${origin}/cup.png`,
      `pictured-jug,Jug,active,6,${origin}/jug.png`,
      'pictured-pot,Pot,active,7,https://nowhere.invalid/pot.png',
      'pictured-pan,Pan,active,8,http://127.0.0.2/pan.png',
    ];
    await page.goto('/admin/imports');
    await choose(page, csv.join('\n'), 'pictured.csv');
    await page.getByRole('button', { name: 'Import 4 products' }).click();
    const fetched = page.getByRole('region', { name: 'Pictures', exact: true });
    await expect(fetched).toContainText('1 picture fetched from its address.');
    const told = page.locator('table.told tbody tr');
    await expect(told).toHaveCount(3);
    await expect(told.nth(0)).toContainText(/3.*jug\.png.*The host answered 404/);
    await expect(told.nth(1)).toContainText(/4.*pot\.png.*no way to the internet/);
    await expect(told.nth(2)).toContainText(/5.*pan\.png.*into the network of the server/);
    expect(await (await page.request.get('/products/pictured-cup')).text()).toContain('/images/');

    there.add('/jug.png');
    await page.getByRole('button', { name: 'Try the 3 again' }).click();
    await expect(fetched).toContainText('2 pictures fetched from their addresses.');
    await expect(told).toHaveCount(2);
  } finally {
    host.close();
    await query(shop.databaseUrl, `DELETE FROM product WHERE slug LIKE 'pictured-%'`);
  }
});

test('an export that is brought in again changes nothing, and is the same again', async ({
  admin: page,
  shop,
}) => {
  await query(
    shop.databaseUrl,
    `UPDATE product SET title = '=HYPERLINK("https://evil.example")', description = E'- a\n- b', vendor = '''@x'
     WHERE slug = 'harbour-mug'`,
  );
  const download = async (address: string) => {
    const answer = await page.request.get(address);
    expect(answer.status()).toBe(200);
    return answer;
  };
  const answer = await download('/admin/export.csv');
  expect(answer.headers()['content-disposition']).toMatch(
    /^attachment; filename="products-\d{4}-\d\d-\d\d\.csv"/,
  );
  const csv = await answer.text();
  expect(csv).toContain(`"'=HYPERLINK(`);
  expect(csv).not.toMatch(/(^|,)"?[=@]/m);
  const versions = () => query(shop.databaseUrl, 'SELECT slug, version FROM product ORDER BY slug');
  const before = await versions();
  await page.goto('/admin/imports');
  await choose(page, csv, 'exported.csv');
  await expect(page.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible();
  expect(await counts(page)).toEqual(['0', '0', before.length.toLocaleString('en-GB'), '0']);
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Import nothing' }).click();
  await expect(page.getByText('Cancelled before anything was imported.')).toBeVisible();
  expect(await versions()).toEqual(before);
  expect(await (await download('/admin/export.csv')).text()).toBe(csv);

  await page.goto('/admin/products?q=mug&status=active');
  await expect(page.getByRole('link', { name: 'Export these' })).toHaveAttribute(
    'href',
    '/admin/export.csv?q=mug&status=active',
  );
  const some = await (await download('/admin/export.csv?q=mug&status=active')).text();
  expect(some).toContain('harbour-mug');
  expect(some.length).toBeLessThan(csv.length / 2);
  const none = await (await download('/admin/export.csv?tag=no-such-tag')).text();
  expect(none.trim()).not.toContain('\n');
});

test('an export that breaks off does not look whole', async ({ admin: page, shop, faults }) => {
  const headers = {
    'Accept-Encoding': 'identity',
    Cookie: (await page.context().cookies())
      .map(({ name, value }) => `${name}=${value}`)
      .join('; '),
  };
  await query(
    shop.databaseUrl,
    `INSERT INTO product (id, slug, title, currency, description)
     SELECT gen_random_uuid(), 'many-' || n, 'One of many', 'EUR', repeat(md5(n::text), 200)
     FROM generate_series(1, 4000) n`,
  );
  // More than lies on the way between a server and a reader that waits.
  const answer = await fetch(`${shop.url}/admin/export.csv`, { headers });
  expect(answer.status).toBe(200);
  const reader = answer.body?.getReader();
  await reader?.read();
  void faults.refuse();
  void faults.reset();
  const rest = async () => {
    while ((await reader?.read())?.done === false);
  };
  await expect(rest()).rejects.toThrow('terminated');
  await faults.heal();
  await query(shop.databaseUrl, `DELETE FROM product WHERE slug LIKE 'many-%'`);
});

test('what was chosen for a file’s columns is asked about on leaving, and offered back after a crash', async ({
  admin: page,
}) => {
  const column = (on: Page, name: string) => on.getByLabel(name, { exact: true });
  await page.goto('/admin/imports');
  await choose(page, 'Product name;Shelf;Preis\nCat’s bowl;A1;1.234', 'columns.csv');
  await expect(column(page, 'Preis')).toHaveValue('price');
  await page.getByLabel('Decimals').selectOption(',');
  await page.getByRole('button', { name: 'Read it that way' }).click();
  await expect(page).toHaveURL(/decimal=%2C/);
  const path = new URL(page.url()).pathname;
  await column(page, 'Shelf').selectOption('vendor');
  await page.getByLabel('Decimals').selectOption('.');
  await page.getByRole('button', { name: 'Read it that way' }).click();
  await expect(page).toHaveURL(/decimal=\./);
  await expect(column(page, 'Shelf')).toHaveValue('vendor');
  const asked = page.waitForEvent('dialog');
  const leaving = page.getByRole('link', { name: 'All imports' }).click();
  await (await asked).dismiss();
  await leaving;
  await expect(column(page, 'Shelf')).toHaveValue('vendor');
  await column(page, 'Product name').selectOption('keep');
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose which column holds');
  await expect(column(page, 'Product name')).toHaveValue('keep');
  await expectKept(page, 'vendor');
  await crash(page);

  const again = await reopen(page.context(), '/admin');
  const left = again.getByRole('region', { name: 'Left unsaved in this browser' });
  await left.getByRole('link', { name: 'The columns of columns.csv' }).click();
  await expect(column(again, 'Product name')).toHaveValue('title');
  // Read in another way, its columns are others.
  await again.getByLabel('Columns are divided by').selectOption(',');
  await again.getByRole('button', { name: 'Read it that way' }).click();
  await expect(column(again, 'Shelf')).toHaveCount(0);
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(column(again, 'Shelf')).toHaveValue('vendor');
  await expect(column(again, 'Product name')).toHaveValue('keep');
  await column(again, 'Product name').selectOption('title');
  await again.getByRole('button', { name: 'Check the file' }).click();
  await expect(again.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible();
  await expectNothingKept(again);

  await again.getByRole('button', { name: 'Look at the columns' }).click();
  await column(again, 'Shelf').selectOption('leave');
  await expectKept(again, 'leave');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await expect(again.getByText('Cancelled before anything was imported.')).toBeVisible();
  await expectNothingKept(again);
  expect(new URL(again.url()).pathname).toBe(path);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a plain file is brought, its columns are named, its problems told by row, and the rest imported', async ({
    admin: page,
    shop,
    faults,
    browser,
  }) => {
    const rows = [
      'Product name;Shelf;Preis;Qty',
      'Cat’s bowl;A1;1.234,50;3',
      'Dog’s "bowl";A2;zwölf;4',
      '"A bowl of\nmany lines, and ; a sign";A3;5,00;x',
      ...Array.from({ length: 20 }, (_, n) => `Bowl no. ${n};B;7,00;1`),
    ];
    const csv = rows
      .join('\r\n')
      .replace('"bowl"', '""bowl""')
      .replace('Dog’s ""bowl""', '"Dog’s ""bowl"""');
    await page.goto('/admin/imports');
    await page.getByLabel('A CSV file').setInputFiles({
      name: '../../etc/bowls.csv',
      mimeType: 'text/csv',
      // As a spreadsheet in Western Europe writes it.
      buffer: Buffer.from(csv.replaceAll('’', '\x92').replace('ö', '\xf6'), 'latin1'),
    });
    await page.getByRole('button', { name: 'Check the file' }).click();
    await expect(page.getByRole('heading', { name: 'bowls.csv' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'What the columns are' })).toBeVisible();
    await expect(page.getByLabel('Letters')).toHaveValue('windows-1252');
    await expect(page.getByLabel('Columns are divided by')).toHaveValue(';');
    await expect(page.getByText('Cat’s bowl')).toBeVisible();
    await expect(page.getByLabel('Product name', { exact: true })).toHaveValue('title');
    await expect(page.getByLabel('Preis', { exact: true })).toHaveValue('price');

    const check = page.getByRole('button', { name: 'Check the file' });
    const shelf = page.getByLabel('Shelf', { exact: true });
    await shelf.selectOption('leave');
    const context = await browser.newContext({ javaScriptEnabled: false });
    const viewer = await context.newPage();
    await signInOn(viewer, shop, 'viewer');
    await viewer.goto(page.url());
    await expect(viewer.getByText('You may look at this and not change it.')).toBeVisible();
    await expect(viewer.getByLabel('Shelf', { exact: true })).toBeDisabled();
    await expect(viewer.getByLabel('Decimals')).toBeDisabled();
    await expect(viewer.getByRole('main').getByRole('button')).toHaveCount(0);
    await context.close();
    const readThatWay = page.getByRole('button', { name: 'Read it that way' });
    await page.getByLabel('Decimals').selectOption('.');
    await readThatWay.click();
    await expect(page).toHaveURL(/decimal=\./);
    await expect(page.getByLabel('Decimals')).toHaveValue('.');
    await expect(shelf).toHaveValue('leave');
    await page.getByLabel('Letters').selectOption('utf-8');
    await page.getByLabel('Decimals').selectOption(',');
    await readThatWay.click();
    await expect(page.getByRole('alert')).toContainText('not written in UTF-8');
    await expect(shelf).toHaveValue('leave');
    await page.getByLabel('Letters').selectOption('windows-1252');
    await readThatWay.click();
    await expect(page).toHaveURL(/decimal=%2C/);
    await expect(shelf).toHaveValue('leave');
    await page.getByLabel('Product name', { exact: true }).selectOption('keep');
    await check.click();
    await expect(page.getByRole('alert')).toContainText('Choose which column holds');
    await expect(shelf).toHaveValue('leave');
    await page.getByLabel('Product name', { exact: true }).selectOption('title');
    await faults.refuse();
    faults.reset();
    await check.click();
    await expect(page.getByRole('alert')).toContainText('The database is not answering');
    await expect(shelf).toHaveValue('leave');
    await expect(page.getByLabel('Product name', { exact: true })).toHaveValue('title');
    await faults.heal();
    await expect(async () => {
      await check.click();
      await expect(check).toHaveCount(0, { timeout: 5_000 });
    }).toPass();
    await expect(page.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible();
    expect(await counts(page)).toEqual(['21', '0', '0', '2']);
    const told = page.locator('table.told tbody tr');
    await expect(told).toHaveCount(2);
    await expect(told.nth(0)).toContainText(/3\s*Preis\s*zwölf\s*“zwölf” is no price/);
    await expect(told.nth(1)).toContainText(/4\s*Qty\s*x\s*“x” is no whole number/);
    const address = await page
      .getByRole('link', { name: 'All of it as a CSV file' })
      .getAttribute('href');
    const problems = await (await page.request.get(address ?? '')).text();
    expect(problems.split('\n').slice(0, 3)).toEqual([
      'Row,Column,Value,"What is wrong, and what to do",Kind',
      '3,Preis,zwölf,“zwölf” is no price in EUR. Write it like 12.50.,problem',
      '4,Qty,x,“x” is no whole number. Write it like 12.,problem',
    ]);

    await page.getByRole('button', { name: 'Import the 21 products without problems' }).click();
    await expect(
      page.getByRole('heading', { name: 'Imported, but for what was refused' }),
    ).toBeVisible();
    const [bowl] = await query<{ title: string; price_min: number }>(
      shop.databaseUrl,
      `SELECT title, price_min FROM product WHERE slug = 'cats-bowl'`,
    );
    expect(bowl).toEqual({ title: 'Cat’s bowl', price_min: 123_450 });
    await page.getByRole('link', { name: /^New/ }).click();
    await page.getByRole('link', { name: 'bowl-no-15' }).click();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Bowl no. 15');
  });
});
