import { expectNoAxeFindings } from './axe';
import { expect, openSession, signed, test } from './admin-fixture';
import { query } from './query';

type Stored = { id: string; status: string; slug: string; title: string };

test('a product is duplicated once, as a draft with SKUs of its own and no stock', async ({
  admin: page,
  shop,
}) => {
  const [original] = await query<Stored & { variants: string; pictures: string }>(
    shop.databaseUrl,
    `SELECT p.id, p.slug, p.title, count(DISTINCT v.id) AS variants, count(DISTINCT i.id) AS pictures
     FROM product p JOIN variant v ON v.product_id = p.id JOIN product_image i ON i.product_id = p.id
     WHERE v.sku IS NOT NULL AND p.status = 'active'
     GROUP BY p.id HAVING count(DISTINCT v.id) > 1 ORDER BY p.slug LIMIT 1`,
  );
  if (!original) throw new Error('There is no such product.');
  const { id, slug, title, variants, pictures } = original;
  for (const [copy, suffix] of [
    [`${slug}-copy`, '-COPY'],
    [`${slug}-copy-2`, '-COPY-2'],
  ] as const) {
    await page.goto(`/admin/products/${id}`);
    await page.getByRole('button', { name: 'Duplicate' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${title} (copy)`);
    const [made] = await query(
      shop.databaseUrl,
      `SELECT p.status, count(DISTINCT v.id) AS variants, count(DISTINCT i.id) AS pictures,
         bool_and(v.sku LIKE '%' || $2) AS renamed, max(v.stock) AS stock,
         count(v.barcode) AS barcodes,
         (SELECT array_agg(category_id ORDER BY 1) FROM product_category WHERE product_id = p.id)
           = (SELECT array_agg(category_id ORDER BY 1) FROM product_category WHERE product_id = $3) AS categories
       FROM product p JOIN variant v ON v.product_id = p.id JOIN product_image i ON i.product_id = p.id
       WHERE p.slug = $1 GROUP BY p.id`,
      [copy, suffix, id],
    );
    expect(made).toEqual({
      status: 'draft',
      variants,
      pictures,
      renamed: true,
      stock: 0,
      barcodes: '0',
      categories: true,
    });
    expect((await page.request.get(`/products/${copy}`)).status()).toBe(404);
  }
  const counted = await query(
    shop.databaseUrl,
    'SELECT count(*)::int AS copies FROM product WHERE slug LIKE $1',
    [`${slug}-copy%`],
  );
  expect(counted).toEqual([{ copies: 2 }]);
});

test('a copy whose answer is lost is made once, by the button that is offered', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const [original] = await query<Stored>(
    databaseUrl,
    `SELECT id, slug, title FROM product WHERE status = 'active' ORDER BY slug DESC LIMIT 1`,
  );
  if (!original) throw new Error('There is no such product.');
  await page.goto(`/admin/products/${original.id}`);
  await page.route('**/duplicate.data*', async (route) => {
    if (route.request().method() === 'POST') await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByRole('alert')).toContainText('The copy is not forgotten');
  await page.unroute('**/duplicate.data*');
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${original.title} (copy)`);
  const copies = await query(databaseUrl, 'SELECT status FROM product WHERE slug LIKE $1', [
    `${original.slug}-copy%`,
  ]);
  expect(copies).toEqual([{ status: 'draft' }]);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a draft is previewed in the shop as it is typed, by admins alone', async ({
      admin: page,
      shop,
      browser,
    }) => {
      const [draft] = await query<Stored>(
        shop.databaseUrl,
        `SELECT id, title, slug FROM product WHERE status = 'draft' ORDER BY slug LIMIT 1`,
      );
      if (!draft) throw new Error('There is no draft.');
      await page.goto(`/admin/products/${draft.id}`);
      if (javaScriptEnabled) await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
      await page.getByLabel('Title', { exact: true }).fill('Typed, not saved');
      await page
        .getByLabel('Description', { exact: true })
        .fill('Thrown **by hand** <script>1</script>');
      const opened = page.waitForEvent('popup');
      await page.getByRole('button', { name: 'Preview', exact: true }).click();
      const preview = await opened;
      await expect(preview.getByRole('heading', { level: 1 })).toHaveText('Typed, not saved');
      await expect(preview.getByRole('complementary', { name: 'Preview' })).toContainText(
        'as it is typed, and not saved',
      );
      await expect(preview.locator('strong', { hasText: 'by hand' })).toBeVisible();
      await expect(preview.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
      if (javaScriptEnabled) {
        await expectNoAxeFindings(preview);
      }
      await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed, not saved');

      const saved = `/admin/preview/${draft.id}`;
      const { sessionId } = await openSession(shop.databaseUrl, { role: 'viewer' });
      const answer = await page.request.get(saved, {
        headers: { Cookie: `holdfast_admin=${signed(sessionId)}` },
      });
      expect(answer.status()).toBe(200);
      expect(answer.headers()['cache-control']).toBe('no-store');
      expect(await answer.text()).toContain('as it is saved');

      const stranger = await browser.newContext();
      const refused = await stranger.request.get(shop.url + saved, { maxRedirects: 0 });
      expect(refused.status()).toBe(302);
      const sent = await stranger.request.post(shop.url + saved, {
        headers: { Origin: shop.url },
        multipart: { title: 'Mine' },
      });
      expect(sent.status()).toBe(401);
      await stranger.close();
      expect((await page.request.get(`/products/${draft.slug}`)).status()).toBe(404);
    });
  });
}

test('a form with mistakes says why there is no preview', async ({ admin: page }) => {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const preview = await opened;
  await expect(preview.getByText('The title is missing.')).toBeVisible();
});
