import { expect, it } from 'vitest';
import { sitemap, sitemapIndex, xml } from '~/sitemap.server';

const origin = 'https://shop.example';

it('lists pages, categories and products', () => {
  const text = [
    ...sitemap(origin, [{ slug: "salt'n pepper&co", updatedAt: new Date(0) }], [{ slug: 'lamps' }]),
  ].join('');
  expect(text).toContain('<loc>https://shop.example/</loc>');
  expect(text).toContain('<loc>https://shop.example/categories/lamps</loc>');
  expect(text).toContain(
    '<loc>https://shop.example/products/salt&apos;n%20pepper%26co</loc><lastmod>1970-01-01T00:00:00.000Z</lastmod>',
  );
});

it('points to its parts', () => {
  const text = [...sitemapIndex(origin, 2)].join('');
  expect(text.match(/<loc>.*?<\/loc>/g)).toEqual([
    '<loc>https://shop.example/sitemap.xml?part=1</loc>',
    '<loc>https://shop.example/sitemap.xml?part=2</loc>',
  ]);
});

it('sends all of a long one, in pieces', async () => {
  const products = Array.from({ length: 5_000 }, (_, i) => ({
    slug: `product-${i}`,
    updatedAt: new Date(0),
  }));
  const response = xml(sitemap(origin, products, []));
  expect(response.headers.get('Content-Type')).toContain('application/xml');
  const text = await response.text();
  expect(text.match(/<url>/g)).toHaveLength(5_000);
  expect(text.endsWith('</urlset>\n')).toBe(true);
  expect(xml(null).status).toBe(404);
});
