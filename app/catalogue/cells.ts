import { parseMoney } from '~/money';

/** A cell's value, or why it is none: what is wrong and what to do. */
export type Parsed<Value> = { value: Value } | { reason: string };

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** '1.234,50' as '1234.50'; what is no number with a decimal comma stays as it is. */
export function withPoint(text: string): string {
  return /^(\d{1,3}(\.\d{3})+|\d+)(,\d*)?$/.test(text)
    ? text.replaceAll('.', '').replace(',', '.')
    : text;
}

/** Minor units of `currency`, exactly: never rounded. */
export function parsePrice(text: string, currency: string): Parsed<number> {
  const value = parseMoney(text, currency);
  return value === null
    ? { reason: `“${shown(text)}” is no price in ${currency}. Write it like 12.50.` }
    : { value };
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

export function parseBoolean(text: string): Parsed<boolean> {
  if (/^(true|yes|1)$/i.test(text)) return { value: true };
  if (/^(false|no|0)$/i.test(text)) return { value: false };
  return { reason: `“${shown(text)}” is neither TRUE nor FALSE.` };
}

export function parseOutOfStock(text: string): Parsed<'deny' | 'continue'> {
  if (/^(deny|false|no|0)?$/i.test(text)) return { value: 'deny' };
  if (/^(continue|true|yes|1)$/i.test(text)) return { value: 'continue' };
  return { reason: `“${shown(text)}” is neither deny nor continue.` };
}

/** An instant in ISO 8601 with its offset from UTC. */
export function parseInstant(text: string): Parsed<Date> {
  const value = new Date(text);
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(+value)
    ? { value }
    : { reason: `“${shown(text)}” is no point in time. Write it like 2025-03-01T08:00:00Z.` };
}
