/**
 * The columns of Shopify's product CSV, by the names of its current English template and by those
 * of the older ones. Sources: the sample files and exports that Shopify has handed out since 2012.
 */

/** Columns whose values the shop has a field for: its key here, the current name, older names. */
const known = {
  title: ['Title'],
  handle: ['URL handle', 'Handle'],
  description: ['Description', 'Body (HTML)', 'Body HTML', 'Body'],
  vendor: ['Vendor'],
  type: ['Type', 'Custom Product Type'],
  tags: ['Tags'],
  published: ['Published on online store', 'Published'],
  status: ['Status'],
  sku: ['SKU', 'Variant SKU'],
  barcode: ['Barcode', 'Variant Barcode', 'Variant Barcodes', 'Barcodes'],
  option1Name: ['Option1 name'],
  option1Value: ['Option1 value'],
  option2Name: ['Option2 name'],
  option2Value: ['Option2 value'],
  option3Name: ['Option3 name'],
  option3Value: ['Option3 value'],
  price: ['Price', 'Variant Price'],
  compareAt: ['Compare-at price', 'Variant Compare At Price', 'Compare At Price'],
  tracker: ['Inventory tracker', 'Variant Inventory Tracker'],
  stock: ['Inventory quantity', 'Variant Inventory Qty'],
  outOfStock: ['Continue selling when out of stock', 'Variant Inventory Policy'],
  grams: ['Weight value (grams)', 'Variant Grams'],
  imageUrl: ['Product image URL', 'Image Src'],
  imagePosition: ['Image position'],
  imageAlt: ['Image alt text'],
  variantImageUrl: ['Variant image URL', 'Variant Image'],
  seoTitle: ['SEO title'],
  seoDescription: ['SEO description'],
  // Of some other tools' exports, in the unit of the column 'Weight unit for display'.
  weight: ['Variant Weight', 'Weight'],
  // This shop's own: what Shopify's columns can't say.
  currency: ['Currency'],
  publishedAt: ['Published at'],
  publishedUntil: ['Published until'],
  categories: ['Categories'],
  markdown: ['Description (Markdown)'],
  imageFile: ['Image file'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Field = keyof typeof known;

export const fieldNames = Object.keys(known) as [Field, ...Field[]];

/** What a field's column is called today. */
export function fieldLabel(field: Field): string {
  return known[field][0];
}

/** Columns that are only kept, whose names have changed. */
const renamed: Record<string, readonly string[]> = {
  'Product category': ['Standardized Product Type'],
  'Charge tax': ['Variant Taxable'],
  'Tax code': ['Variant Tax Code'],
  'Weight unit for display': ['Variant Weight Unit'],
  'Requires shipping': ['Variant Requires Shipping'],
  'Fulfillment service': ['Variant Fulfillment Service'],
};

/** What an empty cell of a column that is only kept means, and what Shopify wants to see there. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  'Charge tax': 'TRUE',
  'Requires shipping': 'TRUE',
  'Fulfillment service': 'manual',
  'Gift card': 'FALSE',
};

/** The current template's columns, then this shop's own, in the order of an exported file. */
export const EXPORTED: readonly string[] = [
  ...['Title', 'URL handle', 'Description', 'Vendor', 'Product category', 'Type', 'Tags'],
  ...['Published on online store', 'Status', 'SKU', 'Barcode'],
  ...['Option1 name', 'Option1 value', 'Option1 Linked To'],
  ...['Option2 name', 'Option2 value', 'Option2 Linked To'],
  ...['Option3 name', 'Option3 value', 'Option3 Linked To'],
  ...['Price', 'Compare-at price', 'Cost per item', 'Charge tax', 'Tax code'],
  ...['Unit price total measure', 'Unit price total measure unit'],
  ...['Unit price base measure', 'Unit price base measure unit'],
  ...['Inventory tracker', 'Inventory quantity', 'Continue selling when out of stock'],
  ...['Weight value (grams)', 'Weight unit for display'],
  ...['Requires shipping', 'Fulfillment service'],
  ...['Product image URL', 'Image position', 'Image alt text', 'Variant image URL'],
  ...['Gift card', 'SEO title', 'SEO description'],
  ...[
    'Currency',
    'Published at',
    'Published until',
    'Categories',
    'Description (Markdown)',
    'Image file',
  ],
];

/** A kept column that speaks of a variant; the others speak of the product in its first row. */
export function isOfVariant(name: string): boolean {
  return (
    /^(variant|unit price|price|compare-at price|cost|charge|tax|weight|requires|fulfillment)\b/i.test(
      name,
    ) || /^inventory\b/i.test(name)
  );
}

const fields = new Map<string, Field>();
for (const [field, names] of Object.entries(known)) {
  for (const name of names) fields.set(name.toLowerCase(), field as Field);
}
const current = new Map<string, string>();
for (const [name, older] of Object.entries(renamed)) {
  for (const alias of [name, ...older]) current.set(alias.toLowerCase(), name);
}
for (const name of EXPORTED) {
  if (!fields.has(name.toLowerCase())) current.set(name.toLowerCase(), name);
}

/** The field a column of this name fills; upper and lower case are alike. */
export function fieldOf(name: string): Field | undefined {
  return fields.get(name.toLowerCase());
}

/** The name under which a column without a field is kept. */
export function keptName(name: string): string {
  return current.get(name.toLowerCase()) ?? name;
}
