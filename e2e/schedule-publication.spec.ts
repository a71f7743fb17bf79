import { mergeTests } from '@playwright/test';
import type { CacheNumbers } from '~/server/cache/counters';
import { save, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

test.use({ settings: { environment: { CACHE_BYTES: '3000000' } } });

test('a scheduled product is in the shop and its lists at its moment, kept pages or not', async ({
  admin: page,
  faults,
  request,
}) => {
  const { upstreamUrl } = faults;
  await expect
    .poll(async () => {
      const { cache } = (await (await request.get('/healthz')).json()) as { cache: CacheNumbers };
      return cache.listener.state;
    })
    .toBe('listening');
  const [product] = await query<{ id: string; slug: string; category: string }>(
    upstreamUrl,
    `SELECT p.id, p.slug, c.slug AS category FROM product p
     JOIN product_category pc ON pc.product_id = p.id JOIN category c ON c.id = pc.category_id
     WHERE p.status = 'active' ORDER BY p.published_at DESC LIMIT 1`,
  );
  if (!product) throw new Error('There is no product.');
  const { id, slug, category } = product;

  await page.goto(`/admin/products/${id}`);
  await page.getByLabel('Visible from (UTC)').fill('2999-01-01T09:00');
  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Scheduled for 2999-01-01 09:00 UTC')).toBeVisible();
  await page.goto(`/admin/products?q=${slug}`);
  await expect(page.getByText('Scheduled for 2999-01-01 09:00 UTC')).toBeVisible();

  const lists = ['/', '/products', `/categories/${category}`];
  const shows = async (path: string) =>
    (await (await request.get(path)).text()).includes(`/products/${slug}"`);
  for (const path of lists) await expect.poll(() => shows(path)).toBe(false);
  expect((await request.get(`/products/${slug}`)).status()).toBe(404);

  // The time is moved, not waited for; the pages are made and kept before it comes.
  await query(
    upstreamUrl,
    `UPDATE product SET published_at = clock_timestamp() + interval '4 seconds' WHERE id = $1`,
    [id],
  );
  for (const path of lists) {
    await expect
      .poll(async () => (await request.get(path)).headers()['cache-control'])
      .toMatch(/s-maxage=[1-5], stale-while-revalidate=0,/);
    expect(await shows(path)).toBe(false);
  }
  await expect.poll(async () => (await request.get(`/products/${slug}`)).status()).toBe(200);
  // From that moment on no page that was kept before it is given any more.
  for (const path of lists) await expect.poll(() => shows(path), path).toBe(true);
});
