import { cloneDatabase } from '../scripts/test/database.js';
import { expect, openShop, test as base } from './fixtures';

/** The same build behind each of the two servers. */
for (const kind of ['production', 'remix-serve'] as const) {
  const test = base.extend<object, { shop: Awaited<ReturnType<typeof openShop>>['shop'] }>({
    shop: [
      async ({}, use, worker) => {
        const server = process.env.HOLDFAST_TEST_SERVER ?? '';
        const name = `${kind.replace('-', '_')}_${worker.parallelIndex}`;
        const { shop, stop } = await openShop(await cloneDatabase(server, name, 'demo'), kind);
        await use(shop);
        await stop();
      },
      { scope: 'worker', timeout: 60_000 },
    ],
  });

  test(`the shop opens behind ${kind}`, async ({ page, request, shop }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'All products' }).first().click();
    await page.goto('/products/harbour-mug');
    await expect(page.getByRole('heading', { level: 1, name: 'Harbour Mug' })).toBeVisible();
    for (const path of ['/livez', '/healthz', '/api/health', '/sitemap.xml', '/favicon.ico']) {
      expect((await request.get(path)).status(), path).toBe(200);
    }
    const missing = await page.goto('/nothing-here');
    expect(missing?.status()).toBe(404);
    expect(missing?.headers()['content-security-policy']).toContain("script-src 'none'");

    await page.goto('/admin/login');
    await page.getByLabel('E-mail').fill(shop.owner.email);
    await page.getByLabel('Password').fill(shop.owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/admin$/);
    await page.goto('/admin/products');
    await page.locator('table.products th[scope=row] a').first().click();
    await page.getByLabel('Title', { exact: true }).fill(`Saved behind ${kind}`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  });
}
