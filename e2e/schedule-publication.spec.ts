import { type APIRequestContext, mergeTests } from '@playwright/test';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { CacheNumbers } from '~/server/cache/counters';
import { inProject } from '../scripts/paths.js';
import { save, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { openShop, type Shop } from './fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

const results = inProject('.data/test/results');
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(results, 'scheduled-'));

test.use({
  settings: {
    environment: {
      CACHE_BYTES: '3000000',
      CACHE_WARM: 'off',
      CACHE_DIR: folder,
      SHOP_URL: 'http://shop.example',
      SHOP_TIME_ZONE: 'Europe/Berlin',
    },
  },
});

type Product = { id: string; slug: string; category: string };

/** The newest product that customers see: lists begin with it. */
async function newest(database: string): Promise<Product> {
  const [product] = await query<Product>(
    database,
    `SELECT p.id, p.slug, c.slug AS category FROM product p
     JOIN product_category pc ON pc.product_id = p.id JOIN category c ON c.id = pc.category_id
     WHERE p.status = 'active' AND p.published_at <= now() ORDER BY p.published_at DESC LIMIT 1`,
  );
  if (!product) throw new Error('There is no product.');
  return product;
}

async function listens(request: APIRequestContext, url: string): Promise<void> {
  await expect
    .poll(async () => {
      const answer = await request.get(`${url}/healthz`);
      return ((await answer.json()) as { cache: CacheNumbers }).cache.listener.state;
    })
    .toBe('listening');
}

/** Addresses of a product and of the lists that it is in, and what they say of it. */
function looking(request: APIRequestContext, { slug, category }: Product, shops: Shop[]) {
  const at = (paths: string[]) => shops.flatMap(({ url }) => paths.map((path) => url + path));
  const lists = at(['/', '/products', `/categories/${category}`]);
  const pages = at([`/products/${slug}`]);
  return {
    pages,
    lists,
    /** The status of each page. */
    statuses: async () =>
      Promise.all(pages.map(async (page) => (await request.get(page)).status())),
    /** Whether each list shows it. */
    shown: async () => {
      const texts = lists.map(async (list) => (await request.get(list)).text());
      return (await Promise.all(texts)).map((text) => text.includes(`/products/${slug}"`));
    },
  };
}

const each = <Value>(list: unknown[], value: Value): Value[] => list.map(() => value);

test('a product is scheduled by the shop’s clocks', async ({ admin: page, faults }) => {
  const { id, slug } = await newest(faults.upstreamUrl);
  const from = page.getByLabel('Visible from (Europe/Berlin)');
  const until = page.getByLabel('Visible until (Europe/Berlin)');
  await page.goto(`/admin/products/${id}`);
  const before = await from.inputValue();
  const press = page.getByRole('button', { name: 'Save', exact: true });

  await from.fill('2999-01-02T09:00');
  await until.fill('2999-01-01T09:00');
  await press.click();
  await expect(page.getByText('It would end before it begins.').first()).toBeVisible();
  await until.fill('2999-03-31T02:30');
  await press.click();
  await expect(page.getByText('There is no 02:30 on 2999-03-31').first()).toBeVisible();
  await until.fill('2999-07-01T09:00');
  expect(await save(page)).toBeLessThan(400);
  const badge = 'Scheduled for 2999-01-02 09:00 UTC+1 until 2999-07-01 09:00 UTC+2';
  await expect(page.getByText(badge)).toBeVisible();
  await page.goto(`/admin/products?q=${slug}`);
  await expect(page.getByText(badge)).toBeVisible();

  await page.goto(`/admin/products/${id}`);
  await from.fill(before);
  await until.fill(before.replace(/T.*/, 'T23:59'));
  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Saved, and archived')).toBeVisible();
  await expect(until).toHaveValue('');
  await page.getByLabel('Status').selectOption('active');
  expect(await save(page)).toBeLessThan(400);
  await expect(page.locator('.page-head .badge')).toHaveText('Active');
});

test('every instance shows a product, and takes it out, at its moment, kept pages or not', async ({
  faults,
  request,
  shop,
}) => {
  const { upstreamUrl } = faults;
  const product = await newest(upstreamUrl);
  await using other = await secondShop(faults.url);
  const { pages, lists, statuses, shown } = looking(request, product, [shop, other.shop]);
  for (const { url } of [shop, other.shop]) await listens(request, url);

  // The times are moved, not waited for; what is asked for meanwhile is kept, and goes at the moment.
  const move = (column: 'published_at' | 'published_until', by: string) =>
    query(
      upstreamUrl,
      `UPDATE product SET ${column} = clock_timestamp() + $2::interval WHERE id = $1`,
      [product.id, by],
    );
  await move('published_at', '1 hour');
  await expect.poll(shown).toEqual(each(lists, false));
  expect(await statuses()).toEqual(each(pages, 404));
  await move('published_at', '2 seconds');
  await expect.poll(shown).toEqual(each(lists, true));
  expect(await statuses()).toEqual(each(pages, 200));
  await move('published_until', '2 seconds');
  await expect.poll(shown).toEqual(each(lists, false));
  expect(await statuses()).toEqual(each(pages, 404));
  expect(await ends(upstreamUrl, product.id)).toBe(1);
  await bringBack(upstreamUrl, product.id);
});

test('a product that ends while the database is away is sold by no instance, not even by one that starts then', async ({
  faults,
  request,
  shop,
}) => {
  const { upstreamUrl } = faults;
  const product = await newest(upstreamUrl);
  await listens(request, shop.url);
  const here = looking(request, product, [shop]);
  await query(
    upstreamUrl,
    `UPDATE product SET published_until = clock_timestamp() + interval '8 seconds' WHERE id = $1`,
    [product.id],
  );
  for (const address of [...here.pages, ...here.lists]) {
    await expect
      .poll(async () => {
        const headers = (await request.get(address)).headers();
        return `${headers['cache-control']} ${headers['cache-status']}`;
      })
      .toMatch(/s-maxage=[1-8],.*hit$/);
  }
  await faults.refuse();
  faults.reset();
  await using other = await secondShop(faults.url);
  const { pages, lists, statuses, shown } = looking(request, product, [shop, other.shop]);
  // A page that can't be made and may not be given any more says so; the lists stay, with what they had.
  await expect.poll(statuses, { timeout: 15_000 }).toEqual(each(pages, 503));
  expect(await shown()).toEqual(each(lists, true));

  await faults.heal();
  await expect.poll(statuses, { timeout: 15_000 }).toEqual(each(pages, 404));
  await expect.poll(shown, { timeout: 15_000 }).toEqual(each(lists, false));
  expect(await ends(upstreamUrl, product.id)).toBe(1);
  await bringBack(upstreamUrl, product.id);
});

async function secondShop(url: string) {
  const { shop, stop } = await openShop(`${url}?`);
  return { shop, [Symbol.asyncDispose]: stop };
}

/** How often a product's end is told in its history. */
async function ends(database: string, id: string): Promise<number> {
  const rows = await query(
    database,
    `SELECT FROM product_change WHERE product_id = $1 AND actor = 'publication:end'`,
    [id],
  );
  return rows.length;
}

/** As it was, for the tests after this one. */
async function bringBack(database: string, id: string): Promise<void> {
  await query(database, `DELETE FROM product_change WHERE product_id = $1`, [id]);
  await query(
    database,
    `UPDATE product SET status = 'active', published_until = NULL WHERE id = $1`,
    [id],
  );
}
