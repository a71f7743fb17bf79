import type { APIRequestContext, APIResponse } from '@playwright/test';
import type { CacheNumbers } from '~/server/cache/counters';
import { expect, mergeTests } from '@playwright/test';
import { save, test as signedIn } from './admin-fixture';
import { test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

test.use({ settings: { environment: { CACHE_BYTES: '3000000' } } });

const path = '/products/harbour-mug';

async function numbers(request: APIRequestContext): Promise<CacheNumbers> {
  const { cache } = (await (await request.get('/healthz')).json()) as { cache: CacheNumbers };
  return cache;
}

const status = (answer: APIResponse) => answer.headers()['cache-status'];

test.beforeEach(async ({ request }) => {
  await expect.poll(async () => (await numbers(request)).listener.state).toBe('listening');
});

test('a page is made once, then sent as it is, in the encoding asked for', async ({ request }) => {
  await request.get(path);
  const bodies = new Set<string>();
  for (const encoding of ['br', 'gzip', 'identity']) {
    const answer = await request.get(path, { headers: { 'Accept-Encoding': encoding } });
    expect(status(answer)).toBe('holdfast; hit');
    expect(answer.headers()['content-encoding']).toBe(
      encoding === 'identity' ? undefined : encoding,
    );
    expect(answer.headers()).toMatchObject({
      'cache-control': expect.stringContaining('s-maxage='),
      'cache-tag': expect.stringMatching(/^product:[0-9a-f-]{36},.*categories$/),
      'content-security-policy': expect.stringContaining("script-src 'none'"),
      'x-content-type-options': 'nosniff',
      age: expect.stringMatching(/^\d+$/),
      vary: 'Accept-Encoding',
    });
    bodies.add(await answer.text());
    const { etag = '' } = answer.headers();
    const again = await request.get(path, {
      headers: { 'Accept-Encoding': encoding, 'If-None-Match': etag },
    });
    expect(again.status()).toBe(304);
    expect(again.headers().etag).toBe(etag);
    const head = await request.head(path, { headers: { 'Accept-Encoding': encoding } });
    expect(head.headers()['content-length']).toBe(answer.headers()['content-length']);
  }
  expect([...bodies]).toHaveLength(1);
});

test('a hundred who ask at once cost what one does', async ({ request, faults }) => {
  let statements = 0;
  const counting = faults.add({
    kind: 'count',
    pass(piece) {
      if (piece.sql !== undefined && !piece.sql.includes('pg_notify')) statements += 1;
      return [piece];
    },
  });
  const one = '/products?sort=price';
  expect(status(await request.get(one))).toBe('holdfast; fwd=miss; stored');
  const cost = statements;
  expect(cost).toBeGreaterThan(0);
  statements = 0;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => request.get('/products?sort=-price')),
  );
  for (const answer of answers) expect(answer.status()).toBe(200);
  expect(statements).toBe(cost);
  await counting.end();
});

test('a flood of addresses leaves the memory under its bound, and known pages in it', async ({
  request,
}) => {
  await request.get(path);
  await request.get(path);
  const before = await numbers(request);
  for (let i = 0; i < 20; i += 1) {
    const junk = Array.from({ length: 20 }, (_, n) => `${i}-${n}`);
    await Promise.all(
      junk.flatMap((n) => [
        request.get(`${path}?utm_source=${n}&junk=${n}`),
        request.get(`/search?q=junk${n}`),
      ]),
    );
  }
  const after = await numbers(request);
  expect(after.bytes).toBeLessThanOrEqual(after.limit);
  expect(after.counters.evictions).toBeGreaterThan(before.counters.evictions);
  expect(status(await request.get(path))).toBe('holdfast; hit');
});

test('a change by psql shows at once, on the product’s page and in lists', async ({
  page,
  request,
  database,
}) => {
  await page.goto(path);
  await page.goto('/products');
  const before = (await numbers(request)).listener.notifications;
  await query(database, `UPDATE product SET title = 'Harbor Mug' WHERE slug = 'harbour-mug'`);
  await expect
    .poll(async () => (await numbers(request)).listener.notifications)
    .toBeGreaterThan(before);
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbor Mug');
  await query(database, `UPDATE product SET title = 'Harbour Mug' WHERE slug = 'harbour-mug'`);
});

test('an admin sees her save in the shop, and so does everybody else', async ({
  admin,
  browser,
  shop,
  database,
}) => {
  const context = await browser.newContext({ baseURL: shop.url });
  const customer = await context.newPage();
  const [product] = await query<{ id: string }>(
    database,
    `SELECT id FROM product WHERE slug = 'harbour-mug'`,
  );
  for (const title of ['Harbour Cup', 'Harbour Mug']) {
    await customer.goto(path);
    await admin.goto(path);
    await admin.goto(`/admin/products/${product?.id ?? ''}`);
    await admin.getByLabel('Title', { exact: true }).fill(title);
    expect(await save(admin)).toBeLessThan(400);
    await expect(admin.getByText('Saved.')).toBeVisible();
    const answers = await Promise.all([admin.goto(path), customer.goto(path)]);
    expect(answers[0]?.headers()['cache-control']).toBe('private, no-cache');
    for (const visitor of [admin, customer]) {
      await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(title);
    }
  }
  await context.close();
});

test('nothing is kept that is somebody’s, or an error, or elsewhere', async ({ request, shop }) => {
  for (const address of [
    '/admin/login',
    '/nope',
    '/products/nope',
    '/products?page=1',
    '/healthz',
  ]) {
    for (let i = 0; i < 2; i += 1) {
      const answer = await request.get(address, { maxRedirects: 0 });
      expect(status(answer) ?? '', address).not.toMatch(/hit|stored/);
    }
  }
  await request.get('/categories');
  const known = await request.get(`${shop.url}/categories`, {
    headers: { Authorization: 'Bearer x' },
  });
  expect(status(known)).toBeUndefined();
});
