import type { Decimal } from '~/catalogue/dialect';
import { parseMoney } from '~/money';

/** A cell's value, or why it is none: what is wrong and what to do. */
export type Parsed<Value> = { value: Value } | { reason: string };

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A number, and what may stand beside it: a sign, a currency. */
const aNumber = /^([^\d]{0,5})(\d[\d.,]*)([^\d]{0,5})$/;
const grouped = {
  ',': /^(\d{1,3}(\.\d{3})+|\d+)(,\d*)?$/,
  '.': /^(\d{1,3}(,\d{3})+|\d+)(\.\d*)?$/,
} satisfies Record<Decimal, RegExp>;

/** '€ 1.234,50', where decimals stand behind a comma, as '€ 1234.50'; what is no such number stays as it is. */
export function plainNumber(text: string, decimal: Decimal): string {
  const [, before = '', number = '', behind = ''] = aNumber.exec(text) ?? [];
  if (!grouped[decimal].test(number)) return text;
  const groups = decimal === ',' ? '.' : ',';
  return before + number.replaceAll(groups, '').replace(decimal, '.') + behind;
}

/** Minor units of `currency`, exactly: never rounded. */
export function parsePrice(text: string, currency: string): Parsed<number> {
  const value = parseMoney(withoutSign(text, currency), currency);
  return value === null
    ? { reason: `“${shown(text)}” is no price in ${currency}. Write it like 12.50.` }
    : { value };
}

/** Without the price's own currency beside it; another one's stays. */
function withoutSign(text: string, currency: string): string {
  const sign = [currency, signOf(currency)].find(
    (one) => text.startsWith(one) || text.endsWith(one),
  );
  if (sign === undefined) return text;
  return text.startsWith(sign) ? text.slice(sign.length) : text.slice(0, -sign.length);
}

const signs = new Map<string, string>();

function signOf(currency: string): string {
  const known = signs.get(currency);
  if (known !== undefined) return known;
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const parts = new Intl.NumberFormat('en', style).formatToParts(0);
  const sign = parts.find(({ type }) => type === 'currency')?.value ?? currency;
  signs.set(currency, sign);
  return sign;
}

/** A number of which a spreadsheet has shown, and then saved, only the first digits. */
const shortened = /^\d([.,]\d+)?E\+\d\d$/i;

/** A SKU or a barcode. @param stored what the shop has: that is never lost */
export function parseCode(text: string, stored: string | null): Parsed<string> {
  if (!shortened.test(text) || text === stored) return { value: text };
  return {
    reason: `“${text}” is what a spreadsheet made of a long number. Format that column as text, or as a number without decimals, put the numbers in again, and save the file.`,
  };
}

export function parseInteger(text: string): Parsed<number> {
  return /^[+-]?\d{1,10}(\.0*)?$/.test(text)
    ? { value: Number(text) }
    : { reason: `“${shown(text)}” is no whole number. Write it like 12.` };
}

/** Rounded: Shopify writes grams with decimals where the weight was given in pounds or ounces. */
export function parseGrams(text: string, unit = 'g'): Parsed<number> {
  const factor = gramsPer.get(unit.trim().toLowerCase() || 'g');
  if (factor === undefined) {
    return { reason: `“${shown(unit)}” is no unit of weight. Write g, kg, lb or oz.` };
  }
  return /^\d{1,10}(\.\d*)?$/.test(text)
    ? { value: Math.round(Number(text) * factor) }
    : { reason: `“${shown(text)}” is no weight. Write it like 350.` };
}

const gramsPer = new Map([
  ['g', 1],
  ['kg', 1000],
  ['lb', 453.59237],
  ['oz', 28.349523125],
]);

/** TRUE and FALSE as spreadsheets write them in some languages: they translate what they save. */
const yes =
  /^(true|yes|1|wahr|vrai|verdadero|vero|waar|verdadeiro|prawda|sand|sant|sann|tosi|pravda)$/i;
const no = /^(false|no|0|falsch|faux|falso|onwaar|fałsz|falsk|falskt|usann|epätosi|nepravda)$/i;

export function parseBoolean(text: string): Parsed<boolean> {
  if (yes.test(text)) return { value: true };
  if (no.test(text)) return { value: false };
  return { reason: `“${shown(text)}” is neither TRUE nor FALSE.` };
}

export function parseOutOfStock(text: string): Parsed<'deny' | 'continue'> {
  if (/^(deny)?$/i.test(text) || no.test(text)) return { value: 'deny' };
  if (/^continue$/i.test(text) || yes.test(text)) return { value: 'continue' };
  return { reason: `“${shown(text)}” is neither deny nor continue.` };
}

/** An instant in ISO 8601 with its offset from UTC. */
export function parseInstant(text: string): Parsed<Date> {
  const value = new Date(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(+value)
    ? { value }
    : { reason: `“${shown(text)}” is no point in time. Write it like 2025-03-01T08:00:00Z.` };
}
