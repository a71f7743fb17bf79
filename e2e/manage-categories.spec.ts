import { expect, test } from './admin-fixture';

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('makes, edits, moves, orders and deletes categories', async ({ admin: page }) => {
    test.setTimeout(90_000);
    const save = () => page.getByRole('button', { name: 'Save' }).click();
    const order = () => page.locator('.row-name').allInnerTexts();

    for (const title of ['Harbour', 'Lighthouse']) {
      await page.goto('/admin/categories/new');
      await page.getByLabel('Title', { exact: true }).fill(title);
      await save();
      await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    }
    await page.getByRole('link', { name: 'All categories' }).click();
    expect((await order()).slice(-2)).toEqual(['Harbour', 'Lighthouse']);

    await page.getByRole('button', { name: 'Move Lighthouse up' }).click();
    expect((await order()).slice(-2)).toEqual(['Lighthouse', 'Harbour']);

    await page.getByRole('link', { name: 'Lighthouse' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Lighthouse lamps');
    await page.getByLabel('Address').fill('lighthouse lamps');
    await save();
    await expect(page.getByRole('alert')).toContainText('The address can');
    await expect(page.getByLabel('Address')).toHaveValue('lighthouse lamps');
    await page.getByLabel('Title', { exact: true }).fill('Lighthouse lamps');
    await page.getByLabel('Address').fill('lighthouse-lamps');
    await page.getByLabel('Under').selectOption({ label: 'Harbour' });
    await save();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'All categories' }).click();
    expect((await order()).slice(-2)).toEqual(['Harbour', 'Lighthouse lamps']);
    await page.goto('/categories/lighthouse-lamps');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lighthouse lamps');

    for (const title of ['Harbour', 'Lighthouse lamps']) {
      await page.goto('/admin/categories');
      await page.getByRole('link', { name: title, exact: true }).click();
      await page.getByRole('link', { name: 'Delete…' }).click();
      await page.getByRole('button', { name: 'Delete for good' }).click();
      await expect(page.getByText('The category is deleted.')).toBeVisible();
    }
    expect(await order()).not.toContain('Lighthouse lamps');
  });

  test('deleting a category sends its products where it is told', async ({ admin: page }) => {
    await page.goto('/admin/categories');
    await page.getByRole('link', { name: 'Vases' }).click();
    await page.getByRole('link', { name: 'Delete…' }).click();
    await expect(page.getByText('No product is deleted.')).toBeVisible();
    await page.getByLabel(/products go/).selectOption({ label: 'to – Planters' });
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect(page.getByText('The category is deleted.')).toBeVisible();
    expect((await page.request.get('/categories/vases')).status()).toBe(404);
    expect((await page.request.get('/categories/planters')).status()).toBe(200);
  });
});
