import { mergeTests, type Page } from '@playwright/test';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expectNoAxeFindingsInAnyLight } from './axe';
import { signInOn, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { openShop } from './fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

// A shop that other files' outages have not reached: its status tells of five minutes.
test.use({ settings: {} });

const verdict = (page: Page) => page.getByRole('heading', { level: 2 }).first();
const link = (page: Page) => page.locator('[data-link]');
const episodes = (page: Page) => page.locator('.episodes li');

/** Opens the stream as a browser would. */
async function listen(url: string, cookie: string): Promise<IncomingMessage> {
  const asked = get(`${url}/admin/status/stream`, {
    agent: false,
    headers: { Accept: 'text/event-stream', Cookie: cookie },
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer.setEncoding('utf8');
}

async function cookieOn(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

test('an owner watches an outage come and go without touching the page', async ({
  admin: page,
  faults,
}) => {
  await page.goto('/products/harbour-mug');
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Status' }).click();
  await expect(link(page)).toHaveAttribute('data-link', 'live');
  await expect(verdict(page)).toHaveText('The shop is open');
  const before = await episodes(page).count();
  await page.evaluate(() => Object.assign(window, { untouched: true }));

  await faults.refuse();
  faults.reset();
  await expect(verdict(page)).toHaveText('The database is not answering');
  await expect(episodes(page)).toHaveCount(before + 1);
  await expect(episodes(page).first()).toContainText('goes on for');
  // Who comes new can't be known: sessions are in the database.
  const other = await page.context().newPage();
  expect((await other.goto('/admin/status'))?.status()).toBe(503);
  await other.close();

  await faults.heal();
  await expect(verdict(page)).toHaveText('The shop is open');
  await expect(episodes(page).first()).toContainText(/lasted/);
  expect(await page.evaluate(() => 'untouched' in window)).toBe(true);

  await page.reload();
  await expect(episodes(page)).toHaveCount(before + 1);
  await expect(page.locator('.timeline path.state-away')).toHaveAttribute('d', /M/);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('an owner finds the outage after a reload', async ({ admin: page, faults, request }) => {
    await page.goto('/admin/status');
    const before = await episodes(page).count();
    await faults.refuse();
    faults.reset();
    expect((await page.reload())?.status()).toBe(503);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('did not answer');
    await faults.heal();
    await expect.poll(async () => (await request.get('/healthz')).status()).toBe(200);
    expect((await page.reload())?.status()).toBe(200);
    await expect(episodes(page)).toHaveCount(before + 1);
    await expect(link(page)).toContainText('As of when this page was loaded.');
    await page.getByText('The same as a table').click();
    await expect(page.getByRole('cell', { name: 'Did not answer' })).toBeVisible();
    await page.getByRole('link', { name: 'Last hour' }).click();
    await expect(page.getByRole('heading', { name: 'Pages shown, each minute' })).toBeVisible();
  });
});

test('the stream goes on where it broke off, and ends with its session', async ({
  admin: page,
  faults,
  shop,
}) => {
  await page.goto('/admin/status');
  await expect(link(page)).toHaveAttribute('data-link', 'live');
  const cookie = await cookieOn(page);
  const first = await listen(shop.url, cookie);
  let told = '';
  first.on('data', (chunk: string) => (told += chunk));
  await expect.poll(() => told).toMatch(/event: status\nid: \S+\ndata: .*\n\n/);
  first.destroy();
  const [, id = ''] = /id: (\S+)/.exec(told) ?? [];
  const asked = get(`${shop.url}/admin/status/stream`, {
    headers: { Accept: 'text/event-stream', Cookie: cookie, 'Last-Event-ID': id },
  });
  const [second] = (await once(asked, 'response')) as [IncomingMessage];
  let then = '';
  second.setEncoding('utf8').on('data', (chunk: string) => (then += chunk));
  await expect.poll(() => then).toContain('event: now');
  expect(then).not.toContain('event: status');

  await query(faults.upstreamUrl, 'DELETE FROM admin_session');
  await expect(link(page)).toHaveAttribute('data-link', 'signed-out');
  if (!second.readableEnded) await once(second, 'end');
  expect(then).toContain('event: end\ndata: "signed-out"');
});

test('of many streams of one session the newest stay', async ({ admin: page, shop }) => {
  const cookie = await cookieOn(page);
  const streams: IncomingMessage[] = [];
  for (let n = 0; n < 6; n += 1) {
    const stream = await listen(shop.url, cookie);
    streams.push(stream.resume());
  }
  await expect
    .poll(() => streams.map(({ readableEnded }) => readableEnded))
    .toEqual([true, true, false, false, false, false]);
  for (const stream of streams) stream.destroy();
  const asData = await page.request.get('/admin/status/stream.data');
  expect(asData.status()).toBe(406);
});

test('who watches does not keep the shop from stopping', async ({ page, faults }) => {
  const { shop, pid, died } = await openShop(faults.url);
  await signInOn(page, { url: shop.url, databaseUrl: faults.upstreamUrl });
  await page.goto(`${shop.url}/admin/status`);
  await expect(link(page)).toHaveAttribute('data-link', 'live');
  process.kill(pid, 'SIGTERM');
  expect(await died).toBe('Its process ended with 0.');
  expect(shop.log()).not.toContain('server.cut');
  await expect(link(page)).toHaveAttribute('data-link', 'broken');
});

test('axe finds nothing on it, light or dark, and it fits a phone', async ({ admin: page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/admin/status');
  await page.getByText('The same as a table').click();
  await expectNoAxeFindingsInAnyLight(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
