import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';

test('from the front page to a product', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page
    .getByRole('region', { name: 'New in the shop' })
    .getByRole('listitem')
    .first()
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/products\/./);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.product-price')).toContainText('€');
});

test('a category holds what its subcategories hold', async ({ page }) => {
  await page.goto('/categories/table');
  const whole = await count(page.locator('.list-bar .count'));
  await page.getByRole('link', { name: 'Mugs & cups' }).first().click();
  await expect(page).toHaveURL('/categories/mugs-and-cups');
  const part = await count(page.locator('.list-bar .count'));
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(whole);
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByText('Table').click();
  await expect(page).toHaveURL('/categories/table');
});

test('filter, sort, and take the filters away again', async ({ page }) => {
  await page.goto('/products');
  const all = await count(page.locator('.list-bar .count'));
  await page.getByLabel('From', { exact: true }).fill('20');
  await page.getByLabel('To', { exact: true }).fill('40');
  await page.getByLabel('In stock').check();
  await page.getByRole('button', { name: 'Show products' }).click();
  await expect(page).toHaveURL('/products?min=20&max=40&available=1');
  const some = await count(page.locator('.list-bar .count'));
  expect(some).toBeGreaterThan(0);
  expect(some).toBeLessThan(all);
  await expect(page.getByLabel('From', { exact: true })).toHaveValue('20');

  await page.getByText('Sort: Newest').click();
  await page.getByRole('link', { name: 'Price, low to high' }).click();
  await expect(page).toHaveURL('/products?min=20&max=40&available=1&sort=price');
  const prices = await page
    .locator('.card .price')
    .evaluateAll((cards) =>
      cards.map((card) =>
        Number(/[\d.]+/.exec((card.querySelector('ins') ?? card).textContent)?.[0]),
      ),
    );
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
  expect(prices.every((price) => price >= 20 && price <= 40)).toBe(true);

  const active = page.getByRole('list', { name: 'Active filters' });
  await active.getByRole('link', { name: 'Up to €40.00' }).click();
  await active.getByRole('link', { name: 'From €20.00' }).click();
  await active.getByRole('link', { name: 'In stock' }).click();
  await expect(page).toHaveURL('/products?sort=price');
  expect(await count(page.locator('.list-bar .count'))).toBe(all);
});

test('pages of a list show every product once', async ({ page }) => {
  await page.goto('/products');
  const all = await count(page.locator('.list-bar .count'));
  const seen: string[] = [];
  for (;;) {
    seen.push(...(await page.locator('.card-title').allTextContents()));
    const next = page.getByRole('link', { name: 'Next' });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  expect(seen.length).toBe(all);
  expect(new Set(seen).size).toBe(all);
});

test('choose a variant by its options', async ({ page }) => {
  await page.goto('/products/harbour-mug');
  const glaze = page.getByRole('navigation', { name: 'Glaze' });
  await glaze.getByRole('link', { name: 'Chalk' }).click();
  await expect(page).toHaveURL(/\?option=Chalk/);
  await expect(glaze.getByRole('link', { name: 'Chalk' })).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText('SMP-HM-CHA')).toBeVisible();

  await glaze.getByRole('link', { name: 'Ink (sold out)' }).click();
  await expect(page.getByText('Sold out for now')).toBeVisible();
  await expect(page.getByText('SMP-HM-INK')).toBeVisible();
});

test('a sale shows both prices', async ({ page }) => {
  await page.goto('/products/shell-cup-and-saucer');
  await expect(page.locator('.product-price ins')).toHaveText('€54.00');
  await expect(page.locator('.product-price del')).toHaveText('€64.00');
});

test('pictures are served for ever, in both formats', async ({ page, request }) => {
  await page.goto('/products/harbour-mug');
  const source = await page.locator('.gallery img').first().getAttribute('src');
  for (const address of [source ?? '', (source ?? '').replace('.webp', '.avif')]) {
    const picture = await request.get(address);
    expect(picture.status()).toBe(200);
    const headers = picture.headers();
    expect(headers['content-type']).toBe(`image/${address.split('.').at(-1)}`);
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
    const again = await request.get(address, { headers: { 'If-None-Match': headers.etag ?? '' } });
    expect(again.status()).toBe(304);
  }
  const sizes = await page
    .locator('.gallery img')
    .evaluateAll((images) => images.map((img) => (img as HTMLImageElement).naturalWidth));
  expect(sizes[0]).toBeGreaterThan(0);
});

for (const nonsense of [
  `/images/${'0'.repeat(32)}/640.webp`,
  '/images/x/640.webp',
  `/images/${'0'.repeat(32)}/640.exe`,
  `/images/${'0'.repeat(32)}/99999.avif`,
]) {
  test(`there is no picture at ${nonsense}`, async ({ request }) => {
    expect((await request.get(nonsense)).status()).toBe(404);
  });
}

for (const address of [
  '/products?page=-1',
  '/products?page=9999',
  '/products?min=abc&max=1e9&sort=drop&category=nope',
  '/products?tag=%00&category=%00',
  '/products?min=%E0%A4',
  `/products?tag=${'x'.repeat(8_000)}`,
  '/categories/table?page=9999',
  '/products/harbour-mug?option=%00&option=nope&option=x&option=y',
]) {
  test(`${address.slice(0, 60)} gives a sensible page`, async ({ page }) => {
    const response = await page.goto(address);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

for (const address of [
  '/nothing-here',
  '/products/nothing-here',
  '/categories/nothing-here',
  '/products/%00',
  `/products/${'x'.repeat(4_000)}`,
  '/products/a/b/c',
]) {
  test(`${address.slice(0, 60)} is not found, and helps`, async ({ page }) => {
    const response = await page.goto(address);
    expect(response?.status()).toBe(404);
    await page.getByRole('main').getByRole('searchbox').fill('mug');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/search?q=mug');
  });
}

test('an address that can’t be decoded is the sender’s mistake', async ({ request }) => {
  const response = await request.get('/products/%E0%A4%A');
  expect(response.status()).toBeGreaterThanOrEqual(400);
  expect(response.status()).toBeLessThan(500);
});

async function count(locator: Locator): Promise<number> {
  return Number(/\d+/.exec(await locator.innerText())?.[0]);
}
