import { mergeTests, type Page } from '@playwright/test';
import pg from 'pg';
import { signInOn, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);
// A shop of its own: ten thousand products more are in nobody's way.
test.use({ settings: { parameters: 'connection_limit=6' } });
test.describe.configure({ mode: 'serial' });

const COUNT = 10_000;

/** Ropes of two lengths each, one of them on sale, at prices that the numbers give. */
async function seed(databaseUrl: string): Promise<void> {
  await query(
    databaseUrl,
    `INSERT INTO product (id, slug, status, published_at, title, tags, currency)
     SELECT md5('rope ' || n)::uuid, 'rope-' || n, 'active', now(), 'Rope ' || n, '{cordage}', 'EUR'
     FROM generate_series(1, ${COUNT}) n`,
  );
  await query(
    databaseUrl,
    `INSERT INTO variant (id, product_id, position, option1, price_minor, compare_at_minor)
     SELECT md5('rope ' || n || ' ' || place)::uuid, md5('rope ' || n)::uuid, place,
       (ARRAY['Short', 'Long'])[place], 1000 * place + n, CASE place WHEN 2 THEN 9999999 END
     FROM generate_series(1, ${COUNT}) n, generate_series(1, 2) place`,
  );
}

/** What the ropes are: all that a change of prices could have touched, in one line. */
async function ropes(databaseUrl: string) {
  const [row] = await query<{ prices: string; versions: string; newest: number; oldest: number }>(
    databaseUrl,
    `SELECT md5(string_agg(price_minor || ' ' || coalesce(compare_at_minor, 0), ',' ORDER BY v.id)) AS prices,
       min(p.version) AS oldest, max(p.version) AS newest
     FROM product p JOIN variant v ON v.product_id = p.id WHERE p.tags @> '{cordage}'`,
  );
  if (!row) throw new Error('There are no ropes.');
  return row;
}

async function numberOf(databaseUrl: string, sql: string): Promise<number> {
  const [row] = await query<{ n: number }>(databaseUrl, `SELECT count(*)::int AS n FROM ${sql}`);
  return row?.n ?? 0;
}

async function preview(page: Page, form: string): Promise<void> {
  await page.getByRole('button', { name: `Preview: ${form}` }).click();
}

/** Waits for the end of a change that goes on in the server, where there are scripts and where there are none. */
async function isDone(page: Page, word: string): Promise<void> {
  await expect(async () => {
    const again = page.getByRole('link', { name: 'See how far it is now' });
    if (await again.isVisible()) await again.click();
    await expect(page.getByText(word, { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 120_000 });
}

test('the prices of ten thousand products are changed and taken back, though COMMITs are cut', async ({
  admin: page,
  faults,
}) => {
  const url = faults.upstreamUrl;
  await seed(url);
  const before = await ropes(url);
  await page.goto('/admin/products?q=rope');
  await page.getByRole('button', { name: 'Change all' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change 10,000 products');
  await page.getByLabel('How much').fill('12,5');
  await preview(page, 'Price');
  await expect(page.getByText('10,000 products change')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Rope 1 / })).toHaveCount(0);
  expect(await ropes(url)).toEqual(before);

  const cut = faults.cut({ at: 'commit', when: 'answered', how: 'rst', times: 2 });
  await page.getByRole('button', { name: 'Change 10,000 products' }).click();
  await cut.done;
  await isDone(page, 'Done.');
  await expect(page.getByText('10,000 changed.')).toBeVisible();
  const wrong = `product p JOIN variant v ON v.product_id = p.id CROSS JOIN LATERAL (
      SELECT 1000 * v.position + substr(p.slug, 6)::int AS old) o
    WHERE p.tags @> '{cordage}' AND (p.version <> 2
      OR v.price_minor <> floor((o.old * 875 + 500) / 1000)
      OR v.compare_at_minor IS DISTINCT FROM CASE v.position WHEN 2 THEN 9999999 END)`;
  expect(await numberOf(url, wrong)).toBe(0);
  expect(await numberOf(url, `product_change WHERE version = 2 AND event = 'saved'`)).toBe(COUNT);
  expect(await numberOf(url, `audit_entry WHERE event = 'products.bulk'`)).toBe(1);

  // Meanwhile somebody saves one of them.
  await query(url, `UPDATE product SET version = 3, title = 'Rope of mine' WHERE slug = 'rope-7'`);
  const cutAgain = faults.cut({ at: 'commit', when: 'sent', how: 'rst', times: 2 });
  await page.getByRole('button', { name: 'Take it back' }).click();
  await cutAgain.done;
  await isDone(page, 'Taken back.');
  await expect(page.getByText('9,999 are as they were.')).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Rope 7' })).toContainText(
    'Somebody saved it since',
  );
  const mine = await numberOf(
    url,
    `variant v JOIN product p ON p.id = v.product_id
    WHERE p.slug = 'rope-7' AND v.price_minor IN (881, 1756)`,
  );
  expect(mine).toBe(2);
  await query(
    url,
    `UPDATE variant v SET price_minor = 1000 * v.position + 7 FROM product p
    WHERE p.id = v.product_id AND p.slug = 'rope-7'`,
  );
  expect(await ropes(url)).toEqual({ ...before, oldest: 3, newest: 3 });
  expect(await numberOf(url, `product_change WHERE event = 'restored'`)).toBe(COUNT - 1);
});

test('a change whose server is killed goes on in another one, and is taken back by one that was started again', async ({
  page,
  faults,
}) => {
  const databaseUrl = faults.upstreamUrl;
  await query(
    databaseUrl,
    `INSERT INTO product (id, slug, title, tags, currency)
     SELECT md5('cable ' || n)::uuid, 'cable-' || n, 'Cable ' || n, '{chain}', 'EUR'
     FROM generate_series(1, 1500) n`,
  );
  await query(
    databaseUrl,
    `INSERT INTO variant (id, product_id, position, price_minor)
     SELECT md5('cable ' || n)::uuid, md5('cable ' || n)::uuid, 1, 10 * n FROM generate_series(1, 1500) n`,
  );
  /** How many cables there are of each price, as a multiple of the first, and version. */
  const cables = () =>
    query(
      databaseUrl,
      `SELECT round(v.price_minor / substr(p.slug, 7)::numeric, 2)::float8 AS price, p.version,
         (SELECT count(*)::int FROM product_change c WHERE c.product_id = p.id) AS changes, count(*)::int
       FROM product p JOIN variant v ON v.product_id = p.id WHERE p.tags = '{chain}' GROUP BY 1, 2, 3`,
    );
  const far = async () =>
    (
      await query<{ done: number; returned: number | null }>(
        databaseUrl,
        'SELECT done, returned FROM bulk_change ORDER BY created_at DESC LIMIT 1',
      )
    )[0];
  /** Holds a variant of the second part, so that whoever changes it stands with half of it written. */
  const hold = async () => {
    const holder = new pg.Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query(`SELECT FROM variant WHERE id = (
      SELECT id FROM product WHERE tags = '{chain}' ORDER BY id OFFSET 700 LIMIT 1) FOR UPDATE`);
    return () => holder.end();
  };
  const first = await openShop(databaseUrl);
  await signInOn(page, { url: first.shop.url, databaseUrl });
  await page.goto(`${first.shop.url}/admin/products?tag=chain`);
  await page.getByRole('button', { name: 'Change all' }).click();
  await page.getByLabel('Prices go').selectOption('raise');
  await page.getByLabel('How much').fill('10');
  await preview(page, 'Price');
  let release = await hold();
  await page.getByRole('button', { name: 'Change 1,500 products' }).click();
  await expect(page.getByText('500 of 1,500 products looked at')).toBeVisible();
  const second = await openShop(databaseUrl);
  process.kill(first.pid, 'SIGKILL');
  await first.died;
  await release();
  await expect.poll(far).toEqual({ done: 1500, returned: null });
  expect(await cables()).toEqual([{ price: 11, version: 2, changes: 1, count: 1500 }]);

  const { pathname } = new URL(page.url());
  const { url } = second.shop;
  await page.goto(url + pathname);
  release = await hold();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await expect(page.getByText('Taking back: 500 of 1,500')).toBeVisible();
  process.kill(second.pid, 'SIGKILL');
  await second.died;
  await release();
  await expect(page.getByRole('status')).toContainText('The shop does not answer just now.');
  const again = await openShop(databaseUrl, 'production', Number(new URL(url).port));
  await expect.poll(far).toEqual({ done: 1500, returned: 1500 });
  expect(await cables()).toEqual([{ price: 10, version: 3, changes: 2, count: 1500 }]);
  await expect(page.getByText('Taken back.', { exact: true })).toBeVisible();
  await again.stop();
});

test('who saved one of them after the preview is not overwritten, and it is told', async ({
  admin: page,
  faults,
}) => {
  await page.goto('/admin/products?q=rope');
  for (const next of [2, 3, 4, 5]) {
    await page.getByLabel('Choose all on this page').check();
    await page.getByRole('link', { name: 'Next' }).click();
    await expect(page.getByText(`Page ${next} of`)).toBeVisible();
  }
  await page.getByLabel('Choose Rope').first().check();
  await expect(page.getByText('At most 100 are chosen one by one.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change 101 chosen' })).toBeDisabled();
  // On two pages, neither of them this one.
  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.getByLabel('Choose Rope').first().check();
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('Page 4 of')).toBeVisible();
  await page.getByLabel('Choose Rope').first().check();
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('2 of the chosen are not on this page.')).toBeVisible();
  await page.getByRole('button', { name: 'Change 2 chosen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Change 2 products');
  await page.getByLabel('Make them').selectOption('archived');
  await preview(page, 'Status');
  await expect(page.getByText('2 products change')).toBeVisible();
  const name = await page.getByRole('rowheader').first().innerText();
  await query(faults.upstreamUrl, 'UPDATE product SET version = version + 1 WHERE title = $1', [
    name,
  ]);
  await page.getByRole('button', { name: 'Change 2 products' }).click();
  await expect(page.getByRole('alert')).toContainText('somebody saved one of these products');
  expect(
    await numberOf(faults.upstreamUrl, `product WHERE status = 'archived' AND tags @> '{cordage}'`),
  ).toBe(0);
  await page.getByRole('button', { name: 'Change 2 products' }).click();
  await isDone(page, 'Done.');
  expect(
    await numberOf(faults.upstreamUrl, `product WHERE status = 'archived' AND tags @> '{cordage}'`),
  ).toBe(2);
});

test('a change whose answer is lost waits in sight, is done once, and is named before it is done again', async ({
  admin: page,
  faults,
}) => {
  const url = faults.upstreamUrl;
  await query(
    url,
    `INSERT INTO product (id, slug, title, currency) VALUES (md5('hawser')::uuid, 'hawser', 'Hawser', 'EUR')`,
  );
  await query(
    url,
    `INSERT INTO variant (id, product_id, position, price_minor)
     VALUES (md5('hawser')::uuid, md5('hawser')::uuid, 1, 1000)`,
  );
  const price = () =>
    query(url, `SELECT price_minor AS price FROM variant WHERE product_id = md5('hawser')::uuid`);
  const raise = async () => {
    await page.goto('/admin/products?q=hawser');
    await page.getByLabel('Choose Hawser').check();
    await page.getByRole('button', { name: 'Change 1 chosen' }).click();
    await page.getByLabel('Prices go').selectOption('raise');
    await page.getByLabel('How much').fill('10');
    await preview(page, 'Price');
  };
  await raise();
  await expect(page.getByText('You began this change a moment ago')).toHaveCount(0);
  await page.route('**/bulk.data*', async (route) => {
    if (route.request().method() === 'POST') await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Change one product' }).click();
  await expect(page.getByRole('alert')).toContainText('The change is not forgotten');
  expect(await price()).toEqual([{ price: 1100 }]);
  await page.unroute('**/bulk.data*');
  await page.getByRole('button', { name: 'Save again' }).click();
  await isDone(page, 'Done.');
  expect(await price()).toEqual([{ price: 1100 }]);
  expect(await numberOf(url, `bulk_item WHERE product_id = md5('hawser')::uuid`)).toBe(1);

  await raise();
  await page.getByRole('link', { name: 'See what became of it' }).click();
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
});

test('what is wrong with a change is said beside its field, and nothing typed is lost', async ({
  admin: page,
}) => {
  await page.goto('/admin/products?q=rope');
  await page.getByRole('button', { name: 'Change all' }).click();
  await page.getByLabel('How much').fill('-5');
  await page.getByLabel('Prices go').selectOption('raise');
  await preview(page, 'Price');
  await expect(page.getByLabel('How much')).toHaveAccessibleDescription(/Give a per cent like 10/);
  await expect(page.getByLabel('How much')).toHaveValue('-5');
  await expect(page.getByLabel('Prices go')).toHaveValue('raise');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('products are chosen, tagged, and what was done is taken back', async ({
    admin: page,
    faults,
  }) => {
    const url = faults.upstreamUrl;
    await page.goto('/admin/products?q=rope');
    await page.getByLabel('Choose Rope').first().check();
    await page.getByLabel('Choose Rope').nth(1).check();
    await page.getByRole('button', { name: 'Change the chosen' }).click();
    await page.getByRole('textbox', { name: 'Tags' }).fill('tarred, CORDAGE');
    await preview(page, 'Tags');
    await page.getByRole('button', { name: 'Change 2 products' }).click();
    await isDone(page, 'Done.');
    expect(await numberOf(url, `product WHERE tags = '{cordage,tarred}'`)).toBe(2);
    await page.getByRole('button', { name: 'Take it back' }).click();
    await isDone(page, 'Taken back.');
    expect(await numberOf(url, `product WHERE tags = '{cordage,tarred}'`)).toBe(0);
    await page.getByRole('link', { name: 'Other changes' }).click();
    await expect(page.getByRole('link', { name: 'Lower prices by 12.5 %' })).toBeVisible();
  });
});
