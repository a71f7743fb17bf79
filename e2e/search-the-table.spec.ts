import { expect, test } from './admin-fixture';

const title = 'Title, tag, SKU or address';

test('the list follows what is typed, with its address, its count and the keyboard’s place', async ({
  admin: page,
}) => {
  await page.goto('/admin/products');
  const field = page.getByLabel(title);
  const count = page.getByRole('main').getByRole('status').filter({ hasText: 'product' });
  const before = await count.innerText();
  await field.pressSequentially('harbour mu');
  await expect(page).toHaveURL('/admin/products?q=harbour+mu');
  await expect(count).not.toHaveText(before);
  await expect(field).toBeFocused();
  await field.press('End');
  await field.pressSequentially('g');
  await expect(page).toHaveURL('/admin/products?q=harbour+mug');
  await expect(page.getByRole('rowheader', { name: 'Harbour mug' })).toBeVisible();
  // One search is one step back, however long it was.
  await page.goBack();
  await expect(page).toHaveURL('/admin/products');
  await expect(page).not.toHaveURL(/q=/);
});

test('an answer that comes late never takes the place of a later one', async ({ admin: page }) => {
  await page.goto('/admin/products');
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/products.data?q=h*', async (route) => {
    await held;
    await route.continue();
  });
  const field = page.getByLabel(title);
  const count = page.getByRole('main').getByRole('status').filter({ hasText: 'product' });
  const before = await count.innerText();
  const asked = page.waitForRequest('**/products.data?q=h*');
  await field.pressSequentially('h');
  await asked;
  await field.fill('lamp');
  await expect(page).toHaveURL('/admin/products?q=lamp');
  await expect(count).not.toHaveText(before);
  const rows = page.getByRole('rowheader');
  await expect(rows.filter({ hasText: /lamp/i })).not.toHaveCount(0);
  const shown = await rows.allInnerTexts();
  release();
  await page.unrouteAll({ behavior: 'wait' });
  expect(await rows.allInnerTexts()).toEqual(shown);
  await expect(page).toHaveURL('/admin/products?q=lamp');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the same is a form', async ({ admin: page }) => {
    await page.goto('/admin/products?status=active&sort=title');
    await page.getByLabel(title).fill('harbour mug');
    await page.getByRole('button', { name: 'Search' }).click();
    await expect(page).toHaveURL('/admin/products?q=harbour+mug&status=active&sort=title');
    await expect(page.getByRole('rowheader', { name: 'Harbour mug' })).toBeVisible();
  });
});
