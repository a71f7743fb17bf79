/** What stands beside a number: a currency's sign or code before or behind it, grams behind. */
const beside = /^(?:\p{Sc}|[A-Z]{3})?\s*([+-]?[\d.,'’\s]*\d)\s*(?:\p{Sc}|[A-Z]{3}|g)?$/u;

/** Characters of the longest text that may be a number. */
const longest = 50;

/**
 * Reads a number as people and spreadsheets write it. The last of `.` and `,` is the decimal mark where both are
 * there; alone, it is one unless three digits follow: then the locale says what it is.
 * @param locale BCP 47, the shop's.
 * @returns the number as fields take it, '1234.50'; null where the text is none.
 */
export function readNumber(text: string, locale: string): string | null {
  if (text.length > longest) return null;
  const number = beside.exec(text.trim())?.[1]?.replace(/[\s'’]/g, '');
  if (number === undefined) return null;
  const mark = decimalMark(number, locale);
  const [whole = '', fraction, ...more] = mark === null ? [number] : number.split(mark);
  if (more.length > 0) return null;
  const groups = whole.replace(/^[+-]/, '').split(/[.,]/);
  const [first = '', ...others] = groups;
  const grouped = others.every((group) => group.length === 3) && first.length <= 3;
  if (groups.length > 1 && !grouped) return null;
  if (!groups.every((group) => /^\d*$/.test(group)) || (first === '' && !fraction)) return null;
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return null;
  const sign = whole.startsWith('-') ? '-' : '';
  const digits = groups.join('') || '0';
  return sign + digits + (fraction ? `.${fraction}` : '');
}

/** null where the number has none. */
function decimalMark(number: string, locale: string): '.' | ',' | null {
  const last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
  if (last < 0) return null;
  const mark = number[last] === '.' ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (number.includes(other)) return mark;
  if (number.indexOf(mark) !== last) return null;
  const thousands = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(number);
  return thousands && mark !== markOf(locale) ? null : mark;
}

function markOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
