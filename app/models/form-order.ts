import type { ProductFields, VariantFields } from '~/models/product-form';

/** The product's form as it is read, from its top to its end. */
const fields: (keyof ProductFields)[] = [
  'title',
  'slug',
  'description',
  'images',
  'status',
  'publishedAt',
  'publishedUntil',
  'type',
  'vendor',
  'tags',
  'options',
  'variants',
  'seoTitle',
  'seoDescription',
  'categoryIds',
];

/** A variant's row, from its beginning to its end. */
const cells: (keyof VariantFields)[] = [
  'options',
  'priceMinor',
  'compareAtMinor',
  'stock',
  'sku',
  'barcode',
  'weightGrams',
  'image',
  'outOfStock',
  'trackStock',
];

/** Compares two of the form's fields, by their paths, as they stand on the page. */
export function byPlace(one: PropertyKey[], other: PropertyKey[]): number {
  const there = placeOf(other);
  const apart = placeOf(one).map((at, depth) => at - (there[depth] ?? 0));
  return apart.find((distance) => distance !== 0) ?? 0;
}

function placeOf([field, row, cell, option]: PropertyKey[]): number[] {
  const number = (part: PropertyKey | undefined) => (typeof part === 'number' ? part : -1);
  return [
    fields.findIndex((name) => name === field),
    number(row),
    cells.findIndex((name) => name === cell),
    number(option),
  ];
}
