import { expect, test } from './admin-fixture';

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('asks a stranger to sign in, and keeps the wrong one out', async ({ page }) => {
    await page.goto('/admin/products?q=mug');
    await expect(page).toHaveURL(/\/admin\/login\?then=/);
    await page.getByLabel('E-mail address').fill('nobody@shop.example');
    await page.getByLabel('Password').fill('a guess that is long enough');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('e-mail address or the password is wrong');
    await expect(page.getByLabel('E-mail address')).toHaveValue('nobody@shop.example');
  });
});

test('signs out for every copy of the cookie', async ({ admin: page, shop }) => {
  await page.goto('/admin');
  const cookies = await page.context().cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/admin\/login$/);
  await page.context().addCookies(cookies);
  const answer = await page.request.get(`${shop.url}/admin/products`, { maxRedirects: 0 });
  expect(answer.status()).toBe(302);
});
