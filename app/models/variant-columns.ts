import { readNumber } from '~/models/pasted-number';
import type { VariantFields } from '~/models/product-form';
import { LIMITS, MAX_INTEGER, oneLine } from '~/models/product';
import { parseMoney } from '~/money';

export type VariantField =
  'priceMinor' | 'compareAtMinor' | 'stock' | 'sku' | 'barcode' | 'weightGrams';

/** A column of the variants' table that is typed and pasted into: an option's values, or a field. */
export type VariantColumn = { label: string } & (
  { field: VariantField } | { /** From 0. */ option: number }
);

/** What numbers are read by. */
export type NumberRules = {
  /** BCP 47. */
  locale: string;
  /** ISO 4217. */
  currency: string;
};

const fields: { field: VariantField; label: string; money?: true }[] = [
  { field: 'priceMinor', label: 'Price', money: true },
  { field: 'compareAtMinor', label: 'Compare at', money: true },
  { field: 'stock', label: 'Stock' },
  { field: 'sku', label: 'SKU' },
  { field: 'barcode', label: 'Barcode' },
  { field: 'weightGrams', label: 'Weight, grams' },
];

/** The table's columns in their order. @param optionNames '' where the product has no such option. */
export function variantColumns(optionNames: string[], currency: string): VariantColumn[] {
  return [
    ...optionNames.flatMap((label, option) => (label === '' ? [] : [{ label, option }])),
    ...fields.map(({ field, label, money }) => ({
      field,
      label: money ? `${label}, ${currency}` : label,
    })),
  ];
}

/** A column's name in the form, behind that of its variant. */
export function columnName(column: VariantColumn): string {
  return 'field' in column ? column.field : `options[${column.option}]`;
}

export function valueAt(variant: VariantFields, column: VariantColumn): string {
  const value = 'field' in column ? variant[column.field] : variant.options?.[column.option];
  return value ?? '';
}

export function withValue(
  variant: VariantFields,
  column: VariantColumn,
  value: string,
): VariantFields {
  if ('field' in column) return { ...variant, [column.field]: value };
  const options = [0, 1, 2].map((at) => variant.options?.[at] ?? '');
  return { ...variant, options: options.with(column.option, value) };
}

/**
 * What a pasted cell means in its column.
 * @returns `value` as the field takes it, the text itself where it can't be read; `wrong` says why not, for people.
 */
export function readCell(
  text: string,
  column: VariantColumn,
  { locale, currency }: NumberRules,
): { value: string; wrong?: string } {
  if (!('field' in column) || column.field === 'sku' || column.field === 'barcode') {
    const value = oneLine(text);
    if (/[\p{Cc}\p{Cs}]/u.test(value))
      return { value, wrong: 'holds a character that can’t be shown' };
    if (value.length <= LIMITS.shortText) return { value };
    return { value, wrong: `is longer than ${LIMITS.shortText} characters` };
  }
  if (text === '') return { value: '' };
  const number = readNumber(text, locale);
  if (column.field === 'priceMinor' || column.field === 'compareAtMinor') {
    const fits = number !== null && parseMoney(number, currency) !== null;
    return fits ? { value: number } : { value: text, wrong: 'is no price like 12.50' };
  }
  const least = column.field === 'stock' ? -MAX_INTEGER : 0;
  const whole = number === null ? Number.NaN : Number(number);
  const fits = Number.isInteger(whole) && whole >= least && whole <= MAX_INTEGER;
  return fits ? { value: String(whole) } : { value: text, wrong: 'is no whole number' };
}
