import { type CellReader } from '~/catalogue/cell-reader';
import {
  parseCode,
  parseGrams,
  parseInteger,
  parseOutOfStock,
  parsePrice,
} from '~/catalogue/cells';
import { type Group } from '~/catalogue/groups.server';
import { type Row } from '~/catalogue/header';
import { type ProductInput, type VariantInput } from '~/models/product';

/** An option, and which of the file's three it is. */
export type Option = { name: string; slot: 1 | 2 | 3 };

const slots = [1, 2, 3] as const;

/** The options that the first row names. A single variant called Default Title has none: that is how Shopify writes it. */
export function readOptions(
  reader: CellReader,
  { rows }: Group,
  before: ProductInput | undefined,
): Option[] {
  const [first] = rows;
  if (!first) return [];
  if (!reader.has('option1Value')) {
    return slots.flatMap((slot) => {
      const name = before?.options[slot - 1];
      return name === undefined ? [] : { name, slot };
    });
  }
  if (isDefault(reader, rows)) return [];
  return slots.flatMap((slot) => {
    const name = reader.text(first, `option${slot}Name`);
    if (name) return { name, slot };
    const row = rows.find((row) => reader.text(row, `option${slot}Value`));
    if (row) {
      reader.refuse(
        first,
        reader.has(`option${slot}Name`) ? `option${slot}Name` : `option${slot}Value`,
        `A value is given for option ${slot}, but the product's first row doesn't name the option. Name it there, like Size.`,
      );
    }
    return [];
  });
}

function isDefault(reader: CellReader, rows: Row[]): boolean {
  const [first] = rows;
  return (
    first !== undefined &&
    reader.text(first, 'option1Value')?.toLowerCase() === 'default title' &&
    !reader.text(first, 'option2Value') &&
    rows.slice(1).every((row) => !isVariant(reader, row))
  );
}

/** Rows after the first that hold no variant hold an image. */
export function rowsOfVariants(reader: CellReader, { rows }: Group): Row[] {
  return rows.filter((row, index) => index === 0 || isVariant(reader, row));
}

function isVariant(reader: CellReader, row: Row): boolean {
  const fields = [
    'option1Value',
    'option2Value',
    'option3Value',
    'sku',
    'barcode',
    'price',
  ] as const;
  return fields.some((field) => reader.text(row, field));
}

type Reading = {
  options: Option[];
  before: ProductInput | undefined;
  currency: string;
};

export function readVariant(
  reader: CellReader,
  row: Row,
  { options, before, currency }: Reading,
): Omit<VariantInput, 'id' | 'image'> & { stored?: VariantInput } {
  const sku = reader.text(row, 'sku');
  const stored = reader.has('option1Value')
    ? findVariant(
        before,
        options.map(({ slot }) => reader.text(row, `option${slot}Value`) ?? ''),
      )
    : before?.variants.find(
        (variant) => before.options.length === 0 || variant.sku === (sku || null),
      );
  if (!stored && options.length > 0 && !reader.has('option1Value')) {
    reader.refuse(
      row,
      'sku',
      'The product has options, the file has no columns for them, and no variant has this SKU.',
    );
  }
  const price = reader.value(row, 'price', (text) => parsePrice(text, currency), {
    missing: stored?.priceMinor,
    empty: null,
  });
  if (price === null) reader.refuse(row, 'price', 'The price is empty. Write one like 12.50.');
  if (price === undefined && !reader.has('price')) {
    reader.refuse(row, '', 'A new variant needs a price, and the file has no column Price.');
  }
  return {
    stored,
    options: reader.has('option1Value')
      ? options.map(({ slot }) => reader.text(row, `option${slot}Value`) ?? '')
      : (stored?.options ?? []),
    sku: readCode(reader, row, 'sku', stored),
    barcode: readCode(reader, row, 'barcode', stored),
    priceMinor: price ?? 0,
    compareAtMinor: reader.value(row, 'compareAt', (text) => parsePrice(text, currency), {
      missing: stored?.compareAtMinor ?? null,
      empty: null,
    }),
    trackStock: reader.has('tracker')
      ? reader.text(row, 'tracker') !== ''
      : (stored?.trackStock ?? reader.has('stock')),
    stock: reader.value(row, 'stock', parseInteger, { missing: stored?.stock ?? 0, empty: 0 }),
    weightGrams: readWeight(reader, row, stored?.weightGrams ?? 0),
    outOfStock: reader.value(row, 'outOfStock', parseOutOfStock, {
      missing: stored?.outOfStock ?? 'deny',
      empty: 'deny',
    }),
  };
}

function readCode(
  reader: CellReader,
  row: Row,
  field: 'sku' | 'barcode',
  stored: VariantInput | undefined,
): string | null {
  const before = stored?.[field] ?? null;
  const parse = (text: string) => parseCode(text, before);
  return reader.value(row, field, parse, { missing: before, empty: null });
}

function readWeight(reader: CellReader, row: Row, missing: number): number {
  if (reader.has('grams')) return reader.value(row, 'grams', parseGrams, { missing, empty: 0 });
  const unit = reader.header.kept.find(({ name }) => name === 'Weight unit for display');
  const parse = (text: string) => parseGrams(text, unit && row.cells[unit.index]);
  return reader.value(row, 'weight', parse, { missing, empty: 0 });
}

function findVariant(
  before: ProductInput | undefined,
  options: string[],
): VariantInput | undefined {
  const key = JSON.stringify(options);
  return before?.variants.find((variant) => JSON.stringify(variant.options) === key);
}
