import type { APIRequestContext } from '@playwright/test';
import { expect, save, test } from './admin-fixture';
import { openShop } from './fixtures';
import { query } from './query';

const mug = '/products/harbour-mug';

/*
 * Two processes serve one shop, as they do behind a balancer. What is saved on one is heard by the other: untold, it
 * would show what it has for a minute.
 */
async function statusOf(request: APIRequestContext, url: string): Promise<string | undefined> {
  const answer = await request.get(url);
  expect(answer.status()).toBe(200);
  return answer.headers()['cache-status'];
}

test('what is saved on one instance shows on the other, which keeps all else', async ({
  admin,
  shop,
  request,
}) => {
  const second = await openShop(shop.databaseUrl);
  const there = second.shop.url;
  const [product] = await query<{ id: string; title: string }>(
    shop.databaseUrl,
    `SELECT id, title FROM product WHERE slug = 'harbour-mug'`,
  );
  const elsewhere = await query<{ slug: string }>(
    shop.databaseUrl,
    `SELECT p.slug FROM product p WHERE p.status = 'active' AND p.slug <> 'harbour-mug'
      AND NOT EXISTS (SELECT FROM product_category a JOIN product_category b USING (category_id)
        JOIN product m ON m.id = b.product_id AND m.slug = 'harbour-mug' WHERE a.product_id = p.id)
      ORDER BY slug LIMIT 1`,
  );
  const unrelated = `/products/${elsewhere[0]?.slug ?? ''}`;
  try {
    for (const title of ['Harbour Beaker', product?.title ?? '']) {
      for (const path of [mug, unrelated]) {
        await expect.poll(() => statusOf(request, there + path)).toBe('holdfast; hit');
      }
      await admin.goto(`/admin/products/${product?.id ?? ''}`);
      await admin.getByLabel('Title', { exact: true }).fill(title);
      expect(await save(admin)).toBeLessThan(400);
      await expect
        .poll(async () => (await request.get(there + mug)).text(), { timeout: 10_000 })
        .toContain(`>${title}</h1>`);
      expect(await statusOf(request, there + unrelated)).toBe('holdfast; hit');
    }
  } finally {
    await second.stop();
  }
});
