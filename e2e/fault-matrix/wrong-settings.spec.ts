import { openShop } from '../fixtures';
import { expect, expectBackInAMoment, health, test } from './fixtures';

test('with a wrong password customers are told kindly, and whoever runs the shop is told why', async ({
  page,
  request,
  database,
  faults,
}) => {
  const url = new URL(database);
  url.host = new URL(faults.url).host;
  url.password = 'not-the-password';
  const { shop, stop } = await openShop(url.href);
  try {
    const tried = faults.proxy.connected;
    const answer = await expectBackInAMoment(page, `${shop.url}/products/harbour-mug`);
    expect(answer?.headers()['retry-after']).toMatch(/^[1-9]\d*$/);
    const asked = faults.proxy.connected - tried;
    const found = (await (await request.get(`${shop.url}/healthz`)).json()) as {
      database: Awaited<ReturnType<typeof health>>;
    };
    const { status, lastError, counters } = found.database;
    expect({ status, lastError }).toMatchObject({
      status: 'down',
      lastError: { class: 'permanent', code: '28P01' },
    });
    expect(counters.retries).toEqual({ 'never-sent': 0, unknown: 0, transaction: 0, permanent: 0 });
    // Each thing that the page asked for was tried once, and after each the prober may have looked.
    expect(asked).toBeLessThanOrEqual(2 * counters.attempts);
    expect(shop.log()).toContain('password authentication failed');
    expect(shop.log()).not.toContain('not-the-password');
  } finally {
    await stop();
  }
});

test('with tables of another version nothing is retried, and the log has the cause', async ({
  page,
  request,
  shop,
  witness,
}) => {
  const before = await health(request);
  const said = shop.log().length;
  await witness.ask('ALTER TABLE product RENAME COLUMN vendor TO seller');
  try {
    expect((await page.goto('/products/harbour-mug'))?.status()).toBe(500);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side');
  } finally {
    await witness.ask('ALTER TABLE product RENAME COLUMN seller TO vendor');
  }
  expect((await health(request)).counters.retries).toEqual(before.counters.retries);
  await expect.poll(() => shop.log().slice(said)).toMatch(/vendor/);
  expect((await page.goto('/products/harbour-mug'))?.status()).toBe(200);
});
