import type { Page } from '@playwright/test';
import { expect, save, signInOn, test } from './admin-fixture';
import { query } from './query';

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** A second browser, in which somebody else, Ben, is signed in. */
const test2 = test.extend<{ colleague: Page }>({
  colleague: async ({ browser, shop, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled });
    const page = await context.newPage();
    const id = await signInOn(page, shop);
    await query(shop.databaseUrl, `UPDATE admin_user SET name = 'Ben' WHERE id = $1`, [id]);
    await use(page);
    await context.close();
    await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [id]);
  },
});

for (const javaScriptEnabled of [true, false]) {
  test2.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test2.use({ javaScriptEnabled });

    test2('two people change one product', async ({ admin, colleague, shop }) => {
      const [product] = await query<{ id: string; title: string; vendor: string }>(
        shop.databaseUrl,
        `SELECT id, title, vendor FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
      );
      const { id, title, vendor } = product ?? { id: '', title: '', vendor: '' };
      const open = async (page: Page) => {
        await page.goto(`/admin/products/${id}`);
        await expect(field(page, 'Title')).toBeVisible();
      };
      await open(admin);
      await open(colleague);

      // Different fields: both stay, and the second is told of the first's.
      await field(colleague, 'Vendor').fill('Weaver');
      expect(await save(colleague)).toBeLessThan(400);
      await expect(colleague.getByText('Saved.', { exact: true })).toBeVisible();
      await field(admin, 'Title').fill(`${title}, mine`);
      await save(admin);
      await expect(admin.locator('.banner-good')).toContainText('Ben');
      await expect(admin.locator('.banner-good')).toContainText('vendor');
      await expect(field(admin, 'Vendor')).toHaveValue('Weaver');
      await expect(field(admin, 'Title')).toHaveValue(`${title}, mine`);

      // The same field: shown in three ways, and chosen by mouse and keyboard.
      await field(colleague, 'Title').fill(`${title}, theirs`);
      await field(colleague, 'Type').fill('Cloth');
      expect(await save(colleague)).toBe(409);
      const ways = colleague.getByRole('group', { name: 'Title', exact: true });
      await expect(ways.getByRole('radio')).toHaveCount(3);
      await expect(ways.getByRole('radio', { checked: true })).toHaveCount(0);
      await expect(ways.getByText(`${title}, mine`)).toBeVisible();
      await expect(ways.getByText(`${title}, theirs`)).toBeVisible();
      await expect(field(colleague, 'Title')).toHaveValue(`${title}, theirs`);

      await colleague.getByRole('button', { name: 'Save what I chose' }).click();
      await expect(colleague.getByRole('alert')).toContainText('changed the same field');
      await ways.locator('label', { hasText: `${title}, mine` }).click();
      await expect(ways.getByRole('radio', { name: /^Saved by Mia/ })).toBeChecked();
      await ways.getByRole('radio', { name: /^Yours/ }).focus();
      await colleague.keyboard.press('ArrowDown');
      await colleague.keyboard.press('ArrowUp');
      await expect(ways.getByRole('radio', { name: /^Yours/ })).toBeChecked();
      await colleague.getByRole('button', { name: 'Save what I chose' }).click();
      await expect(colleague.getByText('Saved.', { exact: true })).toBeVisible();
      await expect(field(colleague, 'Title')).toHaveValue(`${title}, theirs`);
      await expect(field(colleague, 'Type')).toHaveValue('Cloth');

      // A third save comes while one chooses: nothing is chosen of it, and then theirs is taken.
      await field(admin, 'Title').fill(`${title}, once more`);
      expect(await save(admin)).toBe(409);
      await expect(admin.getByRole('radio', { name: /^Saved by Ben/ })).toHaveCount(1);
      await field(colleague, 'Title').fill(`${title}, the third`);
      expect(await save(colleague)).toBeLessThan(400);
      await admin.locator('label', { hasText: `${title}, theirs` }).click();
      await admin.getByRole('button', { name: 'Save what I chose' }).click();
      const third = admin.getByRole('radio', { name: `Saved by Ben ${title}, the third` });
      await expect(third).not.toBeChecked();
      await admin.locator('label', { hasText: `${title}, the third` }).click();
      await admin.getByRole('button', { name: 'Save what I chose' }).click();
      await expect(admin.getByRole('alert')).toHaveCount(0);
      await expect(field(admin, 'Title')).toHaveValue(`${title}, the third`);

      // Who drops theirs has what is saved.
      await field(colleague, 'Title').fill(`${title}, the last`);
      expect(await save(colleague)).toBeLessThan(400);
      await field(admin, 'Title').fill('Dropped');
      expect(await save(admin)).toBe(409);
      await admin.getByRole('link', { name: 'Drop mine' }).click();
      await expect(field(admin, 'Title')).toHaveValue(`${title}, the last`);
      await expect(admin.getByRole('alert')).toHaveCount(0);
      await query(shop.databaseUrl, 'UPDATE product SET title = $1, vendor = $2 WHERE id = $3', [
        title,
        vendor,
        id,
      ]);
    });
  });
}

test2(
  'of many fields that two people changed, the rest is taken from one of them',
  async ({ admin, colleague, shop }) => {
    const [product] = await query<Record<'id' | 'vendor' | 'type' | 'variant' | 'price', string>>(
      shop.databaseUrl,
      `SELECT p.id, vendor, type, v.id AS variant, price_minor::text AS price
       FROM product p JOIN variant v ON product_id = p.id AND position = 1 WHERE slug = 'harbour-mug'`,
    );
    if (!product) throw new Error('There is no mug.');
    const price = (page: Page) => page.getByLabel('Price, EUR').first();
    const change = async (page: Page, words: string, to: string) => {
      await field(page, 'Vendor').fill(words);
      await field(page, 'Type').fill(words);
      await price(page).fill(to);
      return save(page);
    };
    const rounds = [
      { rest: 'Theirs', vendor: 'Mine 3', type: 'Theirs 3', price: '31.00' },
      { rest: 'Mine', vendor: 'Theirs 4', type: 'Mine 4', price: '42.00' },
    ];
    for (const { rest, ...kept } of rounds) {
      for (const page of [admin, colleague]) await page.goto(`/admin/products/${product.id}`);
      const tens = kept.price.charAt(0);
      expect(await change(colleague, `Theirs ${tens}`, `${tens}1.00`)).toBeLessThan(400);
      expect(await change(admin, `Mine ${tens}`, `${tens}2.00`)).toBe(409);
      const stale = admin.getByRole('alert');
      await expect(stale).toContainText(/Ben changed the same \d fields/);
      await expect(stale.getByRole('group', { name: /, price$/ })).toContainText(`${tens}1.00`);
      const vendors = stale.getByRole('group', { name: 'Vendor', exact: true });
      await vendors.locator('label', { hasText: kept.vendor }).click();
      await stale.getByRole('button', { name: `${rest} for the rest` }).click();
      await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
      await expect(field(admin, 'Vendor')).toHaveValue(kept.vendor);
      await expect(field(admin, 'Type')).toHaveValue(kept.type);
      await expect(price(admin)).toHaveValue(kept.price);
    }
    const { id, vendor, type, variant } = product;
    const set = (sql: string, values: string[]) => query(shop.databaseUrl, `UPDATE ${sql}`, values);
    await set('product SET vendor = $2, type = $3 WHERE id = $1', [id, vendor, type]);
    await set('variant SET price_minor = $2::int WHERE id = $1', [variant, product.price]);
  },
);
