import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectNoAxeFindings } from './axe';
import { expect, openSession, save, test } from './admin-fixture';
import { crash, expectKept, expectNothingKept, reopen } from './crash';
import { query } from './query';

const saveButton = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });
const title = (page: Page) => page.getByLabel('Title', { exact: true });
const offer = (page: Page) => page.getByText('You left something here that was not saved.');

/** Until the page's scripts have taken over. */
async function openNew(page: Page): Promise<void> {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
}

test('what was typed when the tab crashed is offered back, with its variants and its picture', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await openNew(page);
  await title(page).fill('Typed before the crash');
  await page.getByLabel('Price, EUR').fill('24.50');
  await page.getByLabel('Mugs & cups').check();
  await page.getByLabel('Option 1').fill('Glaze');
  await page.getByLabel('Glaze').fill('Chalk');
  await page.getByRole('button', { name: 'Add a variant' }).click();
  await page.getByLabel('Glaze').nth(1).fill('Tidepool');
  const buffer = await sharp({
    create: { width: 400, height: 300, channels: 3, background: '#456789' },
  })
    .png()
    .toBuffer();
  await page
    .getByLabel('Add pictures')
    .setInputFiles([{ name: 'mug.png', mimeType: 'image/png', buffer }]);
  await page.getByLabel('What picture 1 shows').fill('A mug from above');
  await expectKept(page, 'A mug from above');
  await crash(page);

  const again = await reopen(page.context(), '/admin');
  await again
    .getByRole('region', { name: 'Left unsaved in this browser' })
    .getByRole('link', { name: 'Typed before the crash' })
    .click();
  await expectNoAxeFindings(again);
  await again.getByRole('button', { name: 'Bring it back' }).press('Enter');
  await expect(title(again)).toHaveValue('Typed before the crash');
  await expect(again.getByText('What you left is back in the form')).toBeVisible();
  await again.keyboard.press('Tab');
  await expect(again.getByLabel('Title', { exact: true })).toBeFocused();
  await expect(again.getByLabel('Glaze')).toHaveCount(2);
  await expect(again.getByLabel('Glaze').nth(1)).toHaveValue('Tidepool');
  await expect(again.getByLabel('Mugs & cups')).toBeChecked();
  await expect(again.getByLabel('What picture 1 shows')).toHaveValue('A mug from above');
  await saveButton(again).click();
  await expect(again.getByText('Saved.', { exact: true })).toBeVisible();
  await again.goto('/admin/products/new');
  await expect(title(again)).toBeVisible();
  await again.goto('/admin');
  await expect(again.getByText('Left unsaved in this browser')).toHaveCount(0);
  expect(
    await query(
      databaseUrl,
      `SELECT count(*)::int AS products FROM product WHERE title = 'Typed before the crash'`,
    ),
  ).toEqual([{ products: 1 }]);
});

test('a draft of what someone else has saved since says so when it is saved', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const [product] = await query<{ id: string; version: number }>(
    databaseUrl,
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1 OFFSET 5`,
  );
  if (!product) throw new Error('There is no product.');
  const path = `/admin/products/${product.id}`;
  await page.goto(path);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Vendor').fill('Mine, before the crash');
  await expectKept(page, 'Mine, before the crash');
  await crash(page);
  await query(
    databaseUrl,
    `UPDATE product SET vendor = 'Theirs', version = version + 1 WHERE id = $1`,
    [product.id],
  );
  const again = await reopen(page.context(), path);
  await expect(again.getByLabel('Vendor')).toHaveValue('Theirs');
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(again.getByLabel('Vendor')).toHaveValue('Mine, before the crash');
  const asked = again.waitForEvent('dialog');
  const leaving = again.getByRole('link', { name: 'Overview' }).click();
  await (await asked).dismiss();
  await leaving;
  await expect(again.getByLabel('Vendor')).toHaveValue('Mine, before the crash');
  expect(await save(again)).toBe(409);
  await expect(again.getByRole('alert')).toContainText('Someone else changed the same field');
  expect(
    await query(databaseUrl, 'SELECT vendor FROM product WHERE id = $1', [product.id]),
  ).toEqual([{ vendor: 'Theirs' }]);
  // Whoever stays when they are asked has dropped nothing.
  const staying = again.waitForEvent('dialog');
  const dropping = again.getByRole('link', { name: 'Drop mine' }).click();
  await (await staying).dismiss();
  await dropping;
  await expectKept(again, 'Mine, before the crash');
  again.once('dialog', (dialog) => void dialog.accept());
  await again.getByRole('link', { name: 'Drop mine' }).click();
  await expect(again.getByLabel('Vendor')).toHaveValue('Theirs');
  await expectNothingKept(again);
});

test('what was typed into a product that somebody deleted is saved once it is back from the bin', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const [product] = await query<{ id: string }>(
    databaseUrl,
    `SELECT id FROM product WHERE status = 'active' ORDER BY slug LIMIT 1 OFFSET 6`,
  );
  if (!product) throw new Error('There is no product.');
  const path = `/admin/products/${product.id}`;
  await page.goto(path);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Vendor').fill('Typed while it was deleted');
  await expectKept(page, 'Typed while it was deleted');
  const colleague = await reopen(page.context(), `${path}/delete`);
  await colleague.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(colleague).toHaveURL(/\/admin\/products(\?|$)/);
  await colleague.goto(path);
  await expect(colleague.getByRole('link', { name: 'Look in the bin' })).toHaveAttribute(
    'href',
    `/admin/bin/${product.id}`,
  );
  await colleague.close();
  expect(await save(page)).toBe(409);
  await expectNoAxeFindings(page);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'bring the product back' }).click();
  const bin = await opened;
  await bin.getByRole('button', { name: 'Bring back' }).click();
  await expect(bin.getByText('Brought back from the bin.')).toBeVisible();
  await bin.close();
  await saveButton(page).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(
    await query(databaseUrl, 'SELECT vendor FROM product WHERE id = $1', [product.id]),
  ).toEqual([{ vendor: 'Typed while it was deleted' }]);
});

test('a role that was chosen before a crash is offered back, and given over what was saved since', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const { userId } = await openSession(databaseUrl, { role: 'editor' });
  await page.goto(`/admin/people/${userId}`);
  await page.getByLabel('Role').selectOption('viewer');
  await expectKept(page, '["role","viewer"]');
  await crash(page);
  await query(databaseUrl, 'UPDATE admin_user SET version = version + 1 WHERE id = $1', [userId]);

  const again = await reopen(page.context(), '/admin');
  await again.getByRole('link', { name: 'What Mia may do' }).click();
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(again.getByLabel('Role')).toHaveValue('viewer');
  await again.getByRole('button', { name: 'Change the role' }).click();
  await expect(again.getByText('Someone else changed this person')).toBeVisible();
  await expect(again.getByLabel('Role')).toHaveValue('viewer');
  await again.getByRole('button', { name: 'Change the role' }).click();
  await expect(again.getByText('Saved.', { exact: true })).toBeVisible();
  await expectNothingKept(again);
  await expect(again.getByText('What you typed meanwhile')).toHaveCount(0);
  const role = 'SELECT role FROM admin_user WHERE id = $1';
  expect(await query(databaseUrl, role, [userId])).toEqual([{ role: 'viewer' }]);
  await query(databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});

test('a draft that is thrown away, or open in another tab, is not offered', async ({
  admin: page,
}) => {
  await openNew(page);
  await title(page).fill('Open in the first tab');
  await expectKept(page, 'Open in the first tab');
  const second = await reopen(page.context(), '/admin/products/new');
  await title(second).fill('Typed in the second');
  await expectKept(second, 'Typed in the second');
  await expect(offer(second)).toHaveCount(0);
  await crash(page);
  await second.reload();
  await expect(offer(second)).toHaveCount(2);
  await second.getByRole('button', { name: 'Throw it away' }).first().click();
  await expect(offer(second)).toHaveCount(1);
  await second.goto('/admin');
  await second.getByRole('button', { name: /^Throw away / }).click();
  await expect(second.getByText('Left unsaved in this browser')).toHaveCount(0);
  await second.goto('/admin/products/new');
  await expect(title(second)).toHaveValue('');
  await expectNothingKept(second);
});

test('a draft that is broken or older than a month goes', async ({ admin: page }) => {
  await openNew(page);
  await title(page).fill('Typed a while ago');
  await expectKept(page, 'Typed a while ago');
  await page.evaluate(() => {
    for (const [name, text] of Object.entries(localStorage)) {
      const draft = JSON.parse(String(text)) as object;
      const at = Date.now() - 31 * 86_400_000;
      localStorage.setItem(`${name} of last month`, JSON.stringify({ ...draft, at }));
      localStorage.setItem(`${name} in other words`, JSON.stringify({ ...draft, fields: 'none' }));
      localStorage.setItem(`${name} torn`, String(text).slice(0, -1));
    }
  });
  const again = await reopen(page.context(), '/admin/products/new');
  await expect.poll(() => again.evaluate(() => Object.keys(localStorage).length)).toBe(1);
});

test('what is typed before the page’s scripts have come, in a tab that is closed at once, is offered', async ({
  admin: page,
}) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/admin/products/new', { waitUntil: 'commit' });
  await title(page).fill('Typed early');
  letGo();
  await expectKept(page, 'Typed early');
  await page.getByLabel('Vendor').fill('Typed last');
  const asked = page.waitForEvent('dialog');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await (await asked).accept();
  await closed;
  const again = await reopen(page.context(), '/admin/products/new');
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(title(again)).toHaveValue('Typed early');
  await expect(again.getByLabel('Vendor')).toHaveValue('Typed last');
});

test('a browser that keeps nothing says so', async ({ admin: page }) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('It is full.', 'QuotaExceededError');
    };
  });
  const said = page.getByText('This browser keeps no drafts');
  await page.goto('/admin/products?q=harbour');
  const stock = page.getByLabel(/^(Price|Stock) of /).first();
  await stock.fill('9');
  await expect(said).toBeVisible();
  await expectNoAxeFindings(page);
  await stock.press('Escape');
  await expect(said).toHaveCount(0);
  await openNew(page);
  await title(page).fill('Kept nowhere');
  await expect(said).toBeVisible();
  await expect(title(page)).toHaveValue('Kept nowhere');
});

test('what is put back to what it was is no draft', async ({ admin: page }) => {
  await openNew(page);
  await title(page).fill('A passing thought');
  await expectKept(page, 'A passing thought');
  await title(page).fill('');
  await expectNothingKept(page);
});
