type Format = { text: Intl.NumberFormat; digits: number };

/** By locale and currency. Making a format takes a hundred times as long as using it, and a page shows many prices. */
const formats = new Map<string, Format>();

function formatOf(currency: string, locale: string): Format {
  const name = `${locale} ${currency}`;
  let format = formats.get(name);
  if (!format) {
    const text = new Intl.NumberFormat(locale, { style: 'currency', currency });
    format = { text, digits: text.resolvedOptions().maximumFractionDigits ?? 2 };
    formats.set(name, format);
  }
  return format;
}

/** How many decimals a currency's minor unit stands for: 2 for EUR, 0 for JPY (ISO 4217, as the runtime knows it). */
function minorUnitDigits(currency: string): number {
  return formatOf(currency, 'en').digits;
}

/** `formatMoney(1250, 'EUR', 'en-GB')` is '€12.50'. */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const { text, digits } = formatOf(currency, locale);
  return text.format(minor / 10 ** digits);
}

/** `toDecimal(1250, 'EUR')` is '12.50': the form that inputs and files use. */
export function toDecimal(minor: number, currency: string): string {
  const digits = minorUnitDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/**
 * Reads a price written as a decimal number, exactly: '12.5' is 1250 in EUR.
 * @returns minor units, or null where the text is not such a number or has more decimals than the currency.
 */
export function parseMoney(text: string, currency: string): number | null {
  const digits = minorUnitDigits(currency);
  const match = /^(\d{1,10})(?:\.(\d{0,20}))?$/.exec(text.trim());
  if (!match?.[1]) return null;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const minor = Number(match[1] + fraction.padEnd(digits, '0'));
  return minor <= 2_147_483_647 ? minor : null;
}
