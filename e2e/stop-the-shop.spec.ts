import { mergeTests } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isForm, signInOn, test as signedIn } from './admin-fixture';
import { query } from './query';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';

type Opened = Awaited<ReturnType<typeof openShop>> & {
  /** What is said of its end. @throws where it has not come within half a minute: far more than a stop may take. */
  ended: () => Promise<string>;
};

const test = mergeTests(faulty, signedIn).extend<{
  open: (environment: Record<string, string>) => Promise<Opened>;
}>({
  /** Opens a shop with settings of its own. What is left of it after the test is killed. */
  open: async ({ faults }, use) => {
    const servers: { kill: () => void }[] = [];
    await use(async (environment) => {
      const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
      Object.assign(process.env, environment);
      const server = await openShop(faults.url).finally(() => {
        for (const [name, value] of before) {
          if (value === undefined) Reflect.deleteProperty(process.env, name);
          else process.env[name] = value;
        }
      });
      servers.push(server);
      const late = () => delay(30_000, 'It did not end.', { ref: false });
      return { ...server, ended: () => Promise.race([server.died, late()]) };
    });
    for (const { kill } of servers) kill();
  },
});
test.use({ javaScriptEnabled: false });

test('a save in flight when the shop is told to stop is saved, and said to be', async ({
  page,
  request,
  faults,
  open,
}) => {
  const { shop, pid, ended } = await open({ SHUTDOWN_DRAIN_MS: '1500' });
  await signInOn(page, { url: shop.url, databaseUrl: faults.upstreamUrl });
  const [product] = await query<{ id: string; version: number }>(
    faults.upstreamUrl,
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
  );
  await page.goto(`${shop.url}/admin/products/${product?.id}`);
  await page.getByLabel('Title', { exact: true }).fill('Saved at the last moment');

  const stall = faults.stall('commit');
  const [answer] = await Promise.all([
    // A connection that is cut brings none.
    page.waitForResponse((response) => isForm(response.request()), { timeout: 30_000 }),
    page.getByRole('button', { name: 'Save', exact: true }).click({ noWaitAfter: true }),
    stall.happened().then(async () => {
      process.kill(pid, 'SIGTERM');
      await expect.poll(async () => (await request.get(`${shop.url}/healthz`)).status()).toBe(503);
      const health = await request.get(`${shop.url}/healthz`);
      expect(await health.json()).toEqual({ status: 'stopping' });
      expect(health.headers()['connection']).toBe('close');
      expect((await request.get(`${shop.url}/livez`)).status()).toBe(200);
      await faults.heal();
    }),
  ]);
  expect(answer.status()).toBe(302);
  const [saved] = await query<{ title: string; version: number }>(
    faults.upstreamUrl,
    'SELECT title, version FROM product WHERE id = $1',
    [product?.id ?? ''],
  );
  expect(saved).toEqual({
    title: 'Saved at the last moment',
    version: (product?.version ?? 0) + 1,
  });
  expect(await ended()).toBe('Its process ended with 0.');
  await expect.poll(() => faults.connections).toBe(0);
});

test('told twice, it stops at once', async ({ open }) => {
  const { shop, pid, ended } = await open({ SHUTDOWN_DRAIN_MS: '60000' });
  process.kill(pid, 'SIGTERM');
  await expect.poll(() => shop.log()).toContain('server.stopping');
  process.kill(pid, 'SIGTERM');
  expect(await ended()).toBe('Its process ended with 1.');
});

test('a database that has gone silent does not keep it', async ({ request, faults, open }) => {
  const { shop, pid, ended } = await open({});
  expect((await request.get(shop.url)).status()).toBe(200);
  faults.blackhole();
  process.kill(pid, 'SIGTERM');
  expect(await ended()).toBe('Its process ended with 0.');
});

test('a disk that has gone silent does not keep it', async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-silent-'));
  const { shop, pid, ended } = await open({ CACHE_DIR: folder });
  // A pipe that nobody reads: whoever writes to it waits.
  execFileSync('mkfifo', [join(folder, `popular.json.${pid}`)]);
  process.kill(pid, 'SIGTERM');
  expect(await ended()).not.toBe('It did not end.');
  expect(shop.log()).toContain('server.stopped');
  rmSync(folder, { recursive: true });
});
