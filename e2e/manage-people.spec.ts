import type { Browser, Page } from '@playwright/test';
import { expect, test } from './admin-fixture';
import { query } from './query';

test.use({ javaScriptEnabled: false });

const form = (page: Page, button: string) => page.getByRole('button', { name: button });

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await form(page, 'Sign in').click();
}

async function elsewhere(browser: Browser, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  return context.newPage();
}

test('an owner adds somebody, who chooses a password, is made more, and is removed', async ({
  admin: page,
  browser,
  baseURL,
}) => {
  await page.goto('/admin/people');
  await page.getByRole('link', { name: 'Add a person' }).click();
  await page.getByLabel('Name').fill('Ada <b>Løvë</b> 🕯');
  await page.getByLabel('E-mail address').fill('no address');
  await form(page, 'Add').click();
  await expect(page.getByText('That is not an e-mail address').first()).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue('Ada <b>Løvë</b> 🕯');
  await page.getByLabel('E-mail address').fill('ada@shop.example');
  await page.getByLabel('Role').selectOption('viewer');
  await form(page, 'Add').click();
  const password = (await page.locator('.one-time').textContent())?.trim() ?? '';
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  // Sent again, it makes nobody else and shows the same.
  await page.reload();
  await expect(page.locator('.one-time')).toContainText(password);

  const ada = await elsewhere(browser, baseURL);
  await signIn(ada, 'ada@shop.example', password);
  await expect(ada).toHaveURL(/\/admin\/login\/choose/);
  await ada.getByLabel('New password').fill('passwordpassword');
  await ada.getByLabel('The same again').fill('passwordpassword');
  await form(ada, 'Keep this password').click();
  await expect(ada.getByText('easy to guess')).toBeVisible();
  await ada.getByLabel('New password').fill('a kettle on the quay');
  await ada.getByLabel('The same again').fill('a kettle on the quay');
  await form(ada, 'Keep this password').click();
  await expect(ada.getByRole('heading', { level: 1 })).toContainText('Ada <b>Løvë</b> 🕯');

  // A viewer finds nothing to press, and is told whom to ask.
  await expect(ada.getByRole('link', { name: 'Add a product' })).toHaveCount(0);
  const refused = await ada.goto('/admin/people');
  expect(refused?.status()).toBe(403);
  await expect(ada.getByText('An owner may do this; you are signed in as a viewer.')).toBeVisible();
  await ada.goto('/admin/products');
  await ada.locator('table.products th[scope=row] a').first().click();
  await expect(ada.getByText('You may look at this and not change it.')).toBeVisible();
  await expect(form(ada, 'Save')).toHaveCount(0);
  await expect(ada.getByLabel('Title', { exact: true })).toBeDisabled();

  await page.goto('/admin/people');
  await page.getByRole('link', { name: 'Ada' }).click();
  await page.getByLabel('Role').selectOption('editor');
  await form(page, 'Change the role').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await ada.goto('/admin');
  await expect(ada.getByRole('link', { name: 'Add a product' })).toBeVisible();

  await page.getByText('Remove Ada').click();
  await form(page, 'Remove for good').click();
  await expect(page.getByText('Removed.')).toBeVisible();
  await ada.goto('/admin/products');
  await expect(ada).toHaveURL(/\/admin\/login/);

  await page.goto('/admin/audit?kind=people');
  for (const text of ['removed Ada', 'from viewer to editor', 'as a viewer']) {
    await expect(page.getByText(text).first()).toBeVisible();
  }
  await page.goto('/admin/audit?kind=sign-ins&from=2000-01-01&to=2999-12-31');
  await expect(page.getByText('changed the password').first()).toBeVisible();
  await page.goto('/admin/audit?to=2001-01-01');
  await expect(page.getByText('Nothing of this kind is in the log.')).toBeVisible();
});

test('a person changes the password, sees where they are signed in, and signs out there', async ({
  page,
  shop,
  browser,
}) => {
  const { email, password } = shop.owner;
  const [before] = await query<{ hash: string }>(
    shop.databaseUrl,
    'SELECT password_hash AS hash FROM admin_user WHERE email = $1',
    [email],
  );
  await signIn(page, email, password);
  const other = await elsewhere(browser, shop.url);
  await signIn(other, email, password);
  await page.goto('/admin/account');
  await expect(page.getByText('this one')).toHaveCount(1);
  await page
    .getByRole('button', { name: /^Sign out .+ on / })
    .first()
    .click();
  await expect(page.getByText('Signed out there.')).toBeVisible();
  await other.goto('/admin');
  await expect(other).toHaveURL(/\/admin\/login/);

  await signIn(other, email, password);
  const change = async (old: string, chosen: string) => {
    await page.getByLabel('Password until now').fill(old);
    await page.getByLabel('New password').fill(chosen);
    await page.getByLabel('The same again').fill(chosen);
    await form(page, 'Change the password').click();
  };
  await change('not my password at all', 'a lamp in the window');
  await expect(page.getByText('That is not your password.')).toBeVisible();
  await change(password, email.padEnd(12, 'x'));
  await expect(page.getByText('easy to guess')).toBeVisible();
  await change(password, 'a lamp in the window');
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  await other.goto('/admin');
  await expect(other).toHaveURL(/\/admin\/login/);
  await signIn(other, email, 'a lamp in the window');
  await expect(other).toHaveURL(/\/admin$/);
  await other.goto('/admin/account');
  await form(other, 'Sign out everywhere else').click();
  await expect(other.getByText('Signed out there.')).toBeVisible();
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/admin\/login/);
  await query(shop.databaseUrl, 'UPDATE admin_user SET password_hash = $1 WHERE email = $2', [
    before?.hash ?? '',
    email,
  ]);
});

test.describe('with scripts', () => {
  test.use({ javaScriptEnabled: true });

  test('a role that somebody else changed meanwhile is shown as it is now, and changed with one more press', async ({
    admin: page,
    shop,
  }) => {
    const [ben] = await query<{ id: string }>(
      shop.databaseUrl,
      `INSERT INTO admin_user (id, name, email, password_hash, role)
       VALUES (gen_random_uuid(), 'Ben', 'ben@shop.example', 'none', 'viewer') RETURNING id`,
    );
    await page.goto(`/admin/people/${ben?.id}`);
    await query(
      shop.databaseUrl,
      `UPDATE admin_user SET role = 'editor', version = version + 1 WHERE id = $1`,
      [ben?.id],
    );
    await page.getByLabel('Role').selectOption('owner');
    await form(page, 'Change the role').click();
    await expect(page.getByText('Someone else changed this person')).toBeVisible();
    await expect(page.getByLabel('Role')).toHaveValue('owner');
    await form(page, 'Change the role').click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [ben?.id]);
  });
});
