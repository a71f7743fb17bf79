import type { ProductInput } from '~/models/product';
import { toDecimal } from '~/money';

export type Difference = { label: string; mine: string; theirs: string };

const labels = {
  title: 'Title',
  slug: 'Address',
  status: 'Status',
  publishedAt: 'Visible from',
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

/** The fields in which two states of a product differ, in words. */
export function listDifferences(mine: ProductInput, theirs: ProductInput): Difference[] {
  const differences: Difference[] = [];
  for (const [field, label] of Object.entries(labels) as [keyof ProductInput, string][]) {
    if (comparable(mine, field) === comparable(theirs, field)) continue;
    differences.push({ label, mine: describe(mine, field), theirs: describe(theirs, field) });
  }
  return differences;
}

/** A picture or a variant without an id may be one that has it by now. */
function comparable(product: ProductInput, field: keyof ProductInput): string {
  if (field === 'categoryIds') return JSON.stringify([...product.categoryIds].sort());
  return JSON.stringify(product[field], (key, value: unknown) =>
    key === 'id' ? undefined : value,
  );
}

function describe(product: ProductInput, field: keyof ProductInput): string {
  switch (field) {
    case 'variants':
      return product.variants
        .map(({ options, sku, priceMinor, stock, trackStock }) =>
          [
            options.join(' / ') || sku,
            toDecimal(priceMinor, product.currency),
            trackStock ? `${stock} in stock` : null,
          ]
            .filter(Boolean)
            .join(', '),
        )
        .join('; ');
    case 'images':
      return product.images.map(({ alt }, index) => alt || `Picture ${index + 1}`).join('; ');
    case 'categoryIds':
      return `${product.categoryIds.length} chosen`;
    case 'tags':
    case 'options':
      return product[field].join(', ');
    case 'publishedAt':
      return product.publishedAt?.toISOString().slice(0, 16).replace('T', ' ') ?? '';
    default:
      return product[field].length > 200 ? `${product[field].slice(0, 200)}…` : product[field];
  }
}
