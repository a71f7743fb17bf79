import { z } from 'zod';
import { expect, test } from './fixtures';

/** What Google requires of a merchant listing, and of breadcrumbs: https://developers.google.com/search/docs/appearance/structured-data */
const url = z.url();
const price = z.string().regex(/^\d+(\.\d+)?$/);
const currency = z.string().regex(/^[A-Z]{3}$/);
const availability = z.string().regex(/^https:\/\/schema\.org\/(InStock|OutOfStock|BackOrder)$/);
const offer = z.object({
  '@type': z.literal('Offer'),
  url,
  price,
  priceCurrency: currency,
  availability,
  itemCondition: z.literal('https://schema.org/NewCondition'),
});
const offers = z.object({
  '@type': z.literal('AggregateOffer'),
  lowPrice: price,
  highPrice: price,
  priceCurrency: currency,
  offerCount: z.int().min(2),
  offers: z.array(offer).min(2),
});
const product = z.object({
  '@type': z.literal('Product'),
  name: z.string().min(1),
  description: z.string().min(1),
  image: z.array(url).min(1),
  brand: z.object({ '@type': z.literal('Brand'), name: z.string().min(1) }),
  offers: z.discriminatedUnion('@type', [offer, offers]),
});
const breadcrumbs = z.object({
  '@type': z.literal('BreadcrumbList'),
  itemListElement: z
    .array(
      z.object({
        '@type': z.literal('ListItem'),
        position: z.int(),
        name: z.string().min(1),
        item: url.optional(),
      }),
    )
    .min(2),
});

for (const slug of ['harbour-mug', 'shell-cup-and-saucer']) {
  test(`the data of ${slug} validates`, async ({ page, request, shop }) => {
    await page.goto(`/products/${slug}`);
    const data = JSON.parse(
      (await page.locator('script[type="application/ld+json"]').textContent()) ?? '',
    ) as { '@context': string; '@graph': unknown[] };
    expect(data['@context']).toBe('https://schema.org');
    const said = product.parse(data['@graph'][0]);
    const trail = breadcrumbs.parse(data['@graph'][1]);
    expect(trail.itemListElement.map(({ position }) => position)).toEqual(
      trail.itemListElement.map((_, i) => i + 1),
    );
    expect(trail.itemListElement.slice(0, -1).every(({ item }) => item !== undefined)).toBe(true);
    const named = said.offers['@type'] === 'Offer' ? [said.offers] : said.offers.offers;
    const addresses = [...said.image, ...named.map((offer) => offer.url)];
    for (const address of addresses) {
      expect(address.startsWith(shop.url)).toBe(true);
      expect((await request.get(address)).status()).toBe(200);
    }
  });
}

test('the front page says whose it is', async ({ page, shop }) => {
  await page.goto('/');
  const data = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(data ?? '')).toMatchObject({
    '@graph': [
      { '@type': 'WebSite', name: 'Holdfast', url: `${shop.url}/` },
      { '@type': 'Organization', name: 'Holdfast', url: `${shop.url}/` },
    ],
  });
});

for (const [path, canonical] of [
  ['/', '/'],
  ['/products', '/products'],
  ['/products?page=2', '/products?page=2'],
  ['/products?utm_source=letter', '/products'],
  ['/products?category=table', '/categories/table'],
  ['/products?sort=price', null],
  ['/products?sale=1', null],
  ['/categories/table', '/categories/table'],
  ['/products/harbour-mug?option=Chalk', '/products/harbour-mug'],
  ['/search?q=mug', null],
] as const) {
  test(`${path} is known as ${canonical ?? 'nothing'}`, async ({ page, shop }) => {
    await page.goto(path);
    const link = page.locator('link[rel=canonical]');
    const robots = page.locator('meta[name=robots]');
    if (canonical === null) {
      await expect(link).toHaveCount(0);
      await expect(robots).toHaveAttribute('content', 'noindex, follow');
    } else {
      await expect(link).toHaveAttribute('href', shop.url + canonical);
      await expect(robots).toHaveCount(0);
    }
  });
}

test('a product can be shared with its picture', async ({ page, request }) => {
  await page.goto('/products/harbour-mug');
  const said = (name: string) =>
    page.locator(`meta[property="og:${name}"]`).getAttribute('content');
  expect(await said('title')).toContain('Harbour Mug');
  expect(await said('type')).toBe('product');
  expect(await said('description')).toBeTruthy();
  expect((await request.get((await said('image')) ?? '')).status()).toBe(200);
});

test('the sitemap leads only to pages that exist', async ({ request, shop }) => {
  const answer = await request.get('/sitemap.xml');
  expect(answer.headers()['content-type']).toContain('application/xml');
  const addresses = [...(await answer.text()).matchAll(/<loc>(.*?)<\/loc>/g)].map(
    ([, loc]) => loc ?? '',
  );
  expect(addresses.length).toBeGreaterThan(60);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses) {
    expect(address.startsWith(shop.url)).toBe(true);
    expect((await request.head(address)).status()).toBe(200);
  }
});

test('robots are told where to go', async ({ request, shop }) => {
  const text = await (await request.get('/robots.txt')).text();
  expect(text).toContain('Disallow: /admin');
  expect(text).toContain(`Sitemap: ${shop.url}/sitemap.xml`);
});
