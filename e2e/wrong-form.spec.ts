import { expect, test } from './admin-fixture';
import { query } from './query';

type Stored = { id: string; version: number; slug: string; title: string; skus: string[] };

/** Two products that have two SKUs each, as they are. */
async function findTwo(databaseUrl: string): Promise<[Stored, Stored]> {
  const [one, other] = await query<Stored>(
    databaseUrl,
    `SELECT p.id, p.version, p.slug, p.title, array_agg(v.sku ORDER BY v.position) AS skus
     FROM product p JOIN variant v ON v.product_id = p.id AND v.sku IS NOT NULL
     GROUP BY p.id HAVING count(*) > 1 ORDER BY p.slug LIMIT 2`,
  );
  if (!one || !other) throw new Error('There are no such products.');
  return [one, other];
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a wrong form says what is wrong and keeps what was typed', async ({ admin: page }) => {
      await page.goto('/admin/products/new');
      await page.getByLabel('Description', { exact: true }).fill('Thrown **by hand**.');
      await page.getByLabel('Option 1').fill('Glaze');
      await page.getByLabel('Price, EUR').fill('a lot');
      await page.getByLabel('Tags').fill('sea, salt');
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByRole('alert')).toContainText('The title is missing');
      await expect(page.getByRole('alert')).toContainText('The price is not a number');
      await expect(page.getByLabel('Price, EUR')).toHaveValue('a lot');
      await expect(page.getByLabel('Tags')).toHaveValue('sea, salt');
      await expect(page.getByLabel('Option 1')).toHaveValue('Glaze');
      await expect(page.getByLabel('Description', { exact: true })).toHaveValue(
        'Thrown **by hand**.',
      );
      await page.getByRole('button', { name: 'Add a variant' }).click();
      await expect(page.getByLabel('Price, EUR')).toHaveCount(2);
      await expect(page.getByLabel('Price, EUR').first()).toHaveValue('a lot');
    });

    test('a SKU or an address that is taken is said beside its field, and nothing is saved', async ({
      admin: page,
      shop: { databaseUrl },
    }) => {
      const [mine, other] = await findTwo(databaseUrl);
      const [own = '', second = ''] = mine.skus;
      const [taken = ''] = other.skus;
      await page.goto(`/admin/products/${mine.id}`);
      if (javaScriptEnabled) await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
      const sku = page.locator('[name="variants[1].sku"]');
      const address = page.locator('[name=slug]');
      const save = page.getByRole('button', { name: 'Save', exact: true });
      await sku.fill(own);
      await save.click();
      await expect(sku).toHaveAccessibleDescription(/Another variant has this SKU/);
      await sku.fill(taken);
      await save.click();
      await expect(sku).toHaveAccessibleDescription(
        `“${other.title}” has the SKU ${taken} already. Choose another one.`,
      );
      await expect(sku).toHaveValue(taken);
      await sku.fill(second);
      await address.fill(other.slug);
      await save.click();
      await expect(address).toHaveAccessibleDescription(
        new RegExp(`Another product has the address ${other.slug}`),
      );
      await expect(address).toHaveValue(other.slug);
      expect(await findTwo(databaseUrl)).toEqual([mine, other]);
    });
  });
}
