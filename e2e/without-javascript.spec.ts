import { expect, test } from './fixtures';

test.use({ javaScriptEnabled: false });

const pages = [
  '/',
  '/products',
  '/products/harbour-mug',
  '/categories',
  '/categories/table',
  '/search?q=mug',
  '/nope',
];

for (const path of pages) {
  test(`${path} ships no script and no inline style`, async ({ request }) => {
    const html = await (await request.get(path)).text();
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    expect(scripts.filter((script) => !script.includes('application/ld+json'))).toEqual([]);
    expect(html).not.toMatch(/<[^>]+\s(style|on\w+)="/);
    expect(html).not.toContain('modulepreload');
  });
}

test('browse, filter, choose', async ({ page }) => {
  await page.goto('/products');
  await page.getByLabel('On sale').check();
  await page.getByRole('button', { name: 'Show products' }).click();
  await expect(page).toHaveURL('/products?sale=1');
  await page.goto('/products/harbour-mug');
  await page.getByRole('link', { name: 'Chalk' }).click();
  await expect(page.getByText('SMP-HM-CHA')).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the menu opens, leads on and closes', async ({ page }) => {
    await page.goto('/');
    const menu = page.getByRole('navigation', { name: 'Shop', exact: true });
    await expect(menu).toBeHidden();
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await expect(menu).toBeVisible();
    await page.getByRole('button', { name: 'Close the menu' }).click();
    await expect(menu).toBeHidden();
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await menu.getByRole('link', { name: 'All products' }).click();
    await expect(page).toHaveURL('/products');
  });

  test('the filters open and narrow the list', async ({ page }) => {
    await page.goto('/products');
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByLabel('In stock').check();
    await page.getByRole('button', { name: 'Show products' }).click();
    await expect(page).toHaveURL('/products?available=1');
  });

  for (const width of [320, 360]) {
    for (const path of pages) {
      test(`${path} fits ${width} px`, async ({ browser, shop }) => {
        const context = await browser.newContext({ viewport: { width, height: 640 } });
        const page = await context.newPage();
        await page.goto(shop.url + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
        await context.close();
      });
    }
  }
});
