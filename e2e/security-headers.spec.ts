import type { APIResponse } from '@playwright/test';
import { cloneDatabase } from '../scripts/test/database.js';
import { expect, openShop, test } from './fixtures';

/** What every answer says, whatever it is. */
function expectHeaders(what: string, response: APIResponse) {
  const headers = response.headers();
  expect(headers, what).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
  });
  expect(headers['permissions-policy'], what).toContain('camera=()');
  const policies = response
    .headersArray()
    .filter(({ name }) => /^content-security-policy$/i.test(name));
  expect(policies, what).toHaveLength(1);
  const policy = policies[0]?.value ?? '';
  expect(policy, what).toContain("default-src 'none'");
  expect(policy, what).toContain("frame-ancestors 'none'");
  expect(policy, what).not.toMatch(/script-src[^;]*unsafe/);
  const page = headers['content-type']?.startsWith('text/html') ?? false;
  expect(/script-src/.test(policy), what).toBe(page);
  expect(/; sandbox$/.test(policy), what).toBe(!page);
  expect(headers['x-powered-by'], what).toBeUndefined();
  expect(headers['strict-transport-security'], what).toBeUndefined();
}

test('every kind of answer carries the security headers, once', async ({ page, request }) => {
  await page.goto('/products/harbour-mug');
  const picture = await page.locator('.gallery-main img').getAttribute('src');
  const styles = await page.locator('link[rel=stylesheet]').getAttribute('href');
  const get = (path: string, headers = {}) =>
    request.fetch(path, { headers, maxRedirects: 0, failOnStatusCode: false });
  const tag = async (path: string) => (await get(path)).headers().etag ?? 'none';
  const answers: [string, number, APIResponse][] = [
    ['a page', 200, await get('/')],
    ['a kept page', 200, await get('/')],
    ['a known page', 304, await get('/', { 'If-None-Match': await tag('/') })],
    ['a missing page', 404, await get('/nothing-here')],
    ['an untidy address', 302, await get('/products?page=1&min=')],
    ['a style sheet', 200, await get(styles ?? '')],
    [
      'a known style sheet',
      304,
      await get(styles ?? '', { 'If-None-Match': await tag(styles ?? '') }),
    ],
    ['an icon', 200, await get('/favicon.svg')],
    ['a picture', 200, await get(picture ?? '')],
    ['a kept picture', 200, await get(picture ?? '')],
    ['a missing picture', 404, await get('/images/none/320.webp')],
    ['the sign-in', 200, await get('/admin/login')],
    ['the admin, to a stranger', 302, await get('/admin')],
    ['the admin’s data', 202, await get('/admin.data')],
    ['a robot’s file', 200, await get('/robots.txt')],
    ['the sitemap', 200, await get('/sitemap.xml')],
    ['whether it lives', 200, await get('/livez')],
    ['how it is', 200, await get('/healthz')],
    ['an old address', 400, await get('/?_data=root')],
    ['an address nobody can read', 400, await get('/%E0%A4')],
    ['another method', 405, await request.fetch('/', { method: 'DELETE' })],
    [
      'a form from elsewhere',
      403,
      await request.post('/admin/login', { headers: { Origin: 'https://elsewhere.example' } }),
    ],
  ];
  for (const [what, status, response] of answers) {
    expect(response.status(), what).toBe(status);
    expectHeaders(what, response);
  }
});

test('a shop behind HTTPS asks browsers to stay there, and believes only its own proxy', async ({
  request,
}, worker) => {
  const server = process.env.HOLDFAST_TEST_SERVER ?? '';
  const database = await cloneDatabase(server, `https_${worker.parallelIndex}`, 'demo');
  const forwarded = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'elsewhere.example' };
  const canonical = async (url: string) => {
    const text = await (await request.get(`${url}/categories`, { headers: forwarded })).text();
    return /rel="canonical" href="([^"]*)"/.exec(text)?.[1];
  };
  const wary = await openShop(database);
  expect(await canonical(wary.shop.url)).toBe(`${wary.shop.url}/categories`);
  await wary.stop();

  process.env.SHOP_URL = 'https://shop.example';
  const secure = await openShop(database);
  delete process.env.SHOP_URL;
  for (const path of ['/', '/favicon.svg', '/livez', '/nothing-here', '/admin/login']) {
    const response = await request.get(secure.shop.url + path);
    expect(response.headers()['strict-transport-security'], path).toMatch(/^max-age=\d{8}/);
  }
  await secure.stop();

  process.env.TRUST_PROXY = 'loopback';
  const trustful = await openShop(database);
  delete process.env.TRUST_PROXY;
  expect(await canonical(trustful.shop.url)).toBe('https://elsewhere.example/categories');
  await trustful.stop();
});
