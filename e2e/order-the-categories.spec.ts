import type { Locator, Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { expect, signInOn, test as base } from './admin-fixture';
import { query } from './query';

/** What each test finds behind the demo shop's own categories, and nobody after it: North (Pier, Quay), South. */
const test = base.extend<{ ownTree: undefined }>({
  ownTree: [
    async ({ shop: { databaseUrl } }, use) => {
      await makeTree(databaseUrl);
      await use(undefined);
      await removeTree(databaseUrl);
    },
    { auto: true },
  ],
});

async function makeTree(databaseUrl: string) {
  await query(
    databaseUrl,
    `INSERT INTO category (id, slug, title, position) VALUES
       (gen_random_uuid(), 'x-north', 'North', 901), (gen_random_uuid(), 'x-south', 'South', 902)`,
  );
  await query(
    databaseUrl,
    `INSERT INTO category (id, slug, title, position, parent_id)
     SELECT gen_random_uuid(), 'x-' || lower(title), title, n, (SELECT id FROM category WHERE slug = 'x-north')
     FROM (VALUES ('Pier', 1), ('Quay', 2)) AS t(title, n)`,
  );
}

async function removeTree(databaseUrl: string) {
  await query(databaseUrl, `UPDATE category SET parent_id = NULL WHERE slug LIKE 'x-%'`);
  await query(databaseUrl, `DELETE FROM category WHERE slug LIKE 'x-%'`);
}

const ours = ['North', 'Pier', 'Quay', 'South'];

const tree = async (page: Page) => {
  const names = await page.locator('.row-name').evaluateAll((names) =>
    names.map((name) => ({
      depth: Number(name.getAttribute('data-depth')),
      title: name.textContent.trim(),
    })),
  );
  return names
    .filter(({ title }) => ours.includes(title))
    .map(({ depth, title }) => '-'.repeat(depth) + title)
    .join(' ');
};

const line = (page: Page, title: string): Locator =>
  page.locator('.rows > li').filter({ has: page.getByRole('link', { name: title, exact: true }) });

async function openTree(page: Page): Promise<void> {
  await page.goto('/admin/categories');
  await expect(line(page, 'South').locator('.drag-handle')).toBeVisible();
}

async function boxOf(of: Locator) {
  const box = await of.boundingBox();
  if (!box) throw new Error('It is not in sight.');
  return box;
}

test('categories are dragged from place to place and level to level', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await openTree(page);
  expect(await tree(page)).toBe('North -Pier -Quay South');
  await expectNoAxeFindings(page);
  await line(page, 'South').scrollIntoViewIfNeeded();

  const drag = async (title: string, onto: string, part: number, across: number) => {
    const from = await boxOf(line(page, title).locator('.drag-handle'));
    const to = await boxOf(line(page, onto));
    const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + across, to.y + to.height * part, { steps: 5 });
    await expect(page.locator('[data-drop]')).toHaveCount(1);
    await page.mouse.up();
  };

  // Under North, between its two.
  await drag('South', 'Quay', 0.25, 24);
  await expect(page.getByText('South is number 2 of 3 under North.')).toBeVisible();
  expect(await tree(page)).toBe('North -Pier -South -Quay');
  // Sideways alone: in under the one above.
  await drag('Quay', 'Quay', 0.6, 26);
  await expect(page.getByText('Quay is number 1 of 1 under South.')).toBeVisible();
  expect(await tree(page)).toBe('North -Pier -South --Quay');

  // With a finger, out to the top; what is under it goes along.
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x, y }],
    });
  const handle = await boxOf(line(page, 'South').locator('.drag-handle'));
  const end = await boxOf(line(page, 'Quay'));
  const x = handle.x + handle.width / 2;
  await touch('touchStart', x, handle.y + handle.height / 2);
  await touch('touchMove', x - 10, handle.y + handle.height);
  await touch('touchMove', x - 30, end.y + end.height - 3);
  await touch('touchEnd');
  await expect.poll(() => tree(page)).toBe('North -Pier South -Quay');
  await page.goto('/categories');
  await expect(page.getByRole('link', { name: 'South' }).first()).toBeVisible();

  const audit = await query<{ subject: string }>(
    databaseUrl,
    `SELECT subject FROM audit_entry WHERE event = 'category.moved' AND subject LIKE 'x-%' ORDER BY at`,
  );
  expect(audit.map(({ subject }) => subject)).toEqual(['x-south', 'x-quay', 'x-south']);
});

test('the keyboard does the same, and keeps its place', async ({ admin: page }) => {
  await openTree(page);
  const press = async (name: string, said: string) => {
    await page.getByRole('button', { name, exact: true }).press('Enter');
    await expect(page.getByText(said)).toBeVisible();
  };
  await press('Move South in, under the one above', 'South is number 3 of 3 under North.');
  await press('Move South up', 'South is number 2 of 3 under North.');
  await expect(page.getByRole('button', { name: 'Move South up', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('South is number 1 of 3 under North.')).toBeVisible();
  // There is no step up any more: the next button has the focus.
  await expect(page.getByRole('button', { name: 'Move South down' })).toBeFocused();
  expect(await tree(page)).toBe('North -South -Pier -Quay');
});

test('what somebody else moved meanwhile is not overwritten', async ({
  admin: page,
  shop,
  browser,
}) => {
  await openTree(page);
  const other = await browser.newContext();
  const theirs = await other.newPage();
  const userId = await signInOn(theirs, shop, 'editor');
  await theirs.goto(`${shop.url}/admin/categories`);
  await theirs.getByRole('button', { name: 'Move South in, under the one above' }).click();
  await expect(theirs.getByText('South is number 3 of 3 under North.')).toBeVisible();

  await page.getByRole('button', { name: 'Move South up', exact: true }).click();
  await expect(page.getByText('Someone else changed this category')).toBeVisible();
  await expect.poll(() => tree(page)).toBe('North -Pier -Quay -South');
  await other.close();
  await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});

test('a viewer sees the tree and nothing to move it by', async ({ page, shop }) => {
  const userId = await signInOn(page, shop, 'viewer');
  await page.goto('/admin/categories');
  expect(await tree(page)).toBe('North -Pier -Quay South');
  await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(0);
  await expect(page.locator('.drag-handle')).toHaveCount(0);
  await query(shop.databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
});
