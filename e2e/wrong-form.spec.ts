import { expect, test } from './admin-fixture';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a wrong form says what is wrong and keeps what was typed', async ({ admin: page }) => {
      await page.goto('/admin/products/new');
      await page.getByLabel('Description', { exact: true }).fill('Thrown **by hand**.');
      await page.getByLabel('Option 1').fill('Glaze');
      await page.getByLabel('Price, EUR').fill('a lot');
      await page.getByLabel('Tags').fill('sea, salt');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toContainText('The title is missing');
      await expect(page.getByRole('alert')).toContainText('The price is not a number');
      await expect(page.getByLabel('Price, EUR')).toHaveValue('a lot');
      await expect(page.getByLabel('Tags')).toHaveValue('sea, salt');
      await expect(page.getByLabel('Option 1')).toHaveValue('Glaze');
      await expect(page.getByLabel('Description', { exact: true })).toHaveValue(
        'Thrown **by hand**.',
      );
      await page.getByRole('button', { name: 'Add a variant' }).click();
      await expect(page.getByLabel('Price, EUR')).toHaveCount(2);
      await expect(page.getByLabel('Price, EUR').first()).toHaveValue('a lot');
    });
  });
}
