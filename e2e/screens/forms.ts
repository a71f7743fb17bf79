import type { Page } from '@playwright/test';
import { expect, save } from '../admin-fixture';
import { query } from '../query';
import type { Screen } from './screen';

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Of the products that are made here, and taken away again. */
const name = 'Lamp of a screen';

/** Until the page's scripts have taken over. */
async function openForm(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
}

/** @returns the address of a product that was just made. */
async function makeProduct(page: Page): Promise<string> {
  await openForm(page, '/admin/products/new');
  await field(page, 'Title').fill(`${name}, ${Date.now()}`);
  await field(page, 'Price, EUR').fill('1249.50');
  await save(page);
  await expect(page).toHaveURL(/\/products\/[0-9a-f-]{36}\?saved=/);
  return new URL(page.url()).pathname;
}

async function typeInto(page: Page, path: string, who: string): Promise<void> {
  await openForm(page, path);
  await field(page, 'Title').fill(`${name}, as ${who} would have it`);
  await field(page, 'Description').fill(
    `A lamp of ${who}.\n\nIt stands on the table by the window, and is lit when it gets dark.`,
  );
}

async function loseAnswers(page: Page): Promise<void> {
  await page.route('**/*.data*', (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  );
}

/** What is done with a product, and what stands in its way. */
export const forms: Screen[] = [
  {
    name: 'a conflict',
    async open(page) {
      const path = await makeProduct(page);
      await typeInto(page, path, 'Mia');
      const colleague = await page.context().newPage();
      await typeInto(colleague, path, 'Ben');
      await save(colleague);
      await colleague.close();
      expect(await save(page)).toBe(409);
      await expect(page.getByRole('alert')).toContainText('changed the same 2 fields');
    },
  },
  {
    name: 'a save without an answer',
    async open(page) {
      await openForm(page, '/admin/products/new');
      await field(page, 'Title').fill(name);
      await field(page, 'Price, EUR').fill('1249.50');
      await loseAnswers(page);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('button', { name: 'Stop trying' })).toBeVisible();
    },
  },
  {
    name: 'signing in on the spot',
    async open(page) {
      await openForm(page, '/admin/products/new');
      await field(page, 'Title').fill(name);
      await field(page, 'Price, EUR').fill('1249.50');
      await page.context().clearCookies();
      await save(page);
      const dialog = page.getByRole('dialog', { name: 'You were signed out' });
      await dialog.getByLabel('E-mail address').fill('mia@shop.example');
      await dialog.getByLabel('Password').fill('a guess that is wrong');
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await expect(dialog.getByRole('alert')).toBeVisible();
    },
  },
  {
    name: 'a form with mistakes',
    async open(page) {
      await openForm(page, '/admin/products/new');
      await field(page, 'Price, EUR').fill('much');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.getByRole('alert').first()).toBeVisible();
    },
  },
  {
    name: 'a change that waits',
    async open(page) {
      const path = await makeProduct(page);
      await page.goto(`${path}/delete`);
      await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
      await loseAnswers(page);
      await page.getByRole('button', { name: 'Move to the bin' }).click();
      await expect(page.getByRole('button', { name: 'Stop trying' })).toBeVisible();
    },
  },
  {
    name: 'a row that waits',
    async open(page) {
      await page.goto('/admin/products?q=harbour');
      await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
      const price = page.locator('tr[data-editable] input[name=price]').first();
      await price.fill('1249.50');
      await loseAnswers(page);
      await price.press('Enter');
      await expect(page.getByRole('button', { name: 'Stop trying' })).toBeVisible();
    },
  },
  {
    name: 'a product in the bin',
    async open(page, { databaseUrl }) {
      await page.goto(`${await makeProduct(page)}/delete`);
      await page.getByRole('button', { name: 'Move to the bin' }).click();
      await expect(page).toHaveURL(/\/admin\/products(\?|$)/);
      const [{ id } = { id: '' }] = await query<{ id: string }>(
        databaseUrl,
        'SELECT product_id AS id FROM product_bin ORDER BY deleted_at DESC LIMIT 1',
      );
      await page.goto(`/admin/bin/${id}`);
      await expect(page.getByRole('button', { name: 'Bring back' })).toBeVisible();
    },
  },
  {
    name: 'a product that is gone',
    async open(page) {
      await page.goto('/admin/products/01900000-0000-7000-8000-000000000000');
      await expect(page.getByRole('heading', { name: 'Not here' })).toBeVisible();
    },
  },
  {
    name: 'what was left unsaved',
    async open(page) {
      await leave(page);
      await page.goto('/admin');
      await expect(page.getByText('Left unsaved in this browser')).toBeVisible();
    },
  },
  {
    name: 'what was left unsaved, offered back',
    async open(page) {
      await leave(page);
      await page.goto('/admin/products/new');
      await expect(page.getByText('You left something here')).toBeVisible();
    },
  },
];

/** Types into a new product's form, and leaves it. */
async function leave(page: Page): Promise<void> {
  await openForm(page, '/admin/products/new');
  await field(page, 'Title').fill(`${name}, left alone`);
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain(name);
}

/** Takes away what was made. */
export async function forgetProducts(databaseUrl: string): Promise<void> {
  await query(databaseUrl, 'DELETE FROM product WHERE title LIKE $1', [`${name}%`]);
  await query(databaseUrl, 'DELETE FROM product_bin WHERE title LIKE $1', [`${name}%`]);
}
