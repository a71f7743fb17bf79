import { expect, test } from './admin-fixture';
import { expectNoAxeFindings } from './axe';
import { crash, expectAhead, expectKept, expectNothingKept, reopen } from './crash';
import { query } from './query';

type Mug = { id: string; version: number; price: number; stock: number };

/** A product with one variant, made for a test. */
async function makeMug(databaseUrl: string, slug: string): Promise<string> {
  await query(
    databaseUrl,
    `INSERT INTO product (id, slug, status, title, currency) VALUES ($1::uuid, $2, 'draft', $3, 'EUR')`,
    [await idOf(databaseUrl, slug), slug, `Table ${slug}`],
  );
  await query(
    databaseUrl,
    `INSERT INTO variant (product_id, id, position, price_minor, stock)
     SELECT id, gen_random_uuid(), 1, 1200, 7 FROM product WHERE slug = $1`,
    [slug],
  );
  return idOf(databaseUrl, slug);
}

async function idOf(databaseUrl: string, slug: string): Promise<string> {
  const [row] = await query<{ id: string }>(databaseUrl, 'SELECT md5($1)::uuid AS id', [slug]);
  return row?.id ?? '';
}

async function stored(databaseUrl: string, id: string): Promise<Mug | undefined> {
  const [mug] = await query<Mug>(
    databaseUrl,
    `SELECT p.id, p.version, v.price_minor AS price, v.stock FROM product p
     JOIN variant v ON v.product_id = p.id WHERE p.id = $1`,
    [id],
  );
  return mug;
}

test.afterAll(async ({ shop }) => {
  await query(shop.databaseUrl, `DELETE FROM product WHERE slug LIKE 'quick-%'`);
});

test('price and stock are changed where they stand, by the keyboard alone', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const id = await makeMug(databaseUrl, 'quick-1');
  await page.goto('/admin/products?q=quick-1');
  const price = page.getByLabel('Price of Table quick-1, EUR');
  const stock = page.getByLabel('Stock of Table quick-1');
  await expect(price).toHaveValue('12.00');
  await stock.fill('5');
  await price.fill('-3');
  await price.press('Enter');
  await expect(price).toHaveAccessibleDescription(/price/i);
  await expect(price).toHaveValue('-3');
  await expect(stock).toHaveValue('5');
  await price.fill('13,50');
  await price.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(price).toHaveValue('13.50');
  await expect(price).toBeFocused();
  expect(await stored(databaseUrl, id)).toEqual({ id, version: 2, price: 1350, stock: 5 });
  await price.fill('99');
  await price.press('Escape');
  await expect(price).toHaveValue('13.50');
});

test('two people change one price: it is told, and chosen', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const id = await makeMug(databaseUrl, 'quick-2');
  // As where pages come over plain HTTP.
  await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, 'randomUUID'));
  await page.goto('/admin/products?q=quick-2');
  const price = page.getByLabel('Price of Table quick-2, EUR');
  await price.fill('20');
  await page.context().request.get('/admin/products');
  // A colleague saves meanwhile, in another window.
  const other = await page.context().newPage();
  await other.goto('/admin/products?q=quick-2');
  await other.getByLabel('Price of Table quick-2, EUR').fill('30');
  await other.getByLabel('Price of Table quick-2, EUR').press('Enter');
  await expect(other.getByText('Saved', { exact: true })).toBeVisible();
  await other.close();
  await price.press('Enter');
  await expect(page.getByRole('alert')).toContainText('It is now 30.00 EUR, 7 in stock.');
  await expect(price).toHaveValue('20');
  expect(await stored(databaseUrl, id)).toMatchObject({ version: 2, price: 3000 });
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save Table quick-2' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await stored(databaseUrl, id)).toMatchObject({ version: 3, price: 2000 });
});

test('what is typed into a row stays when another is saved, and is asked about on leaving', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await makeMug(databaseUrl, 'quick-3');
  await makeMug(databaseUrl, 'quick-33');
  await page.goto('/admin/products?q=quick');
  await page.getByLabel('Price of Table quick-3, EUR').fill('15');
  await page.getByLabel('Stock of Table quick-33').fill('9');
  await page.getByLabel('Stock of Table quick-33').press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Price of Table quick-3, EUR')).toHaveValue('15');
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect.poll(() => asked).toEqual(['What you typed is not saved. Leave it behind?']);
  await expect(page.getByLabel('Price of Table quick-3, EUR')).toHaveValue('15');
});

test('a row stays as typed while the shop does not answer, and is saved by itself, once, when it does', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const id = await makeMug(databaseUrl, 'quick-4');
  await page.goto('/admin/products?q=quick-4');
  const price = page.getByLabel('Price of Table quick-4, EUR');
  await expectAhead(page, 'admin.products._id_.quick');
  await page.context().setOffline(true);
  await price.fill('16');
  await price.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await expect(price).toHaveValue('16');
  let lose = () => {};
  const lost = new Promise<void>((resolve) => (lose = resolve));
  await page.route('**/quick.data*', async (route) => {
    await route.fetch();
    await route.abort();
    lose();
  });
  await page.context().setOffline(false);
  await lost;
  await expect(price).toHaveValue('16');
  await expect(page.getByText('It is sent again by itself until it is saved.')).toBeVisible();
  await page.unroute('**/quick.data*');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await stored(databaseUrl, id)).toMatchObject({ version: 2, price: 1600 });
});

test('what is typed while a row is being saved stays, and is saved after it', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const id = await makeMug(databaseUrl, 'quick-6');
  await page.goto('/admin/products?q=quick-6');
  const price = page.getByLabel('Price of Table quick-6, EUR');
  const stock = page.getByLabel('Stock of Table quick-6');
  let answer = () => {};
  const typed = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/quick.data*', async (route) => {
    const response = await route.fetch();
    await typed;
    await route.fulfill({ response });
  });
  await price.fill('16');
  await price.press('Enter');
  await stock.fill('4');
  // What the row shows is not what is there by now.
  await price.fill('12.00');
  answer();
  await expect(page.getByRole('button', { name: 'Save Table quick-6' })).toBeEnabled();
  await expect(stock).toHaveValue('4');
  await expect(price).toHaveValue('12.00');
  await expect(page.getByText('Saved', { exact: true })).toHaveCount(0);
  expect(await stored(databaseUrl, id)).toEqual({ id, version: 2, price: 1600, stock: 7 });
  await stock.press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(price).toHaveValue('12.00');
  expect(await stored(databaseUrl, id)).toEqual({ id, version: 3, price: 1200, stock: 4 });
});

test('whoever was signed out signs in where they are, and the row is saved', async ({
  admin: page,
  shop: { databaseUrl, owner },
}) => {
  const id = await makeMug(databaseUrl, 'quick-7');
  await page.goto('/admin/products?q=quick-7');
  const price = page.getByLabel('Price of Table quick-7, EUR');
  await price.fill('18');
  await page.context().clearCookies();
  await price.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'You were signed out' });
  await dialog.getByLabel('E-mail address').fill(owner.email);
  await dialog.getByLabel('Password').fill(owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect(price).toHaveValue('18.00');
  expect(await stored(databaseUrl, id)).toMatchObject({ version: 2, price: 1800 });
});

test('what was typed into a row before a crash is offered back under it, and on a page of its own', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const id = await makeMug(databaseUrl, 'quick-8');
  const table = '/admin/products?q=quick-8';
  await page.goto(table);
  await page.getByLabel('Price of Table quick-8, EUR').fill('19.50');
  await expectKept(page, '["price","19.50"]');
  await crash(page);
  const again = await reopen(page.context(), table);
  await expect(again.getByText('“price 19.50” was typed on')).toBeVisible();
  await expectNoAxeFindings(again);
  await again.getByRole('button', { name: 'Bring it back' }).click();
  const price = again.getByLabel('Price of Table quick-8, EUR');
  await expect(price).toHaveValue('19.50');
  await expect(price).toBeFocused();
  await price.press('Enter');
  await expect(again.getByText('Saved', { exact: true })).toBeVisible();
  await expectNothingKept(again);
  expect(await stored(databaseUrl, id)).toEqual({ id, version: 2, price: 1950, stock: 7 });

  await again.getByLabel('Stock of Table quick-8').fill('2');
  await expectKept(again, '["stock","2"]');
  await crash(again);
  const last = await reopen(page.context(), '/admin');
  await last.getByRole('link', { name: 'Price and stock of “Table quick-8”' }).click();
  await last.getByRole('button', { name: 'Bring it back' }).click();
  await expect(last.getByLabel('Stock')).toHaveValue('2');
  await expect(last.getByLabel('Price, EUR')).toHaveValue('19.50');
  await last.getByRole('button', { name: 'Save' }).click();
  await expect(last).toHaveURL(/\/admin\/products(\?|$)/);
  await expectNothingKept(last);
  expect(await stored(databaseUrl, id)).toEqual({ id, version: 3, price: 1950, stock: 2 });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a row is saved, and what is wrong with it is said', async ({
    admin: page,
    shop: { databaseUrl },
  }) => {
    const id = await makeMug(databaseUrl, 'quick-5');
    await page.goto('/admin/products?q=quick-5');
    await page.getByLabel('Price of Table quick-5, EUR').fill('lots');
    await page.getByLabel('Price of Table quick-5, EUR').press('Enter');
    await expect(page.getByLabel('Price, EUR')).toHaveValue('lots');
    await expect(page.getByLabel('Price, EUR')).toHaveAccessibleDescription(/not a number/);
    await page.getByLabel('Price, EUR').fill('17');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page).toHaveURL(/\/admin\/products/);
    expect(await stored(databaseUrl, id)).toMatchObject({ version: 2, price: 1700 });
  });
});
