import type { ProductInput } from '~/models/product';
import type { ImagePart, ProductParts, VariantPart } from '~/models/product-parts';
import { toDecimal } from '~/money';
import { sayTime } from '~/time-zone';

/** What people call the fields of a product. */
export const fieldLabels = {
  title: 'Title',
  slug: 'Address',
  status: 'Status',
  publishedAt: 'Visible from',
  publishedUntil: 'Visible until',
  description: 'Description',
  vendor: 'Vendor',
  type: 'Type',
  tags: 'Tags',
  seoTitle: 'Title in results',
  seoDescription: 'Description in results',
  currency: 'Currency',
  options: 'Options',
  variants: 'Variants',
  images: 'Pictures',
  categoryIds: 'Categories',
} satisfies Record<keyof ProductInput, string>;

export const variantLabels = {
  options: 'options',
  sku: 'SKU',
  barcode: 'barcode',
  priceMinor: 'price',
  compareAtMinor: 'compare-at price',
  trackStock: 'stock is counted',
  stock: 'stock',
  weightGrams: 'weight',
  outOfStock: 'when out of stock',
  image: 'picture',
} satisfies Record<keyof VariantPart, string>;

export const imageLabels = {
  alt: 'description',
  focus: 'focal point',
  fileId: 'file',
  sourceUrl: 'web address',
} satisfies Record<keyof ImagePart, string>;

/** The fields that hold one value each. */
export const scalarFields = [
  'title', 'slug', 'status', 'publishedAt', 'publishedUntil', 'description', 'vendor', 'type', 'seoTitle', 'seoDescription', 'currency',
] as const satisfies (keyof ProductInput)[]; // prettier-ignore

/** What a product's values are told with. */
export type Context = {
  /** ISO 4217. */
  currency: string;
  /** Names of pictures by their keys. */
  pictures: ReadonlyMap<string, string>;
};

export function nameVariant({ options, sku }: VariantPart): string {
  return options.join(' / ') || (sku ? `SKU ${sku}` : 'Variant');
}

function nameImage({ alt }: ImagePart, place: number): string {
  return alt === '' ? `Picture ${place + 1}` : `Picture “${alt}”`;
}

/** Names of the pictures in all versions of a product, by their keys; the last version's count. */
export function namePictures(versions: Pick<ProductParts, 'images'>[]): Map<string, string> {
  return new Map(
    versions.flatMap(({ images }) =>
      [...images].map(([key, image], place) => [key, nameImage(image, place)] as const),
    ),
  );
}

/** The names of what keys stand for, with commas; what is gone has none. */
export function nameKeys<Item>(
  keys: string[],
  items: ReadonlyMap<string, Item>,
  name: (item: Item, key: string) => string,
): string {
  return keys
    .flatMap((key) => {
      const item = items.get(key);
      return item ? name(item, key) : [];
    })
    .join(', ');
}

/** @param timeZone by whose clocks times are told */
export function describeField(
  field: keyof typeof fieldLabels,
  value: unknown,
  timeZone: string,
): string {
  if (value instanceof Date) return sayTime(value, timeZone);
  if (field === 'categoryIds' && Array.isArray(value)) return `${value.length} chosen`;
  return describe(value);
}

export function describeVariantField(
  field: keyof VariantPart,
  value: VariantPart[keyof VariantPart],
  { currency, pictures }: Context,
): string {
  switch (field) {
    case 'priceMinor':
    case 'compareAtMinor':
      return typeof value === 'number' ? `${toDecimal(value, currency)} ${currency}` : '';
    case 'weightGrams':
      return `${describe(value)} g`;
    case 'outOfStock':
      return value === 'continue' ? 'goes on selling' : 'stops selling';
    case 'image':
      return typeof value === 'string' ? (pictures.get(value) ?? 'a picture') : '';
    default:
      return describe(value);
  }
}

export function describeImageField(
  _field: keyof ImagePart,
  value: ImagePart[keyof ImagePart],
): string {
  if (typeof value !== 'object' || value === null) return value ?? '';
  return `${value.x} % from the left, ${value.y} % from the top`;
}

/** A variant as a whole, on one line. */
export function describeVariant(variant: VariantPart, { currency }: Context): string {
  const { priceMinor, stock, trackStock } = variant;
  return [
    nameVariant(variant),
    `${toDecimal(priceMinor, currency)} ${currency}`,
    trackStock ? `${stock} in stock` : null,
  ]
    .filter(Boolean)
    .join(', ');
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return value.map(describe).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
