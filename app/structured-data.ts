import { optionSearch } from '~/choice';
import type { Crumb } from '~/components/breadcrumbs';
import { imageUrl, nearest, type PictureFile } from '~/components/picture';
import { toDecimal } from '~/money';
import type { Shop } from '~/shop';

/**
 * Schema.org data as Google documents it:
 * https://developers.google.com/search/docs/appearance/structured-data
 */
type Product = {
  slug: string;
  title: string;
  vendor: string;
  type: string;
  currency: string;
  images: { file: PictureFile | null }[];
  variants: {
    options: string[];
    sku: string | null;
    barcode: string | null;
    priceMinor: number;
    available: boolean;
    backorder: boolean;
  }[];
};

export function productData(product: Product, description: string, origin: string, shop: Shop) {
  const url = `${origin}/products/${encodeURIComponent(product.slug)}`;
  const offers = product.variants.map((variant) => ({
    '@type': 'Offer',
    url: product.variants.length > 1 ? url + optionSearch(variant.options) : url,
    ...(variant.options.length > 0 ? { name: variant.options.join(' / ') } : {}),
    ...(variant.sku ? { sku: variant.sku } : {}),
    ...(isGtin(variant.barcode) ? { gtin: variant.barcode } : {}),
    price: toDecimal(variant.priceMinor, product.currency),
    priceCurrency: product.currency,
    availability: `https://schema.org/${availability(variant)}`,
    itemCondition: 'https://schema.org/NewCondition',
    seller: { '@type': 'Organization', name: shop.name },
  }));
  const prices = product.variants.map((variant) => variant.priceMinor);
  const images = product.images.flatMap(({ file }) =>
    file ? [`${origin}${imageUrl(file, nearest(file, 1280), 'webp')}`] : [],
  );
  const sku = product.variants[0]?.sku;
  return {
    '@type': 'Product',
    '@id': `${url}#product`,
    name: product.title,
    url,
    ...(description ? { description } : {}),
    ...(images.length > 0 ? { image: images } : {}),
    ...(product.vendor ? { brand: { '@type': 'Brand', name: product.vendor } } : {}),
    ...(product.type ? { category: product.type } : {}),
    ...(sku ? { sku } : {}),
    ...(offers.length === 1 ? { offers: offers[0] } : {}),
    ...(offers.length > 1
      ? {
          offers: {
            '@type': 'AggregateOffer',
            lowPrice: toDecimal(Math.min(...prices), product.currency),
            highPrice: toDecimal(Math.max(...prices), product.currency),
            priceCurrency: product.currency,
            offerCount: offers.length,
            availability: `https://schema.org/${offersAvailability(product.variants)}`,
            // A page of hundreds of offers helps nobody.
            offers: offers.slice(0, 50),
          },
        }
      : {}),
  };
}

export function breadcrumbData(crumbs: Crumb[], origin: string) {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ title, href }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name: title,
      ...(href ? { item: origin + href } : {}),
    })),
  };
}

export function shopData(shop: Shop, origin: string) {
  return [
    {
      '@type': 'WebSite',
      '@id': `${origin}/#website`,
      name: shop.name,
      url: `${origin}/`,
      ...(shop.tagline ? { description: shop.tagline } : {}),
      publisher: { '@id': `${origin}/#organization` },
      potentialAction: {
        '@type': 'SearchAction',
        target: { '@type': 'EntryPoint', urlTemplate: `${origin}/search?q={search_term_string}` },
        'query-input': 'required name=search_term_string',
      },
    },
    {
      '@type': 'Organization',
      '@id': `${origin}/#organization`,
      name: shop.name,
      url: `${origin}/`,
      ...(shop.email ? { email: shop.email } : {}),
    },
  ];
}

function availability({ available, backorder }: Product['variants'][number]): string {
  if (backorder) return 'BackOrder';
  return available ? 'InStock' : 'OutOfStock';
}

function offersAvailability(variants: Product['variants']): string {
  const all = variants.map(availability);
  return (
    all.find((one) => one === 'InStock') ?? all.find((one) => one === 'BackOrder') ?? 'OutOfStock'
  );
}

/**
 * Eight, twelve, thirteen or fourteen digits whose last one checks the others, and that mean the same
 * outside of this shop: GS1 leaves prefixes 2, 02 and 04 to each shop's own use.
 */
export function isGtin(code: string | null): code is string {
  if (!code || !/^(\d{8}|\d{12,14})$/.test(code)) return false;
  if (/^0*(2\d{12}|0?[24]\d{11})$/.test(code.padStart(13, '0'))) return false;
  const sum = Array.from(code)
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
