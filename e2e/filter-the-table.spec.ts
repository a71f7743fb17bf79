import type { Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { expect, openSession, signed, test } from './admin-fixture';
import { crash, expectKept, expectNothingKept, reopen } from './crash';
import { query } from './query';

test('filters live in the address, and each is taken away by itself', async ({ admin: page }) => {
  await page.goto('/admin/products');
  await page.getByText('Filters', { exact: true }).click();
  const stock = page.getByRole('combobox', { name: 'Stock' });
  await page.getByLabel('From, EUR').fill('10');
  await stock.focus();
  await stock.selectOption('out');
  await expect(page).toHaveURL('/admin/products?stock=out&min=10');
  await stock.selectOption('in');
  await page.getByLabel('From, EUR').fill('20');
  await expect(page.getByRole('listitem').filter({ hasText: 'In stock' })).toBeVisible();
  await expect(page.getByLabel('From, EUR')).toHaveValue('20');
  await stock.focus();
  await stock.selectOption('out');
  await expect(page.getByRole('listitem').filter({ hasText: 'Sold out' })).toBeVisible();
  await expect(stock).toBeFocused();
  await page.getByLabel('From, EUR').fill('10');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL('/admin/products?stock=out&min=10');
  await expect(page.getByRole('listitem').filter({ hasText: 'From 10 EUR' })).toBeVisible();
  await expectNoAxeFindings(page);
  await page.getByRole('link', { name: 'Take away: Sold out' }).click();
  await expect(page).toHaveURL('/admin/products?min=10');
  await page.getByLabel('Tag', { exact: true }).fill('there is no such tag');
  await page.getByLabel('Tag', { exact: true }).press('Enter');
  await expect(page.getByText('Nothing is left by these filters.')).toBeVisible();
  await page.getByRole('link', { name: 'Take all away' }).click();
  await expect(page).toHaveURL('/admin/products?status=all');
  await expect(page.getByRole('row')).not.toHaveCount(1);
});

test('what the table shows is saved under a name, shown first, renamed and deleted', async ({
  admin: page,
}) => {
  await page.goto('/admin/products?stock=out&sort=title');
  await page.getByText('Save as a view').click();
  await page.getByLabel('Name').fill('Sold out');
  await page.getByLabel('Show it first').check();
  await page.getByRole('button', { name: 'Save the view' }).click();
  const views = page.getByRole('navigation', { name: 'Views' });
  await expect(views.getByRole('link', { name: 'Sold out' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(page.getByText('Save as a view')).toHaveCount(0);

  await page
    .getByRole('navigation', { name: 'Admin' })
    .getByRole('link', { name: 'Products' })
    .click();
  await expect(page).toHaveURL('/admin/products?stock=out&sort=title');
  await page
    .getByRole('navigation', { name: 'Status' })
    .getByRole('link', { name: 'Drafts' })
    .click();
  await page.getByText('Save as a view').click();
  await page.getByLabel('Name').fill('Sold  out');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page.getByRole('alert')).toContainText('You have a view of this name');
  await expect(page.getByText('What you typed is still in the form')).toBeVisible();
  await page.getByLabel('Name of the new view').fill('Drafts sold out');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page).toHaveURL('/admin/products?status=draft&stock=out&sort=title');

  await views.getByRole('link', { name: 'Edit views' }).click();
  await expectNoAxeFindings(page);
  await page.getByLabel('Name').nth(1).fill('Nothing left');
  await page.getByLabel('Shown first').nth(1).uncheck();
  await page.getByRole('button', { name: 'Save Sold out' }).click();
  await expect(page.getByRole('button', { name: 'Save Nothing left' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete Drafts sold out' }).click();
  await expect(page.getByRole('button', { name: 'Delete Drafts sold out' })).toHaveCount(0);
  await page.goto('/admin/products');
  await expect(page).toHaveURL('/admin/products');
  await expect(views.getByRole('link', { name: 'Nothing left' })).toBeVisible();
});

test('a view that was being named before a crash is offered back where it was, and among the views', async ({
  admin: page,
}) => {
  const table = '/admin/products?stock=out&sort=title';
  await page.goto(table);
  await page.getByText('Save as a view').click();
  await page.getByLabel('Name').fill('Gone soon');
  await page.getByLabel('Show it first').check();
  await expectKept(page, '["first","on"]');
  await crash(page);

  const again = await reopen(page.context(), table);
  await again.getByText('Save as a view').click();
  await expectNoAxeFindings(again);
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(again.getByLabel('Name')).toHaveValue('Gone soon');
  await expect(again.getByLabel('Show it first')).toBeChecked();
  await crash(again);

  const last = await reopen(page.context(), '/admin');
  await last.getByRole('link', { name: 'A new view of the products' }).click();
  await last.getByRole('button', { name: 'Bring it back' }).click();
  await expect(last.getByLabel('Name of the new view')).toHaveValue('Gone soon');
  await expect(last.getByLabel('Show it first')).toBeChecked();
  await last.getByRole('button', { name: 'Save the view' }).click();
  await expect(last).toHaveURL(table);
  await expect(last.getByRole('link', { name: 'Gone soon' })).toBeVisible();
  await expectNothingKept(last);
});

test('a view that was being renamed before a crash is offered back at its own form', async ({
  admin: page,
}) => {
  await page.goto('/admin/products?stock=low');
  await page.getByText('Save as a view').click();
  await page.getByLabel('Name').fill('Running out');
  await page.getByRole('button', { name: 'Save the view' }).click();
  await expect(page.getByRole('link', { name: 'Running out' })).toBeVisible();
  await page.goto('/admin/products/views');
  const formOf = (on: Page) =>
    on.locator('.view-form').filter({ has: on.getByRole('link', { name: 'Open Running out' }) });
  await formOf(page).getByLabel('Name').fill('Order these');
  await expectKept(page, '["name","Order these"]');
  await crash(page);

  const again = await reopen(page.context(), '/admin');
  await again.getByRole('link', { name: 'The view “Running out”' }).click();
  await expect(again.getByRole('button', { name: 'Bring it back' })).toHaveCount(1);
  await formOf(again).getByRole('button', { name: 'Bring it back' }).click();
  await expect(formOf(again).getByLabel('Name')).toHaveValue('Order these');
  await formOf(again).getByRole('button', { name: 'Save Running out' }).click();
  await expect(again.getByRole('button', { name: 'Save Order these' })).toBeVisible();
  await expectNothingKept(again);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('filters and views are forms', async ({ admin: page }) => {
    await page.goto('/admin/products?status=active');
    await page.getByText('Filters', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Stock' }).selectOption('low');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(/status=active&category=&stock=low/);
    await page.getByText('Save as a view').click();
    await page.getByLabel('Name').fill('Running low');
    await page.getByRole('button', { name: 'Save the view' }).click();
    await expect(page).toHaveURL('/admin/products?status=active&stock=low');
    await expect(page.getByRole('link', { name: 'Running low' })).toBeVisible();
  });
});

test('who may only look chooses nothing and changes nothing, and has views', async ({
  page,
  shop: { url, databaseUrl },
}) => {
  const { userId, sessionId } = await openSession(databaseUrl, { role: 'viewer' });
  const { hostname: domain } = new URL(url);
  await page
    .context()
    .addCookies([{ name: 'holdfast_admin', value: signed(sessionId), domain, path: '/' }]);
  await page.goto('/admin/products?stock=in');
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: /^Choose/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Change all' })).toHaveCount(0);
  await expect(page.getByLabel(/^Price of/)).toHaveCount(0);
  await expect(page.getByText('Save as a view')).toBeVisible();
  const headers = { Cookie: `holdfast_admin=${signed(sessionId)}` };
  const answer = await page.request.get('/admin/products/bulk?all=1', { headers });
  expect(answer.status()).toBe(403);
  await query(databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});
