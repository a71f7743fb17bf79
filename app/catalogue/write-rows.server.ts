import { DEFAULTS, isOfVariant } from '~/catalogue/columns';
import { writeDescription } from '~/catalogue/description.server';
import { importedProduct, importedVariant, type ImportedProduct } from '~/catalogue/imported';
import { TRACKER } from '~/catalogue/kept';
import { type VariantInput } from '~/models/product';
import { type EditableProduct, toProductInput } from '~/models/editable-product.server';
import { toDecimal } from '~/money';

/** A row's cells by the names of their columns; a column left out is empty. */
type Cells = Record<string, string>;

type Context = {
  shopUrl: string;
  /** By id. */
  categoryPaths: ReadonlyMap<string, string>;
  /** Of the largest rendition, by the picture's id. */
  imageWidths: ReadonlyMap<string, number>;
};

/** A product's rows: the first has the product, each has the next variant and the next image. */
export function writeRows(product: EditableProduct, context: Context): Cells[] {
  const input = toProductInput(product);
  const kept: ImportedProduct = importedProduct.safeParse(product.imported).data ?? {
    fields: {},
    images: {},
  };
  const urls = input.images.map(
    ({ sourceUrl, fileId }) => sourceUrl ?? ownAddress(fileId ?? '', context),
  );
  const rows = Math.max(input.variants.length, input.images.length);
  return Array.from({ length: rows }, (_, index) => {
    const image = input.images[index];
    const url = urls[index] ?? '';
    const variant = input.variants[index];
    return {
      ...(image && kept.images[url]),
      'URL handle': input.slug,
      ...(variant && {
        ...defaults(isOfVariant),
        ...importedVariant.safeParse(product.variants[index]?.imported).data,
        ...writeVariant(variant, input.currency),
        ...writeOptions(variant.options),
        'Variant image URL': variant.image === null ? '' : (urls[variant.image] ?? ''),
        ...(variant.trackStock ? {} : { [TRACKER]: '' }),
      }),
      ...(image && {
        'Product image URL': url,
        'Image position': String(index + 1),
        'Image alt text': image.alt,
        'Image file': image.fileId ?? '',
      }),
      ...(index === 0 && {
        ...defaults((name) => !isOfVariant(name)),
        ...kept.fields,
        ...writeProduct(product, kept, context),
      }),
    };
  });
}

function writeProduct(product: EditableProduct, kept: ImportedProduct, context: Context): Cells {
  const { html, markdown } = writeDescription({ ...product, html: kept.html });
  const names = product.options.map(({ name }) => name);
  return {
    Title: product.title,
    Description: html ?? '',
    'Description (Markdown)': markdown ?? '',
    Vendor: product.vendor,
    Type: product.type,
    Tags: product.tags.join(', '),
    'Published on online store': product.status === 'active' ? 'TRUE' : 'FALSE',
    Status: product.status,
    'Published at': product.publishedAt?.toISOString() ?? '',
    'Published until': product.publishedUntil?.toISOString() ?? '',
    'SEO title': product.seoTitle,
    'SEO description': product.seoDescription,
    Currency: product.currency,
    Categories: product.categories
      .map(({ categoryId }) => context.categoryPaths.get(categoryId) ?? '')
      .sort()
      .join(', '),
    'Option1 name': names[0] ?? 'Title',
    'Option2 name': names[1] ?? '',
    'Option3 name': names[2] ?? '',
  };
}

function writeOptions([option1 = 'Default Title', option2 = '', option3 = '']: string[]): Cells {
  return { 'Option1 value': option1, 'Option2 value': option2, 'Option3 value': option3 };
}

function writeVariant(variant: VariantInput, currency: string): Cells {
  return {
    SKU: variant.sku ?? '',
    Barcode: variant.barcode ?? '',
    Price: toDecimal(variant.priceMinor, currency),
    'Compare-at price':
      variant.compareAtMinor === null ? '' : toDecimal(variant.compareAtMinor, currency),
    'Inventory quantity': String(variant.stock),
    'Continue selling when out of stock': variant.outOfStock,
    'Weight value (grams)': String(variant.weightGrams),
  };
}

/** Shopify wants these cells filled. */
function defaults(isWanted: (name: string) => boolean): Cells {
  const cells = { ...DEFAULTS, [TRACKER]: 'shopify' };
  return Object.fromEntries(Object.entries(cells).filter(([name]) => isWanted(name)));
}

function ownAddress(fileId: string, { shopUrl, imageWidths }: Context): string {
  return `${shopUrl}/images/${fileId}/${imageWidths.get(fileId) ?? 0}.webp`;
}
