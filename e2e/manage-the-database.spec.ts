import { spawnSync } from 'node:child_process';
import { inProject } from '../scripts/paths.js';
import { managementSecret as secret } from '../scripts/test/secrets.js';
import { expectNoAxeFindingsInAnyLight } from './axe';
import { expect, signInOn } from './admin-fixture';
import { query } from './query';
import { openShop, test as base } from './fixtures';
import { openOnOldSchema } from './old-shop';
import { expectToFit, phone } from './phone';
import { manage } from './remote-script';

/** Each test has a shop of its own, on a database that an older version has left. */
const test = base.extend<object, { shop: Awaited<ReturnType<typeof openShop>>['shop'] }>({
  shop: [
    async ({}, use, worker) => {
      const { shop, stop } = await openOnOldSchema(`managed_${worker.parallelIndex}`);
      await use(shop);
      await stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('an owner reads the plan, and pushes with the secret alone', async ({
  page,
  shop,
  browser,
}) => {
  const userId = await signInOn(page, shop);
  await page.goto('/admin');
  await page.getByRole('link', { name: 'Database' }).click();
  await expect(page.getByText('A push would destroy')).toBeVisible();
  await expect(page.getByText('product.badge: 7 values gone')).toBeVisible();
  await page.getByText(/^All \d+ statements$/).click();
  await expect(page.getByText('DROP TABLE "wish"').first()).toBeVisible();
  await expectNoAxeFindingsInAnyLight(page);

  // With scripts: a wrong secret, and none but the browser's own word for what it would destroy.
  const push = page.getByRole('button', { name: 'Push the schema' });
  await page.getByLabel('Destroy what is listed above').check();
  await page.getByLabel('Management secret').fill('not it, but more than thirty-two characters');
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/database.data*', async (route) => {
    await held;
    await route.continue();
  });
  await push.click();
  await expect(page.getByRole('button', { name: 'Pushing the schema…' })).toBeVisible();
  await page.setViewportSize(phone.viewport);
  await expectToFit(page, 'while it pushes');
  await expectNoAxeFindingsInAnyLight(page);
  letGo();
  await expect(page.getByText('The secret is missing or wrong.')).toBeVisible();
  expect(await query(shop.databaseUrl, 'SELECT FROM wish')).toHaveLength(3);

  // Without scripts, and without a word on what it would destroy.
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: shop.url });
  await plain.addCookies(await page.context().cookies());
  const bare = await plain.newPage();
  await bare.goto('/admin/database');
  await bare.getByLabel('Management secret').fill(secret);
  await bare.locator('form', { hasText: 'Push' }).evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await bare.getByRole('button', { name: 'Push the schema' }).click();
  await expect(
    bare.getByText('It would destroy data, so nothing was tried.').first(),
  ).toBeVisible();
  expect(await query(shop.databaseUrl, 'SELECT FROM wish')).toHaveLength(3);
  await expect(bare.getByLabel('Management secret')).toHaveValue('');

  await bare.getByLabel('Destroy what is listed above').check();
  await bare.getByLabel('Management secret').fill(secret);
  await bare.getByRole('button', { name: 'Push the schema' }).click();
  await expect(bare.getByText('The schema is pushed.')).toBeVisible();
  await expect(bare.getByText('There is nothing to push.')).toBeVisible();
  await expect(bare.getByText(`By ${userId}@shop.example`).first()).toBeVisible();
  await plain.close();

  await query(shop.databaseUrl, `UPDATE admin_user SET role = 'editor' WHERE id = $1`, [userId]);
  const other = await page.goto('/admin/database');
  expect(other?.status()).toBe(403);
});

test('the page fits a phone', async ({ page, shop }) => {
  await signInOn(page, shop);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/admin/database');
  await page.getByText('SQL').first().click();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBe(320);
});

test('the script says what it needs, does what it is told, and tells by its exit status', async ({
  shop,
  browserName: _,
}) => {
  const { url } = shop;
  const status = async (...args: Parameters<typeof manage>) => (await manage(...args)).status;
  expect(await status(url, [])).toBe(2);
  expect(await status(url, ['--help'])).toBe(0);
  expect(await status(url, ['drop-everything'])).toBe(2);
  expect(await status(url, ['push-schema', '--accept'])).toBe(2);
  expect(await status(url, ['plan', '--accept', 'x'])).toBe(2);
  expect(await status('shop.example', ['plan'])).toBe(2);
  expect(await status('http://127.0.0.1:9', ['plan'])).toBe(5);
  expect(await status('http://127.0.0.1:9', ['push-schema'])).toBe(5);
  expect(await status(url, ['plan'], { given: 'too short' })).toBe(2);

  const wrong = await manage(url, ['plan'], { given: 'x'.repeat(40) });
  expect(wrong).toMatchObject({ status: 4, said: '' });
  expect(wrong.complained).toBe('This needs the secret that DB_MANAGEMENT_SECRET holds.\n');

  const { said } = await manage(url, ['status', '--json']);
  expect(JSON.parse(said)).toMatchObject({ version: expect.any(String) });
  expect(await status(url, ['seed-demo'])).toBe(3);

  const password = 'a "quoted" \\ pass & word';
  const admin = ['create-admin', 'Uma@shop.example', 'Uma O’Hara'];
  const made = await manage(url, admin, { input: `${password}\n` });
  expect(made).toMatchObject({ status: 0, said: expect.stringContaining('may sign in') });
  expect(made.seen).not.toContain('quoted');
  expect(await status(url, admin, { input: `${password}\n` })).toBe(3);
  expect(await status(url, ['create-admin', 'No@shop.example', 'No'], { input: 'short\n' })).toBe(
    2,
  );
  const given = await manage(url, ['create-admin', 'Ida@shop.example', 'Ida']);
  expect(given.said).toMatch(/The password is \S{16}, which is shown this once\./);

  const signIn = await fetch(`${url}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'uma@shop.example', password }),
  });
  expect(signIn.status).toBe(302);
});

test('shellcheck finds nothing in the script', () => {
  const { status, stdout, error } = spawnSync('shellcheck', ['scripts/manage-remote-db.sh'], {
    cwd: inProject(),
    encoding: 'utf8',
  });
  test.skip(error !== undefined, 'shellcheck is not installed here.');
  expect(stdout).toBe('');
  expect(status).toBe(0);
});

test('without its secret the management is an unknown address', async ({ shop, request }) => {
  Reflect.deleteProperty(process.env, 'DB_MANAGEMENT_SECRET');
  const closed = await openShop(shop.databaseUrl);
  process.env.DB_MANAGEMENT_SECRET = secret;
  try {
    const ask = async (method: string, path: string) => {
      const headers = { Authorization: `Bearer ${secret}` };
      const answer = await request.fetch(closed.shop.url + path, { method, headers });
      const text = (await answer.text()).replaceAll(path, '').replace(/[0-9a-f-]{36}/g, '');
      return { status: answer.status(), text };
    };
    for (const method of ['GET', 'POST']) {
      const unknown = await ask(method, '/admin/xxxxxxxx/zzzz');
      expect(unknown.status).toBe(404);
      for (const path of ['plan', 'push', 'status', 'seed-demo', 'create-admin']) {
        expect(await ask(method, `/admin/database/${path}`), path).toEqual(unknown);
      }
    }
    expect((await ask('GET', '/admin/database')).status).toBe(404);
    expect((await manage(closed.shop.url, ['plan'])).status).toBe(4);
  } finally {
    await closed.stop();
  }
});
