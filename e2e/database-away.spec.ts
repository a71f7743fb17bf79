import pg from 'pg';
import { expect, test } from './faults/fixtures';

test('while the database is away a customer is told so kindly, and finds the shop again', async ({
  page,
  faults,
}) => {
  await faults.refuse();
  faults.reset();
  for (const path of [
    '/',
    '/products',
    '/products/harbour-mug',
    '/categories',
    '/categories/table',
    '/search?q=mug',
  ]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(503);
    expect(response?.headers()['retry-after']).toMatch(/^[1-9]\d*$/);
    expect(response?.headers()['cache-control']).toBe('no-store');
    await expect(page.getByRole('heading', { level: 1, name: 'Back in a moment' })).toBeVisible();
    await expect(page.getByRole('banner')).toBeVisible();
    expect(await page.content()).not.toMatch(
      /ECONN|Prisma|127\.0\.0\.1:|node_modules|\bat \S+:\d+/,
    );
  }

  await page.goto('/products/harbour-mug?option=Chalk');
  await faults.heal();
  await expect(async () => {
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Mug' })).toBeVisible({
      timeout: 1000,
    });
  }).toPass();
  await expect(page).toHaveURL('/products/harbour-mug?option=Chalk');
});

test('what is the shop’s own mistake is not called an outage', async ({ page, faults, shop }) => {
  const owner = new pg.Client({ connectionString: faults.upstreamUrl });
  await owner.connect();
  await owner.query('ALTER TABLE product RENAME COLUMN vendor TO seller');
  try {
    const before = shop.log().length;
    const response = await page.goto('/products/harbour-mug');
    expect(response?.status()).toBe(500);
    expect(response?.headers()['retry-after']).toBeUndefined();
    expect(response?.headers()['cache-control']).toBe('no-store');
    await expect(
      page.getByRole('heading', { level: 1, name: 'Something broke on our side' }),
    ).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Try again' })).toBeVisible();
    expect(await page.content()).not.toMatch(/vendor|Prisma|SELECT/);
    await expect.poll(() => shop.log().slice(before)).toMatch(/GET \/products\/harbour-mug failed/);
    expect(shop.log().slice(before)).toMatch(/vendor/);
  } finally {
    await owner.query('ALTER TABLE product RENAME COLUMN seller TO vendor');
    await owner.end();
  }
});
