import { mergeTests } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isForm, signInOn, test as signedIn } from './admin-fixture';
import { query } from './query';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';

const test = mergeTests(faulty, signedIn);
test.use({ javaScriptEnabled: false });

/** ms, for this file's servers alone. */
const drain = 1_500;

test('a save in flight when the shop is told to stop is saved, and said to be', async ({
  page,
  request,
  faults,
}) => {
  process.env.SHUTDOWN_DRAIN_MS = String(drain);
  const { shop, pid, died } = await openShop(faults.url);
  delete process.env.SHUTDOWN_DRAIN_MS;
  await signInOn(page, { url: shop.url, databaseUrl: faults.upstreamUrl });
  const [product] = await query<{ id: string; version: number }>(
    faults.upstreamUrl,
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
  );
  await page.goto(`${shop.url}/admin/products/${product?.id}`);
  await page.getByLabel('Title', { exact: true }).fill('Saved at the last moment');

  faults.stall();
  const answer = page.waitForResponse((response) => isForm(response.request()));
  const sending = page.waitForRequest(isForm);
  await page.getByRole('button', { name: 'Save', exact: true }).click({ noWaitAfter: true });
  await sending;
  process.kill(pid, 'SIGTERM');
  await expect.poll(async () => (await request.get(`${shop.url}/healthz`)).status()).toBe(503);
  const health = await request.get(`${shop.url}/healthz`);
  expect(await health.json()).toEqual({ status: 'stopping' });
  expect(health.headers()['connection']).toBe('close');
  expect((await request.get(`${shop.url}/livez`)).status()).toBe(200);
  await faults.heal();

  expect((await answer).status()).toBe(302);
  const [saved] = await query<{ title: string; version: number }>(
    faults.upstreamUrl,
    'SELECT title, version FROM product WHERE id = $1',
    [product?.id ?? ''],
  );
  expect(saved).toEqual({
    title: 'Saved at the last moment',
    version: (product?.version ?? 0) + 1,
  });
  expect(await died).toBe('Its process ended with 0.');
  await expect.poll(() => faults.connections).toBe(0);
});

test('told twice, it stops at once', async ({ faults }) => {
  process.env.SHUTDOWN_DRAIN_MS = '60000';
  const { shop, pid, died } = await openShop(faults.url);
  delete process.env.SHUTDOWN_DRAIN_MS;
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => shop.log()).toContain('server.stopping');
  process.kill(pid, 'SIGTERM');
  expect(await died).toBe('Its process ended with 1.');
});

test('a database that has gone silent does not keep it', async ({ request, faults }) => {
  const { shop, pid, died } = await openShop(faults.url);
  expect((await request.get(shop.url)).status()).toBe(200);
  faults.blackhole();
  process.kill(pid, 'SIGTERM');
  expect(await died).toBe('Its process ended with 0.');
});

test('a disk that has gone silent does not keep it', async ({ faults }) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-silent-'));
  process.env.CACHE_DIR = folder;
  const { shop, pid, died } = await openShop(faults.url);
  process.env.CACHE_DIR = 'off';
  // A pipe that nobody reads: whoever writes to it waits.
  execFileSync('mkfifo', [join(folder, `popular.json.${pid}`)]);
  process.kill(pid, 'SIGTERM');
  await died;
  expect(shop.log()).toContain('server.stopped');
  rmSync(folder, { recursive: true });
});
