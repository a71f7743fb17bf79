import { type Page } from '@playwright/test';
import { expect, test } from './admin-fixture';

/** What the browser has refused to do on a page, in its own words. */
function refusals(page: Page): string[] {
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|Permissions-Policy/i.test(message.text())) {
      refused.push(`${page.url()}: ${message.text()}`);
    }
  });
  return refused;
}

const shopPages = [
  '/',
  '/products',
  '/products?sort=price',
  '/products/harbour-mug',
  '/categories',
  '/categories/table',
  '/search?q=mug',
  '/nothing-here',
];

test('a customer’s browser finds nothing on any page that it must refuse', async ({ page }) => {
  const refused = refusals(page);
  for (const path of shopPages) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'];
    expect(policy, path).toContain("script-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  }
  expect(refused).toEqual([]);
});

test('an admin’s browser runs the admin’s scripts and refuses none', async ({ admin: page }) => {
  const refused = refusals(page);
  await page.goto('/admin/products?status=active');
  const product = await page.locator('table.products th[scope=row] a').first().getAttribute('href');
  await page.goto('/admin/categories');
  const category = await page
    .locator('main a[href^="/admin/categories/"]')
    .nth(1)
    .getAttribute('href');
  for (const path of [
    '/admin',
    '/admin/products',
    product ?? '',
    `${product}/delete`,
    '/admin/products/new',
    '/admin/categories',
    category ?? '',
    '/admin/categories/new',
    '/admin/products/none',
  ]) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'];
    expect(policy, path).toMatch(/script-src 'self' 'sha256-[^']+'/);
    expect(policy).not.toContain('unsafe');
    expect(await response?.text()).not.toContain('nonce');
    await expect
      .poll(() => page.evaluate(() => '__remixRouter' in window), { message: path })
      .toBe(true);
  }
  expect(refused).toEqual([]);
});

test('a script that got into a page does not run', async ({ page, shop }) => {
  const refused = refusals(page);
  await page.route(`${shop.url}/products/harbour-mug`, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      '</main>',
      '<script>window.ran = 1</script></main>',
    );
    await route.fulfill({ response, body });
  });
  await page.goto('/products/harbour-mug');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(refused).toHaveLength(1);
});
