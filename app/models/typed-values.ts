import { LIMITS } from '~/models/product';
import { parseMoney } from '~/money';
import { instantsOf, isLocalTime, toLocalTime } from '~/time-zone';

/** What the fields of a form say, whatever was sent in them. What can’t be read is left to the schema to refuse. */

export const isEmpty = (value: unknown) => value === undefined || value === '';
export const given = (value: unknown) => (isEmpty(value) ? undefined : value);
export const isBlank = (value: unknown) =>
  isEmpty(value) || (typeof value === 'string' && value.trim() === '');

export function toMinor(value: unknown, currency: string): unknown {
  if (isBlank(value)) return undefined;
  if (typeof value !== 'string') return Number.NaN;
  // Half of Europe writes 12,50. Three digits after a comma are thousands, and asked about.
  const point = value.replace(/^\s*(\d+),(\d{1,2})\s*$/, '$1.$2');
  return parseMoney(point, currency) ?? Number.NaN;
}

export function toInteger(value: unknown): unknown {
  if (isBlank(value)) return undefined;
  return typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value.trim())
    ? Number(value)
    : Number.NaN;
}

/** @returns null where there are far too many to look at each. */
export function toTags(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const tags = new Set(value.split(','));
  return tags.size > 2 * LIMITS.tags ? null : [...tags];
}

/** A time that the clocks don't show, or show twice, is told, and never moved. */
export function toInstant(
  value: unknown,
  stored: unknown,
  timeZone: string,
): { at: unknown; problem?: string } {
  if (isBlank(value)) return { at: null };
  if (typeof value !== 'string' || !isLocalTime(value)) return { at: value };
  const before = typeof stored === 'string' ? new Date(stored) : null;
  if (before && !Number.isNaN(before.getTime()) && toLocalTime(before, timeZone) === value) {
    return { at: before };
  }
  const [at, other] = instantsOf(value, timeZone);
  const [day = '', time = ''] = value.split('T');
  if (!at) {
    const problem = `There is no ${time} on ${day}: in ${timeZone} the clocks are set forward over it. Choose an earlier time, or a later one.`;
    return { at: null, problem };
  }
  if (!other) return { at };
  const problem = `${time} comes twice on ${day}: in ${timeZone} the clocks are set back. Choose a time before that hour, or after it.`;
  return { at: null, problem };
}
