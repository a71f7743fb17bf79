import type { APIRequestContext, Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../scripts/paths.js';
import type { CacheNumbers } from '~/server/cache/counters';
import { expect, test } from './faults/fixtures';
import { openShop } from './fixtures';
import { query } from './query';

/** Where each run of the tests begins empty: the shop writes to it until it stops. */
const results = inProject('.data/test/results');
mkdirSync(results, { recursive: true });
const folder = mkdtempSync(join(results, 'pages-'));

test.use({
  settings: {
    environment: {
      CACHE_BYTES: '64000000',
      CACHE_WARM: 'on',
      CACHE_DIR: folder,
      // As behind a balancer: each instance is the same shop.
      SHOP_URL: 'http://shop.example',
    },
  },
});

const product = '/products/harbour-mug';
/** ms of an outage: longer than anything in the shop waits for. */
const outage = 12_000;

async function cacheOf(request: APIRequestContext, url = ''): Promise<CacheNumbers> {
  const { cache } = (await (await request.get(`${url}/healthz`)).json()) as { cache: CacheNumbers };
  return cache;
}

/** Opens a page as a customer and looks at all of it, down to the last picture. */
async function lookAt(page: Page, url: string): Promise<void> {
  const answer = await page.goto(url);
  expect(answer?.status(), url).toBe(200);
  for (const picture of await page.locator('main img').all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), url)
      .toBeGreaterThan(0);
  }
}

test('customers shop through an outage, pictures and all; so they do in an instance that starts in it', async ({
  page,
  request,
  faults,
  shop,
  database,
}) => {
  await expect.poll(() => shop.log(), { timeout: 120_000 }).toContain('"event":"cache.warm"');
  const { entries } = await cacheOf(request);
  expect(entries).toBeGreaterThan(150);
  await expect
    .poll(() => readdirSync(folder).filter((name) => name.endsWith('.kept')).length)
    .toBe(entries);

  await faults.refuse();
  faults.reset();
  const until = performance.now() + outage;
  const pages = ['/', '/products', '/categories', '/categories/table', product];
  for (const path of pages) await lookAt(page, path);
  const second = await openShop(`${faults.url}?`);
  try {
    for (const path of pages) await lookAt(page, second.shop.url + path);
    expect(await cacheOf(request, second.shop.url)).toMatchObject({
      listener: { state: 'away' },
      staleSince: expect.any(String),
    });
    while (performance.now() < until) {
      for (const url of [shop.url, second.shop.url]) {
        const answer = await request.get(url + product);
        expect(answer.status()).toBe(200);
        expect(answer.headers()['cache-status']).toBe('holdfast; hit; detail=stale');
        expect(Number(answer.headers().age)).toBeGreaterThanOrEqual(0);
      }
    }

    await query(database, `UPDATE product SET title = 'Harbor Mug' WHERE slug = 'harbour-mug'`);
    await faults.heal();
    for (const url of [shop.url, second.shop.url]) {
      await expect
        .poll(async () => (await request.get(url + product)).text())
        .toContain('Harbor Mug');
      await expect.poll(async () => (await cacheOf(request, url)).staleSince).toBeNull();
    }
  } finally {
    await second.stop();
    await query(database, `UPDATE product SET title = 'Harbour Mug' WHERE slug = 'harbour-mug'`);
  }
  expect(shop.log()).toContain('"event":"cache.stale"');
  expect(shop.log()).toContain('"event":"cache.recovered"');
});

test('a page that was never seen says so kindly, and tries again by itself', async ({
  page,
  faults,
}) => {
  await faults.refuse();
  faults.reset();
  const answer = await page.goto('/search?q=lantern');
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1, name: 'Back in a moment' })).toBeVisible();
  await faults.heal();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('lantern');
});
