import sharp from 'sharp';
import { expect, save, test } from './admin-fixture';
import { query } from './query';

test('makes, edits, archives, restores and deletes a product', async ({ admin: page }) => {
  test.setTimeout(90_000);
  const background = { r: 20, g: 90, b: 110 };
  const picture = await sharp({ create: { width: 400, height: 500, channels: 3, background } })
    .png()
    .toBuffer();

  await page.goto('/admin/products/new');
  // The button is for those without scripts: it goes when they have taken over.
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill('Harbour test mug');
  await page.getByLabel('Option 1').fill('Glaze');
  await page.getByLabel('Glaze', { exact: true }).fill('Kelp');
  await page.getByLabel('Price, EUR').fill('24.50');
  await page.getByLabel('Stock', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Add a variant' }).click();
  await page.getByLabel('Glaze, variant 2', { exact: true }).fill('Foam');
  await page.getByLabel('Add pictures').setInputFiles([
    { name: 'mug.png', mimeType: 'image/png', buffer: picture },
    { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
  ]);
  await expect(page.getByText('This is no JPEG')).toBeVisible();
  await page.getByLabel('What picture 1 shows').fill('A mug by the harbour');
  await page.getByLabel('Status', { exact: true }).selectOption('active');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  const form = page.url().replace(/\?.*/, '');

  await page.getByRole('link', { name: 'View in shop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour test mug');
  await expect(page.getByRole('img', { name: 'A mug by the harbour' }).first()).toBeVisible();
  const inShop = page.url();

  await page.goto(form);
  await page.getByLabel('Title', { exact: true }).fill('Harbour test cup');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.goto(inShop);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour test cup');

  await page.goto(form);
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect((await page.request.get(inShop)).status()).toBe(404);
  await page.getByRole('button', { name: 'Put back in the shop' }).click();
  await expect(page.getByRole('button', { name: 'Archive' })).toBeVisible();
  expect((await page.request.get(inShop)).status()).toBe(200);

  await page.getByRole('link', { name: 'Delete…' }).click();
  await page.getByRole('button', { name: 'Move to the bin' }).click();
  await expect(page.getByText('The product is deleted.')).toBeVisible();
  expect((await page.request.get(inShop)).status()).toBe(404);
});

test('what is typed is there still when the product was duplicated and archived', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const [product] = await query<{ id: string; title: string }>(
    databaseUrl,
    `SELECT id, title FROM product WHERE status = 'active' ORDER BY slug OFFSET 3 LIMIT 1`,
  );
  if (!product) throw new Error('There is no such product.');
  const title = page.getByLabel('Title', { exact: true });
  const typed = 'Typed before it was put away';
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`/admin/products/${product.id}`);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await title.fill(typed);
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain(typed);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${product.title} (copy)`);
  await page.goto(`/admin/products/${product.id}`);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await expect(title).toHaveValue(typed);
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('button', { name: 'Put back in the shop' })).toBeVisible();
  await expect(title).toHaveValue(typed);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect
    .poll(() => query(databaseUrl, 'SELECT title, status FROM product WHERE id = $1', [product.id]))
    .toEqual([{ title: typed, status: 'archived' }]);
  await expect(title).toHaveValue(typed);
});

test('a product in another currency keeps it, and its prices', async ({ admin: page, shop }) => {
  const inYen = `WITH yen AS (
      INSERT INTO product (id, slug, title, currency) VALUES (gen_random_uuid(), 'yen-bowl', 'Yen bowl', 'JPY')
      RETURNING id)
    INSERT INTO variant (id, product_id, price_minor, position)
    SELECT gen_random_uuid(), id, 1000, 1 FROM yen RETURNING product_id AS id`;
  const [made] = await query<{ id: string }>(shop.databaseUrl, inYen);
  await page.goto(`/admin/products/${made?.id ?? ''}`);
  await expect(page.getByLabel('Price, JPY')).toHaveValue('1000');
  await page.getByLabel('Vendor').fill('Kiln');
  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();

  await page.goto(`/admin/products/${made?.id ?? ''}/quick`);
  await page.getByLabel('Price, EUR').fill('5');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The prices of this product are in JPY')).toBeVisible();
  const stored = await query(
    shop.databaseUrl,
    `SELECT currency, vendor, price_minor AS price FROM product JOIN variant ON product_id = product.id
     WHERE slug = 'yen-bowl'`,
  );
  expect(stored).toEqual([{ currency: 'JPY', vendor: 'Kiln', price: 1_000 }]);
  await query(shop.databaseUrl, `DELETE FROM product WHERE slug = 'yen-bowl'`);
});
