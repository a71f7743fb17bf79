import type { Page } from '@playwright/test';
import { expect, isForm, save, test } from './admin-fixture';
import { query } from './query';

const title = (page: Page) => page.getByLabel('Title', { exact: true });
const saved = (page: Page) => expect(page.getByText(/^(Saved|The product is made)/)).toBeVisible();
const stillHere = (page: Page) =>
  page.getByText('What you typed meanwhile is still in the form, and not saved yet.');

/** Presses Save, and holds what comes back until it is let go. */
async function saveSlowly(page: Page): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/admin/*/*.data**', async (route, request) => {
    if (!isForm(request)) return route.fallback();
    const response = await route.fetch({ maxRedirects: 0 });
    await held;
    await route.fulfill({ response });
  });
  const answered = page.waitForRequest(isForm);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await answered;
  return letGo;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
}

test('what is typed while a product is being saved is still there, and saved next', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const [product] = await query<{ id: string; version: number }>(
    databaseUrl,
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1 OFFSET 8`,
  );
  if (!product) throw new Error('There is no product.');
  await open(page, `/admin/products/${product.id}`);
  await title(page).fill('A bow');
  const letGo = await saveSlowly(page);
  await title(page).press('End');
  await page.keyboard.type('l for fruit');
  letGo();
  await saved(page);
  await expect(stillHere(page)).toBeVisible();
  await expect(title(page)).toBeFocused();
  await page.keyboard.type('!');
  await expect(title(page)).toHaveValue('A bowl for fruit!');
  await page.unrouteAll();
  expect(await save(page)).toBe(202);
  await expect(stillHere(page)).toHaveCount(0);
  expect(
    await query(databaseUrl, 'SELECT title, version FROM product WHERE id = $1', [product.id]),
  ).toEqual([{ title: 'A bowl for fruit!', version: product.version + 2 }]);
  await page.goto('/admin');
  await expect(page.getByText('Left unsaved in this browser')).toHaveCount(0);
});

test('what is typed while a product is being made goes on in that product', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await open(page, '/admin/products/new');
  await title(page).fill('Made in haste');
  await page.getByLabel('Price, EUR').fill('24.50');
  const letGo = await saveSlowly(page);
  await page.getByLabel('Vendor').fill('Weaver');
  letGo();
  await expect(page).toHaveURL(/saved=new/);
  await expect(stillHere(page)).toBeVisible();
  await expect(page.getByLabel('Vendor')).toHaveValue('Weaver');
  await expect(page.getByLabel('Vendor')).toBeFocused();
  await page.unrouteAll();
  expect(await save(page)).toBe(202);
  await expect(stillHere(page)).toHaveCount(0);
  expect(
    await query(databaseUrl, `SELECT vendor, version FROM product WHERE title = 'Made in haste'`),
  ).toEqual([{ vendor: 'Weaver', version: 2 }]);
});

test('what is typed while a category is being saved is still there, and saved next', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const description = page.getByLabel('Description', { exact: true });
  await page.goto('/admin/categories/new');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  await title(page).fill('Baskets in haste');
  for (const [text, version] of [
    ['Woven', 1],
    ['Woven by hand', 2],
  ] as const) {
    const letGo = await saveSlowly(page);
    await description.fill(text);
    letGo();
    await expect(page).toHaveURL(new RegExp(`version=${version}$`));
    await saved(page);
    await expect(stillHere(page)).toBeVisible();
    await expect(description).toHaveValue(text);
    await expect(description).toBeFocused();
    await page.unrouteAll();
  }
  expect(await save(page)).toBe(202);
  await expect(stillHere(page)).toHaveCount(0);
  expect(
    await query(
      databaseUrl,
      `DELETE FROM category WHERE title = 'Baskets in haste' RETURNING description, version`,
    ),
  ).toEqual([{ description: 'Woven by hand', version: 3 }]);
  await page.goto('/admin');
  await expect(page.getByText('Left unsaved in this browser')).toHaveCount(0);
});
