import { type Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { expect, test } from './admin-fixture';
import { crash, expectAhead, expectKept as expectDraft, expectNothingKept, reopen } from './crash';
import { query } from './query';
import { openShop } from './fixtures';
import { signInOwner } from './small-deeds';

type Row = { id: string; version: number; title: string };

function find(databaseUrl: string, id: string): Promise<Row[]> {
  return query<Row>(databaseUrl, 'SELECT id, version, title FROM product WHERE id = $1', [id]);
}

/** Opens a product and types into it. */
async function type(page: Page, url: string, databaseUrl: string, title: string): Promise<Row> {
  const [product] = await query<Row>(
    databaseUrl,
    `SELECT id, version, title FROM product WHERE status = 'active' ORDER BY slug DESC LIMIT 1`,
  );
  if (!product) throw new Error('There is no product.');
  await page.goto(`${url}/admin/products/${product.id}`);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByLabel('Tags').fill('patience');
  return product;
}

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

async function expectKept(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await expect(page.getByRole('alert')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
  await expect(page.getByLabel('Tags')).toHaveValue('patience');
}

test('what was typed while the shop’s server was stopped is saved once when it runs again', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const first = await openShop(databaseUrl);
  const { url } = first.shop;
  const title = 'Typed while the server restarted';
  const product = await type(page, url, databaseUrl, title);
  await first.stop();
  await save(page);
  await expectKept(page, title);
  await save(page);
  await expectKept(page, title);
  const second = await openShop(databaseUrl, 'production', Number(new URL(url).port));
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByLabel('Tags')).toHaveValue('patience');
  expect(await find(databaseUrl, product.id)).toEqual([
    { id: product.id, version: product.version + 1, title },
  ]);
  await second.stop();
  await page.getByLabel('Title', { exact: true }).fill('Typed after it was saved');
  await save(page);
  await expectKept(page, 'Typed after it was saved');
  await expect(page.getByText('Saved.', { exact: true })).toHaveCount(0);
});

test('a save whose answer is lost on the way is done once, and said to be', async ({
  admin: page,
  shop: { url, databaseUrl },
}) => {
  const title = 'Saved without a word';
  const product = await type(page, url, databaseUrl, title);
  await page.route('**/admin/products/*.data', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await save(page);
  await expectKept(page, title);
  await page.unroute('**/admin/products/*.data');
  await expect(page.getByText('Already saved: this was sent twice, and done once.')).toBeVisible();
  expect(await find(databaseUrl, product.id)).toEqual([
    { id: product.id, version: product.version + 1, title },
  ]);
});

test('a product whose save was not answered, and that was changed since, is no conflict with oneself', async ({
  admin: page,
  shop: { url, databaseUrl },
}) => {
  const product = await type(page, url, databaseUrl, 'Saved at the first try');
  await page.route('**/admin/products/*.data', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await save(page);
  await expectKept(page, 'Saved at the first try');
  await page.getByLabel('Title', { exact: true }).fill('Changed since');
  await page.unroute('**/admin/products/*.data');
  await save(page);
  await expect(page.getByRole('alert')).toContainText('your first Save was done already');
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Changed since');
  await save(page);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await find(databaseUrl, product.id)).toEqual([
    { id: product.id, version: product.version + 2, title: 'Changed since' },
  ]);
});

test('a product whose making was not answered, and that was changed since, is made once', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill('Made without a word');
  await page.getByLabel('Price, EUR').fill('12.00');
  await page.route('**/admin/products/new.data', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await save(page);
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await page.getByLabel('Title', { exact: true }).fill('Made with another word');
  await page.unroute('**/admin/products/new.data');
  await save(page);
  await expect(page.getByRole('alert')).toContainText('has made this product already');
  await expectNoAxeFindings(page);
  await save(page);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Made with another word');
  expect(
    await query(databaseUrl, `SELECT title, version FROM product WHERE title LIKE 'Made with%'`),
  ).toEqual([{ title: 'Made with another word', version: 2 }]);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

test('a proxy’s own error page takes no form away, and is not taken for what the shop says', async ({
  admin: page,
  shop: { url, databaseUrl },
}) => {
  const title = 'Behind a proxy';
  const product = await type(page, url, databaseUrl, title);
  let answer = { contentType: 'text/plain', body: 'upstream connect error' };
  await page.route('**/admin/products/*.data', (route) =>
    route.fulfill({ status: 502, ...answer }),
  );
  await page.getByLabel('Title in results').fill('Far down the page');
  await save(page);
  await expectKept(page, title);
  answer = { contentType: 'text/html', body: '<h1>502 Bad Gateway</h1>' };
  await page.getByLabel('Title in results').fill('And again');
  await save(page);
  await expectKept(page, title);
  await page.screenshot({ path: test.info().outputPath('kept.png') });
  expect(await find(databaseUrl, product.id)).toEqual([product]);
});

const categoryScript = /\/admin\.categories\._id-[^/]+\.js$/;

test('a category typed without a connection is there when it comes back', async ({
  admin: page,
}) => {
  // A script that did not come ahead comes when the page leads on to its own.
  const inVain = page.waitForEvent('requestfailed', (asked) => categoryScript.test(asked.url()));
  await page.route(categoryScript, (route) => route.abort());
  await page.goto('/admin/categories/new');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  await page.getByLabel('Title').fill('Typed on a train');
  await inVain;
  await page.unroute(categoryScript);
  await page.context().setOffline(true);
  await save(page);
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await expect(page.getByLabel('Title')).toHaveValue('Typed on a train');
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Typed on a train');
});

async function typePerson(page: Page, name: string): Promise<void> {
  await page.goto('/admin/people/new');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail address').fill(`${name.toLowerCase()}@shop.example`);
  await page.getByLabel('Role').selectOption('viewer');
}

const add = (page: Page) => page.getByRole('button', { name: 'Add', exact: true }).click();

test('a person typed without a connection is added when it comes back', async ({ admin: page }) => {
  await typePerson(page, 'Tilda');
  await page.context().setOffline(true);
  await add(page);
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await expect(page.getByLabel('Name')).toHaveValue('Tilda');
  await expect(page.getByLabel('E-mail address')).toHaveValue('tilda@shop.example');
  await expect(page.getByLabel('Role')).toHaveValue('viewer');
  await page.context().setOffline(false);
  await expect(page.getByRole('heading', { name: 'Added' })).toBeVisible();
  await expectNothingKept(page);
});

test('a person typed before a crash is offered back, and a sign-in that is lost takes nothing away', async ({
  admin: page,
  shop: { owner },
}) => {
  await typePerson(page, 'Bruno');
  await expectDraft(page, 'bruno@shop.example');
  await crash(page);
  const again = await reopen(page.context(), '/admin');
  await again.getByRole('link', { name: 'A new person' }).click();
  await again.getByRole('button', { name: 'Bring it back' }).click();
  await expect(again.getByLabel('Name')).toHaveValue('Bruno');
  await again.context().clearCookies();
  await add(again);
  const dialog = again.getByRole('dialog', { name: 'You were signed out' });
  await dialog.getByLabel('E-mail address').fill(owner.email);
  await dialog.getByLabel('Password').fill(owner.password);
  await expectAhead(again, 'admin_.login');
  await again.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The shop did not answer');
  await again.context().setOffline(false);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(again.getByRole('heading', { name: 'Added' })).toBeVisible();
  await expect(again.getByText('bruno@shop.example')).toBeVisible();
  await expectNothingKept(again);
});

test('a password and a chosen file stay where they are without a connection', async ({
  page,
  shop,
}) => {
  await signInOwner(page, shop);
  await page.goto('/admin/account');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  for (const label of ['Password until now', 'New password', 'The same again']) {
    await page.getByLabel(label).fill('a lamp in the window');
  }
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('alert')).toContainText('The shop did not answer');
  await expect(page.getByLabel('The same again')).toHaveValue('a lamp in the window');
  expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('lamp');
  await page.context().setOffline(false);
  await expect(page.getByText('That is not your password.')).toBeVisible();
  await expect(page.getByLabel('The same again')).toHaveValue('a lamp in the window');

  await page.goto('/admin/imports');
  await expect.poll(() => page.evaluate(() => '__remixRouter' in window)).toBe(true);
  const buffer = Buffer.from('Handle,Title,Price\nraft,Raft,1');
  await page
    .getByLabel('A CSV file')
    .setInputFiles({ name: 'raft.csv', mimeType: 'text/csv', buffer });
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByText('The shop did not answer')).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Check the file' }).click();
  await expect(page.getByRole('heading', { name: 'Checked: this would happen' })).toBeVisible();
});
