import { expectNoAxeFindings } from './axe';
import { expect, save, test } from './admin-fixture';
import { query } from './query';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('options make variants, which keep what is theirs when options change', async ({
      admin: page,
      shop,
    }) => {
      const slug = javaScriptEnabled ? 'options-live' : 'options-sent';
      const make = page.getByRole('button', { name: 'Make the variants' });
      const plan = () =>
        javaScriptEnabled
          ? Promise.resolve()
          : page.getByRole('button', { name: 'Show what changes' }).click();
      await page.goto('/admin/products/new');
      if (javaScriptEnabled) await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
      await page.getByLabel('Title', { exact: true }).fill(slug);
      await page.getByLabel('Address', { exact: true }).fill(slug);
      await page.getByLabel('Price, EUR').fill('12.50');
      await page.getByLabel('Option 1').fill('Size');
      await page.getByLabel('Values, first option').fill('S\nM');
      await page.getByLabel('Option 2').fill('Colour');
      await page.getByLabel('Values, second option').fill('Red\nBlue');
      await plan();
      await expect(
        page.getByText('3 made, with the first one’s price and no stock:'),
      ).toBeVisible();
      await expect(page.getByText('The variant there is becomes S / Red')).toBeVisible();
      await make.click();
      await page.getByLabel('Stock, variant 4', { exact: true }).fill('44');
      await page.getByLabel('SKU, variant 4', { exact: true }).fill(`${slug}-4`);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page).toHaveURL(/saved=/);
      const ids = await variantsOf(shop.databaseUrl, slug);
      expect(ids.map(({ name }) => name)).toEqual(['S/Red', 'S/Blue', 'M/Red', 'M/Blue']);

      // Lines that nothing is made of yet are not lost by a save.
      await page.getByLabel('Values, second option').fill('Red\nTeal');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const unmade = page.locator('.field-error', { hasText: 'are not those of the variants yet' });
      await expect(unmade).toBeVisible();
      await expect(page.getByLabel('Values, second option')).toHaveValue('Red\nTeal');
      await make.click();
      await expect(unmade).toHaveCount(0);
      await page.getByLabel('Values, second option').fill('Red\nBlue');
      await make.click();

      // Blue is renamed, Red goes, Green comes; what is typed and not saved is still there.
      await page.getByLabel('Vendor').fill('Typed before');
      await page.getByLabel('Values, second option').fill('Red\nNavy');
      await plan();
      await expect(page.getByText('S / Blue becomes S / Navy, M / Blue becomes')).toBeVisible();
      await make.click();
      await page.getByLabel('Values, second option').fill('Navy\nGreen\nGold');
      await plan();
      await expect(page.getByText('2 removed, with their stock:')).toBeVisible();
      if (javaScriptEnabled) {
        await expectNoAxeFindings(page);
      }
      await make.click();
      await expect(page.getByLabel('Vendor')).toHaveValue('Typed before');
      expect(await save(page)).toBeLessThan(400);
      const stored = await variantsOf(shop.databaseUrl, slug);
      expect(stored.map(({ name }) => name)).toEqual([
        'S/Navy', 'S/Green', 'S/Gold', 'M/Navy', 'M/Green', 'M/Gold',
      ]); // prettier-ignore
      expect(stored[3]).toEqual({ ...ids[3], name: 'M/Navy' });
      expect(stored[3]).toMatchObject({ price: 1250, stock: 44, sku: `${slug}-4` });
      expect(stored[0]?.id).toBe(ids[1]?.id);
    });
  });
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a paste is sent, checked and shown before it is saved', async ({ admin: page, shop }) => {
    await page.goto('/admin/products/new');
    await page.getByLabel('Title', { exact: true }).fill('Pasted without scripts');
    await page.getByLabel('Option 1').fill('Size');
    const text = page.getByLabel('Cells from a spreadsheet');
    const cells = 'Size\tPrice\tSKU\nS\t1.234,50\tSENT-1\nM\tcheap\tSENT-2';
    await text.fill(cells);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.locator('.field-error', { hasText: 'Fill the cells in' })).toBeVisible();
    await expect(text).toHaveValue(cells);
    await page.getByRole('button', { name: 'Fill the cells in' }).click();
    await expect(page.getByText('6 cells pasted, with 1 new variant. 1 cell can’t')).toBeVisible();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Pasted without scripts');
    const wrong = page.getByLabel('Price, EUR, variant 2', { exact: true });
    await expect(wrong).toHaveValue('cheap');
    await expect(wrong).toHaveAttribute('aria-invalid', 'true');
    await wrong.fill('7');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL(/saved=/);
    const stored = await variantsOf(shop.databaseUrl, 'pasted-without-scripts');
    expect(stored).toMatchObject([
      { name: 'S/', price: 123_450, sku: 'SENT-1' },
      { name: 'M/', price: 700, sku: 'SENT-2' },
    ]);
  });
});

type Stored = { id: string; name: string; price: number; stock: number; sku: string | null };

function variantsOf(databaseUrl: string, slug: string): Promise<Stored[]> {
  return query<Stored>(
    databaseUrl,
    `SELECT v.id, option1 || '/' || option2 AS name, price_minor AS price, stock, sku
     FROM variant v JOIN product p ON p.id = v.product_id WHERE p.slug = $1 ORDER BY v.position`,
    [slug],
  );
}
