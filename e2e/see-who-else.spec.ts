import { mergeTests, type Response } from '@playwright/test';
import { save, signInOn, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

test('who else has a product open is shown, until they are gone, and an outage holds nothing up', async ({
  admin,
  faults,
  browser,
}) => {
  test.setTimeout(120_000);
  const databaseUrl = faults.upstreamUrl;
  const [product] = await query<{ id: string; title: string }>(
    databaseUrl,
    `SELECT id, title FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
  );
  const { id, title } = product ?? { id: '', title: '' };
  const page = `/admin/products/${id}`;
  await admin.clock.install();
  await admin.goto(page);
  const url = new URL(admin.url()).origin;
  const context = await browser.newContext({ baseURL: url });
  const colleague = await context.newPage();
  const userId = await signInOn(colleague, { url, databaseUrl });
  await query(databaseUrl, `UPDATE admin_user SET name = 'Ben' WHERE id = $1`, [userId]);

  const isBeat = (answer: Response) => answer.url().endsWith('/presence');
  /** What the page sends now and then, at once. */
  const nextBeat = async () => {
    const [answer] = await Promise.all([
      admin.waitForResponse(isBeat),
      admin.clock.fastForward(8_000),
    ]);
    return answer;
  };
  const shown = admin.locator('.presence');
  await Promise.all([colleague.waitForResponse(isBeat), colleague.goto(page)]);
  await nextBeat();
  await expect(shown).toHaveText('Ben is looking at this product.');
  await expect(colleague.locator('.presence')).toHaveText('Mia is looking at this product.');
  await Promise.all([
    colleague.waitForResponse(isBeat),
    colleague.getByLabel('Title', { exact: true }).fill(`${title}, by Ben`),
  ]);
  await nextBeat();
  await expect(shown).toHaveText('Ben is editing this product.');

  // Closed properly, and gone without a word.
  await colleague.close();
  await nextBeat();
  await expect(shown).toHaveText('');
  await query(
    databaseUrl,
    `INSERT INTO product_presence (tab, product_id, user_id, editing, seen_at)
     VALUES (gen_random_uuid(), $1, $2, true, now() - interval '26 seconds')`,
    [id, userId],
  );
  await admin.reload();
  expect((await nextBeat()).ok()).toBe(true);
  await expect(shown).toHaveText('');

  await faults.refuse();
  faults.reset();
  expect((await nextBeat()).status()).toBe(503);
  await admin.getByLabel('Title', { exact: true }).fill('Typed meanwhile');
  await faults.heal();
  await expect.poll(async () => (await admin.request.get('/healthz')).status()).toBe(200);
  expect(await save(admin)).toBeLessThan(400);
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  await query(databaseUrl, 'UPDATE product SET title = $1 WHERE id = $2', [title, id]);
  await query(databaseUrl, 'DELETE FROM product_change WHERE product_id = $1', [id]);
  await query(databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
  await context.close();
});
