import { expect, test } from 'vitest';
import { normalise } from '~/server/cache/key';

const of = (target: string) => normalise(target, 'EUR');

test.each([
  ['/', '/'],
  ['/?utm_source=mail&fbclid=1', '/'],
  ['/products?gclid=x', '/products'],
  ['/products?sale=1&sort=price&utm_medium=mail', '/products?sale=1&sort=price'],
  ['/products/harbour-mug?option=Chalk&ref=1', '/products/harbour-mug?option=Chalk'],
  ['/products/%68arbour-mug', '/products/harbour-mug'],
  ['/products/t%C3%A9l%c3%a9', '/products/t%C3%A9l%C3%A9'],
  ['/products/te%CC%81le', '/products/t%C3%A9le'],
  ['/products/', '/products'],
  ['/Products/HARBOUR-Mug//?ref=1', '/products/harbour-mug'],
  ['/products/harbour-mug#1', '/products/harbour-mug'],
  ['/products/x?option=a&option=b&option=c&option=d', '/products/x?option=a&option=b&option=c'],
  ['/categories/table?junk=1', '/categories/table'],
  ['/search?q=mug&junk=1', '/search?q=mug'],
  ['/search?q=%20mug%20%20cup', '/search?q=mug+cup'],
  ['/sitemap.xml?part=02', '/sitemap.xml?part=2'],
  ['/sitemap.xml?part=x', '/sitemap.xml?part=none'],
  [
    '/images/0123456789abcdef0123456789abcdef/640.avif?v=1',
    '/images/0123456789abcdef0123456789abcdef/640.avif',
  ],
])('%s is kept as %s', (target, address) => {
  expect(of(target)).toEqual({ address, moved: false });
  expect(of(address), 'its one form is its own').toEqual({ address, moved: false });
});

test.each([
  ['/products?sort=price&sale=1&page=1', '/products?sale=1&sort=price'],
  ['/products?min=&max=', '/products'],
  ['/products?max=5&min=20', '/products?min=5&max=20'],
  ['/categories/table?page=0', '/categories/table'],
  ['/search?q=mug&page=1', '/search?q=mug'],
])('%s leads to %s', (target, address) => {
  expect(of(target)).toEqual({ address, moved: true });
});

test.each([
  '/admin',
  '/admin/products',
  '/healthz',
  '/livez',
  '/products/a/b',
  '/products.data',
  '/nope',
  '/images/x/640.avif',
  '/products/%',
  '/?_data=root',
  `/search?q=${'x'.repeat(3000)}`,
])('nothing is kept of %s', (target) => {
  expect(of(target)).toBeNull();
});
