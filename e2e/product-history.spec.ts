import { mergeTests, type Page } from '@playwright/test';
import { save, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);
const title = (page: Page) => page.getByLabel('Title', { exact: true });

async function firstProduct(databaseUrl: string) {
  const [product] = await query<{ id: string; title: string; slug: string }>(
    databaseUrl,
    `SELECT id, title, slug FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
  );
  if (!product) throw new Error('The shop has no product.');
  return product;
}

const changes = (databaseUrl: string, id: string) =>
  query<{ event: string; actor: string }>(
    databaseUrl,
    'SELECT event, actor FROM product_change WHERE product_id = $1 ORDER BY version',
    [id],
  );

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a product’s history is read, a version restored, and a deleted one brought back', async ({
      admin,
      shop,
    }) => {
      const { id, title: before, slug } = await firstProduct(shop.databaseUrl);
      await admin.goto(`/admin/products/${id}`);
      await title(admin).fill('Renamed by mistake');
      expect(await save(admin)).toBeLessThan(400);
      await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
      await admin.getByRole('link', { name: 'History' }).click();
      const changed = admin.locator('.history > li').first();
      await expect(changed).toContainText('Renamed by mistake');
      await expect(changed).toContainText(before);
      await expect(changed).toContainText('Saved by Mia');

      // The shop's products are older than its history: there is no version before to restore yet.
      await admin.getByRole('link', { name: 'Back to the product' }).click();
      await title(admin).fill('Renamed again');
      expect(await save(admin)).toBeLessThan(400);
      await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
      await admin.getByRole('link', { name: 'History' }).click();
      await admin
        .getByRole('button', { name: /^Restore version/ })
        .first()
        .click();
      await expect(admin.getByText('Restored: the product is what it was.')).toBeVisible();
      await expect(title(admin)).toHaveValue('Renamed by mistake');

      await admin.getByRole('link', { name: 'Delete…' }).click();
      await admin.getByRole('button', { name: 'Move to the bin' }).click();
      await expect(admin.getByText('The product is deleted.')).toBeVisible();
      const shown = async () => (await admin.request.get(`/products/${slug}`)).status();
      await expect.poll(shown).toBe(404);
      expect(await (await admin.request.get('/sitemap.xml')).text()).not.toContain(`/${slug}<`);
      await admin.getByRole('link', { name: 'the bin' }).click();
      await admin.getByRole('button', { name: 'Bring back Renamed by mistake' }).click();
      await expect(admin.getByText('Brought back from the bin.')).toBeVisible();
      await expect(title(admin)).toHaveValue('Renamed by mistake');
      await expect.poll(shown).toBe(200);
      await query(shop.databaseUrl, 'UPDATE product SET title = $1 WHERE id = $2', [before, id]);
      await query(shop.databaseUrl, 'DELETE FROM product_change WHERE product_id = $1', [id]);
    });
  });
}

test('with each COMMIT cut after it is sent, a save, a deletion and a return are recorded once', async ({
  admin,
  faults,
}) => {
  const { id } = await firstProduct(faults.upstreamUrl);
  const before = await changes(faults.upstreamUrl, id);
  await admin.goto(`/admin/products/${id}`);
  await title(admin).fill('Cut and kept');
  const cut = async (press: () => Promise<void>) => {
    const { done } = faults.cut({ at: 'commit', when: 'reply', how: 'rst' });
    await press();
    await done;
  };
  await cut(() => admin.getByRole('button', { name: 'Save', exact: true }).click());
  await expect(admin).toHaveURL(/saved=/);
  await admin.goto(`/admin/products/${id}/delete`);
  await cut(() => admin.getByRole('button', { name: 'Move to the bin' }).click());
  await expect(admin).toHaveURL(/deleted=/);
  await admin.goto('/admin/bin');
  await cut(() => admin.getByRole('button', { name: 'Bring back Cut and kept' }).click());
  await expect(admin).toHaveURL(/saved=returned/);
  const after = await changes(faults.upstreamUrl, id);
  expect(after.slice(before.length).map(({ event }) => event)).toEqual([
    'saved',
    'deleted',
    'returned',
  ]);
});
