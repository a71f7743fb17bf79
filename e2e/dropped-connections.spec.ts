import pg from 'pg';
import { expect, test } from './faults/fixtures';

const hows = ['rst', 'fin'] as const;

test.describe('a customer sees nothing', () => {
  test('while idle connections are cut', async ({ page, faults }) => {
    for (const end of ['reset', 'close'] as const) {
      await page.goto('/products');
      faults[end]();
      const response = await page.goto('/');
      expect(response?.status()).toBe(200);
      await expect(page.getByRole('main')).toBeVisible();
    }
  });

  for (const when of ['before', 'sent', 'answered', 'reply'] as const) {
    for (const how of hows) {
      test(`when a query is cut ${when}, by ${how}`, async ({ page, faults }) => {
        const whole = await (await page.request.get('/products')).text();
        const { done } = faults.cut({ at: 'select', when, how, times: 3 });
        const response = await page.goto('/products');
        await done;
        expect(response?.status()).toBe(200);
        const main = page.getByRole('main');
        await expect(main).toBeVisible();
        expect(await page.request.get('/products').then((again) => again.text())).toBe(whole);
      });
    }
  }

  test('of a database that restarts', async ({ page, faults }) => {
    await page.goto('/');
    await faults.refuse();
    faults.close();
    const opening = page.goto('/products');
    await expect.poll(() => faults.refused).toBe(true);
    await faults.heal();
    expect((await opening)?.status()).toBe(200);
  });

  test('of backends that an administrator ends', async ({ page, faults, shop }) => {
    const owner = new pg.Client({ connectionString: faults.upstreamUrl });
    await owner.connect();
    for (let n = 0; n < 5; n += 1) {
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'holdfast'`,
      );
      expect((await page.goto(`${shop.url}/products`))?.status()).toBe(200);
    }
    await owner.end();
  });
});

test.describe('machines are told', () => {
  for (const path of ['/healthz', '/api/health']) {
    test(`by ${path}, and answered whatever the database does`, async ({ request, faults }) => {
      const well = await request.get(path);
      expect(well.status()).toBe(200);
      expect(well.headers()['cache-control']).toBe('no-store');
      expect(await well.json()).toMatchObject({
        database: { latencyMs: expect.any(Number) as unknown, pool: { limit: 10 } },
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        uptimeSeconds: expect.any(Number),
      });
      expect((await request.head(path)).status()).toBe(200);

      faults.blackhole();
      const ill = await request.get(path);
      expect(ill.status()).toBe(503);
      expect(await ill.json()).toMatchObject({
        status: 'down',
        database: { status: 'down', latencyMs: null, lastError: { class: 'unknown' } },
      });
      expect((await request.head(path)).status()).toBe(503);
      expect((await request.get('/livez')).status()).toBe(200);

      await faults.heal();
      await expect.poll(async () => (await request.get(path)).status()).toBe(200);
    });
  }

  for (const path of ['/products', '/sitemap.xml']) {
    test(`by ${path} of a dead database: 503, and when to come again`, async ({
      request,
      faults,
    }) => {
      await faults.refuse();
      faults.reset();
      const response = await request.get(path);
      expect(response.status()).toBe(503);
      expect(response.headers()['retry-after']).toMatch(/^\d+$/);
      await faults.heal();
      await expect.poll(async () => (await request.get(path)).status()).toBe(200);
    });
  }
});
