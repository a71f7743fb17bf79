import sharp from 'sharp';
import type { Page } from '@playwright/test';
import { expect, test } from './admin-fixture';

const ready = (page: Page) => expect(page.getByText('Add the chosen pictures')).toHaveCount(0);

async function openFirst(page: Page): Promise<void> {
  await page.goto('/admin/products?status=active');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  await page.locator('table.products th[scope=row] a').first().press('Enter');
  await expect(page.getByLabel('Title', { exact: true })).toBeVisible();
}

test('the keyboard begins at the page that came, and at its lists where they changed', async ({
  admin: page,
}) => {
  await openFirst(page);
  await expect(page.getByRole('main')).toBeFocused();
  // The parts are gone through from the top to the end, beside each other or not.
  const tops = await page
    .locator('.form-columns > *')
    .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().top));
  expect(tops).toEqual([...tops].sort((one, other) => one - other));
  const prices = page.getByLabel('Price, EUR');
  const before = await prices.count();
  await page.getByRole('button', { name: 'Add a variant' }).press('Enter');
  await expect(prices).toHaveCount(before + 1);
  const added = page.locator('.variant-table tbody tr').last();
  await expect(added.getByRole('textbox').first()).toBeFocused();
  await added.getByRole('button', { name: /^Move .* up/ }).press('Enter');
  const moved = page.locator('.variant-table tbody tr').nth(before - 1);
  await expect(moved.getByRole('textbox').first()).toBeFocused();
  await moved.getByRole('button', { name: /^Remove/ }).press('Enter');
  await expect(prices).toHaveCount(before);
  await expect(
    page.locator('.variant-table tbody tr').last().getByRole('textbox').first(),
  ).toBeFocused();
  await page.getByLabel('Vendor').press('End');
  await page.keyboard.type(' & daughters');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();

  // Where the keyboard goes up the page, what it comes to is not under the bar.
  await page.getByLabel('Title', { exact: true }).fill('');
  await page.keyboard.press('Enter');
  const mistake = page.getByRole('alert').getByRole('link', { name: /^The title is missing/ });
  await expect(mistake).toBeVisible();
  await page.getByLabel('House & garden').focus();
  await mistake.focus();
  const seen = await mistake.evaluate((link) => {
    const { left, top, height } = link.getBoundingClientRect();
    return document.elementFromPoint(left + 4, top + height / 2) === link;
  });
  expect(seen).toBe(true);
});

test('a picture is seen as soon as it is there, and moves where it is told', async ({
  admin: page,
}) => {
  await page.goto('/admin/products/new');
  await ready(page);
  const paint = (background: string) =>
    sharp({ create: { width: 90, height: 70, channels: 3, background } })
      .png()
      .toBuffer();
  await page.getByLabel('Add pictures').setInputFiles([
    { name: 'red.png', mimeType: 'image/png', buffer: await paint('#c03020') },
    { name: 'blue.png', mimeType: 'image/png', buffer: await paint('#2030c0') },
  ]);
  const pictures = page.locator('.image-list .thumb img');
  await expect(pictures).toHaveCount(2);
  const [red, blue] = await pictures.evaluateAll((images) =>
    (images as HTMLImageElement[]).map(({ src }) => src),
  );
  await page.getByRole('button', { name: 'Move picture 2 earlier' }).press('Enter');
  await expect(pictures.first()).toHaveAttribute('src', new URL(blue ?? '').pathname);
  await expect(pictures.last()).toHaveAttribute('src', new URL(red ?? '').pathname);
  await expect(page.getByLabel('What picture 1 shows')).toBeFocused();
});

test('a page with something typed asks before it is left', async ({ admin: page }) => {
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  const leave = () => page.getByRole('link', { name: 'Overview' }).click();
  await openFirst(page);
  await page.getByLabel('Title', { exact: true }).press('Tab');
  await leave();
  await expect(page.getByRole('heading', { name: /^Good to see you/ })).toBeVisible();
  expect(asked).toEqual([]);
  await openFirst(page);
  await page.getByLabel('Title', { exact: true }).fill('Typed, and nearly left');
  await leave();
  await expect.poll(() => asked).toEqual(['What you typed is not saved. Leave it behind?']);
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed, and nearly left');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await leave();
  await expect(page.getByRole('heading', { name: /^Good to see you/ })).toBeVisible();
  expect(asked).toHaveLength(1);
});
