import { expectNoAxeFindingsInAnyLight } from './axe';
import { expect, test } from './admin-fixture';
import { expectToFit, phone } from './phone';

/** What is about people. */
const own = [
  '/admin/account',
  '/admin/imports',
  '/admin/audit',
  '/admin/audit?to=2001-01-01',
  '/admin/people',
  '/admin/people/new',
  '/admin/nothing-here',
];

/** What changes many products at once, and finds them. */
const many = [
  '/admin/products?stock=out&min=10',
  '/admin/products/views',
  '/admin/products/bulk',
  '/admin/products/bulk?all=1&q=harbour',
  '/admin/products/bulk?all=1&q=harbour&change=price&way=lower&by=percent&value=-1',
  '/admin/products/bulk?all=1&q=harbour&change=price&way=lower&by=amount&value=20',
];

test('axe finds nothing in the admin, light and dark', async ({ admin: page }) => {
  await page.goto('/admin/products');
  const first = await page.locator('table.products th[scope=row] a').first().getAttribute('href');
  const paths = [
    '/admin',
    '/admin/products',
    '/admin/products/new',
    '/admin/categories',
    '/admin/bin',
  ];
  if (first) paths.push(first, `${first}/delete`, `${first}/history`);
  await page.goto('/admin/categories');
  const category = await page.locator('.row-name a').first().getAttribute('href');
  if (category) paths.push(category, `${category}/delete`);
  for (const path of [
    ...paths,
    '/admin/categories/new',
    '/admin/products?q=nothing%20at%20all',
    ...own,
    ...many,
  ]) {
    await page.goto(path);
    await expectNoAxeFindingsInAnyLight(page);
  }
});

test.describe('on a phone', () => {
  test.use(phone);

  test('the admin fits, and fingers meet what they aim at', async ({ admin: page }) => {
    await page.goto('/admin/products?q=harbour');
    const product = await page
      .locator('table.products th[scope=row] a')
      .first()
      .getAttribute('href');
    for (const path of [
      '/admin',
      '/admin/products',
      '/admin/products?q=nothing%20at%20all',
      product ?? '',
      `${product ?? ''}/history`,
      '/admin/bin',
      '/admin/categories',
      '/admin/categories/new',
      ...own,
      ...many,
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectToFit(page, path);
    }
  });
});
