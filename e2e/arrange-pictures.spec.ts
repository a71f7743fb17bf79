import type { Locator, Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { expect, save, test } from './admin-fixture';
import { query } from './query';

// All rows are in sight: near the window's edges the page scrolls under what is dragged.
test.use({ viewport: { width: 1280, height: 2400 } });

type Row = { alt: string; focus: string };

/** A product with three pictures, called A, B and C. */
async function open(page: Page, databaseUrl: string) {
  const [product] = await query<{ id: string; slug: string }>(
    databaseUrl,
    `SELECT p.id, p.slug FROM product p WHERE p.status = 'active'
       AND (SELECT count(*) FROM product_image i WHERE i.product_id = p.id) = 1 ORDER BY p.slug LIMIT 1`,
  );
  if (!product) throw new Error('There is no product with one picture.');
  const { id, slug } = product;
  await query(
    databaseUrl,
    `INSERT INTO product_image (id, product_id, position, alt, file_id)
     SELECT gen_random_uuid(), $1, n, chr((64 + n)::int), f.id
     FROM (SELECT id, row_number() OVER (ORDER BY id) + 1 AS n FROM image_file LIMIT 2) f`,
    [id],
  );
  await query(
    databaseUrl,
    `UPDATE product_image SET alt = 'A', focus_x = 50, focus_y = 50 WHERE product_id = $1 AND position = 1`,
    [id],
  );
  await page.goto(`/admin/products/${id}`);
  return { id, slug };
}

const rowsOf = (databaseUrl: string, id: string) =>
  query<Row>(
    databaseUrl,
    `SELECT alt, focus_x || ' ' || focus_y AS focus FROM product_image WHERE product_id = $1 ORDER BY position`,
    [id],
  );

const order = (page: Page) =>
  page
    .getByLabel(/^What picture \d shows$/)
    .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));

async function remove(databaseUrl: string, id: string) {
  await query(databaseUrl, 'DELETE FROM product_image WHERE product_id = $1 AND position > 1', [
    id,
  ]);
}

const middle = async (of: Locator) => {
  const box = await of.boundingBox();
  if (!box) throw new Error('It is not in sight.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
};

test('pictures are put in order with the mouse, a finger and the keyboard', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const { id } = await open(page, databaseUrl);
  const handles = page.locator('.image-list .drag-handle');
  await expect(handles).toHaveCount(3);
  expect(await order(page)).toEqual(['A', 'B', 'C']);

  await handles.nth(0).scrollIntoViewIfNeeded();
  const first = await middle(handles.nth(0));
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  const last = await middle(page.locator('.image-list > li').nth(2));
  await page.mouse.move(last.x, last.box.y + last.box.height - 4, { steps: 4 });
  await expect(page.locator('[data-drop=after]')).toHaveCount(1);
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual(['B', 'C', 'A']);
  await expect(page.getByText('Picture 1 is number 3 of 3 now.')).toBeAttached();

  // Dragged is not saved.
  const asked = page.waitForEvent('dialog');
  const leaving = page.getByRole('link', { name: 'Overview' }).click();
  await (await asked).dismiss();
  await leaving;
  expect(await order(page)).toEqual(['B', 'C', 'A']);

  // Escape leaves all as it is.
  const again = await middle(handles.nth(0));
  await page.mouse.move(again.x, again.y);
  await page.mouse.down();
  await page.mouse.move(again.x, again.y + 200, { steps: 2 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await order(page)).toEqual(['B', 'C', 'A']);

  const client = await page.context().newCDPSession(page);
  const touch = (type: string, points: { x: number; y: number }[]) =>
    client.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: points,
    });
  const finger = await middle(handles.nth(2));
  const top = await middle(page.locator('.image-list > li').nth(0));
  await touch('touchStart', [{ x: finger.x, y: finger.y }]);
  await touch('touchMove', [{ x: finger.x, y: finger.y - 20 }]);
  await touch('touchMove', [{ x: finger.x, y: top.box.y + 4 }]);
  await touch('touchEnd', []);
  await expect.poll(() => order(page)).toEqual(['A', 'B', 'C']);

  await page.getByRole('button', { name: 'Move picture 3 earlier' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => order(page)).toEqual(['A', 'C', 'B']);
  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect((await rowsOf(databaseUrl, id)).map(({ alt }) => alt)).toEqual(['A', 'C', 'B']);
  await remove(databaseUrl, id);
});

test('the focal point is pointed at, or set by keys, and the shop cuts there', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const { id, slug } = await open(page, databaseUrl);
  const item = page.locator('.image-list > li').first();
  await expect(item.locator('.drag-handle')).toBeVisible();
  await item.getByText('Focal point', { exact: true }).click();
  const whole = item.locator('.focal-whole');
  await whole.scrollIntoViewIfNeeded();
  const { box } = await middle(whole);
  await page.mouse.click(box.x + box.width * 0.21, box.y + box.height * 0.79);
  const left = page.getByLabel('Focal point of picture 1, per cent from the left');
  const top = page.getByLabel('Focal point of picture 1, per cent from the top');
  await expect(left).toHaveValue('20');
  await expect(top).toHaveValue('80');
  await top.press('ArrowRight');
  await expect(top).toHaveValue('90');
  await expect(item.locator('.focal-cut .picture')).toHaveAttribute('data-focus-y', '90');
  const position = await item
    .locator('.focal-cut img')
    .evaluate((img) => getComputedStyle(img).objectPosition);
  expect(position).toBe('20% 90%');
  await expectNoAxeFindings(page, { within: '.image-list' });

  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect((await rowsOf(databaseUrl, id))[0]).toEqual({ alt: 'A', focus: '20 90' });

  await page.goto(`/products?sort=title`);
  const card = page.locator('.card').filter({ has: page.locator(`a[href="/products/${slug}"]`) });
  await expect
    .poll(async () => {
      await page.reload();
      return card.locator('.picture').getAttribute('data-focus-y');
    })
    .toBe('90');
  const cut = await card.locator('img').evaluate((img) => getComputedStyle(img).objectPosition);
  expect(cut).toBe('20% 90%');

  await page.goto(`/admin/products/${id}/history`);
  await expect(page.getByText('20 % from the left, 90 % from the top')).toBeVisible();
  await remove(databaseUrl, id);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('pictures are put in order and their focal points set', async ({
    admin: page,
    shop: { databaseUrl },
  }) => {
    const { id } = await open(page, databaseUrl);
    await page.getByRole('button', { name: 'Move picture 3 earlier' }).click();
    expect(await order(page)).toEqual(['A', 'C', 'B']);
    await page.locator('.image-list > li').nth(1).getByText('Focal point', { exact: true }).click();
    const left = page.getByLabel('Focal point of picture 2, per cent from the left');
    await left.press('Home');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
    expect((await rowsOf(databaseUrl, id)).slice(1)).toEqual([
      { alt: 'C', focus: '0 50' },
      { alt: 'B', focus: '50 50' },
    ]);
    await remove(databaseUrl, id);
  });
});
