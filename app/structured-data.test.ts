import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { JsonLd } from '~/components/json-ld';
import { breadcrumbData, isGtin, productData, shopData } from '~/structured-data';

const shop = {
  name: 'Holdfast',
  tagline: 'Things',
  intro: '',
  about: '',
  email: null,
  locale: 'en-GB',
  timeZone: 'UTC',
  currency: 'EUR',
  artwork: true,
};
const origin = 'https://shop.example';
const variant = {
  options: ['Sand'],
  sku: 'A-1',
  barcode: '4006381333931',
  priceMinor: 1250,
  available: true,
  backorder: false,
};
const product = {
  slug: 'mug & more',
  title: 'Mug',
  vendor: 'Quay',
  type: 'Mugs',
  currency: 'EUR',
  images: [
    { file: { id: 'a'.repeat(32), width: 960, height: 960, widths: [320, 960], color: '#ffffff' } },
    { file: null },
  ],
  variants: [variant],
};

describe('productData', () => {
  it('is one Offer for one variant', () => {
    expect(productData(product, 'A mug.', origin, shop)).toMatchObject({
      '@type': 'Product',
      name: 'Mug',
      description: 'A mug.',
      url: 'https://shop.example/products/mug%20%26%20more',
      image: [`https://shop.example/images/${'a'.repeat(32)}/960.webp`],
      brand: { '@type': 'Brand', name: 'Quay' },
      offers: {
        '@type': 'Offer',
        price: '12.50',
        priceCurrency: 'EUR',
        availability: 'https://schema.org/InStock',
        gtin: '4006381333931',
      },
    });
  });

  it('is an AggregateOffer for several', () => {
    const dear = { ...variant, options: ['Tide'], priceMinor: 3000, available: false };
    const data = productData({ ...product, variants: [variant, dear] }, '', origin, shop);
    expect(data).not.toHaveProperty('description');
    expect(data.offers).toMatchObject({
      '@type': 'AggregateOffer',
      lowPrice: '12.50',
      highPrice: '30.00',
      offerCount: 2,
      availability: 'https://schema.org/InStock',
      offers: [
        { url: 'https://shop.example/products/mug%20%26%20more?option=Sand' },
        { availability: 'https://schema.org/OutOfStock' },
      ],
    });
  });

  it('says what can be ordered though there is none', () => {
    const later = { ...variant, backorder: true };
    const data = productData({ ...product, variants: [later] }, '', origin, shop);
    expect(data.offers).toMatchObject({ availability: 'https://schema.org/BackOrder' });
  });
});

describe('isGtin', () => {
  it.each([
    ['4006381333931', true],
    ['96385074', true],
    ['036000291452', true],
    ['4006381333930', false],
    ['2000000000015', false],
    ['0200000000017', false],
    ['abc', false],
    [null, false],
  ])('of %j: %s', (code, wanted) => {
    expect(isGtin(code)).toBe(wanted);
  });
});

describe('breadcrumbData', () => {
  it('numbers the steps and leaves out the page’s own address', () => {
    const data = breadcrumbData([{ title: 'Home', href: '/' }, { title: 'Mug' }], origin);
    expect(data.itemListElement).toEqual([
      { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://shop.example/' },
      { '@type': 'ListItem', position: 2, name: 'Mug' },
    ]);
  });
});

describe('JsonLd', () => {
  it('can’t be left by any text in it', () => {
    const graph = { '@graph': shopData({ ...shop, name: '</script><script>alert(1)//' }, origin) };
    const html = renderToStaticMarkup(JsonLd({ graph }));
    expect(html.match(/<\/?script/g)).toEqual(['<script', '</script']);
    const json = html.replace(/<[^>]+>/g, '');
    expect(JSON.parse(json)).toMatchObject({ '@context': 'https://schema.org', ...graph });
  });
});
