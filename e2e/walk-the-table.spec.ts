import { expect, test } from './admin-fixture';

test('keys lead through the table while the keyboard is in it, and nowhere else', async ({
  admin: page,
}) => {
  await page.goto('/admin/products?status=active&sort=title');
  const names = page.locator('table.products th[scope=row] a');
  await expect(page.getByLabel('Choose all on this page')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.locator('tr[data-chosen]')).toHaveCount(0);
  await names.first().focus();
  await page.keyboard.press('j');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(names.nth(2)).toBeFocused();
  await page.keyboard.press('k');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('x');
  await expect(page.locator('tr[data-chosen]')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Change 1 chosen' })).toBeEnabled();
  await page.keyboard.press('?');
  await expect(page.getByText('choose it, or not')).toBeVisible();
  await names.nth(1).focus();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Title, tag, SKU or address')).toBeFocused();
  await page.keyboard.type('jxk/?');
  await expect(page.getByLabel('Title, tag, SKU or address')).toHaveValue('jxk/?');
  await page.goto('/admin/products?status=active&sort=title');
  await expect(page.getByLabel('Choose all on this page')).toBeVisible();
  const price = page.getByLabel(/^Price of/).first();
  await price.fill('');
  await price.pressSequentially('jx1');
  await expect(price).toHaveValue('jx1');
  await price.press('Escape');
  const title = await names.nth(1).innerText();
  await names.first().focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('columns are chosen, and stay chosen', async ({ admin: page }) => {
      await page.goto('/admin/products?stock=in');
      await page.getByText('Columns', { exact: true }).click();
      await page.getByRole('checkbox', { name: 'Vendor' }).check();
      await page.getByRole('checkbox', { name: 'Status' }).uncheck();
      await page.getByRole('button', { name: 'Show these' }).click();
      await expect(page).toHaveURL('/admin/products?stock=in');
      await expect(page.getByRole('columnheader', { name: 'Vendor' })).toBeVisible();
      await expect(page.getByRole('columnheader', { name: 'Status' })).toHaveCount(0);
      await page.goto('/admin/products?status=draft');
      await expect(page.getByRole('columnheader', { name: 'Vendor' })).toBeVisible();
      if (!javaScriptEnabled) return;
      await page.getByText('Columns', { exact: true }).press('Enter');
      const show = page.getByRole('button', { name: 'Show these' });
      await show.press('Tab');
      await expect(show).toBeHidden();
    });
  });
}

test('what is chosen before the page’s scripts have come stays chosen', async ({ admin: page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/admin/products?status=active&sort=title', { waitUntil: 'commit' });
  const boxes = page.locator('input[name=id]');
  await boxes.nth(0).check();
  letGo();
  await expect(page.getByRole('button', { name: 'Change 1 chosen' })).toBeEnabled();
  await boxes.nth(1).check();
  await expect(page.getByRole('button', { name: 'Change 2 chosen' })).toBeEnabled();
  await expect(boxes.nth(0)).toBeChecked();
});
