import type { BulkChange, PriceChange } from '~/models/bulk-change';
import { LIMITS, MAX_INTEGER } from '~/models/product';
import { type Publication, withStatus } from '~/models/publication';

export type Prices = { priceMinor: number; compareAtMinor: number | null };

/** The part of a product that a kind of change is about, named as its state names it. */
export type Part<Variant extends Prices = Prices> =
  | ({ kind: 'status' } & Publication)
  | { kind: 'price'; currency: string; variants: Variant[] }
  | { kind: 'category'; categories: { categoryId: string }[] }
  | { kind: 'tags'; tags: string[] };

/** What a change makes of one product: the part as it will be, null where it is so already, or why it can't be. */
export type Applied<After> = { after: After | null } | { problem: string };

type Terms = {
  /** When what is made active is published from, where it never was. */
  now: Date;
  /** ISO 4217, of the change's amounts. */
  currency: string;
};

/** What a change makes of a product, by the one rule that its preview and its doing share. */
export function applyBulk<Variant extends Prices>(
  change: BulkChange,
  part: Part<Variant>,
  { now, currency }: Terms,
): Applied<Part<Variant>> {
  if (change.kind === 'status' && part.kind === 'status') {
    if (part.status === change.status) return { after: null };
    return { after: { kind: 'status', ...withStatus(part, change.status, now) } };
  }
  if (change.kind === 'price' && part.kind === 'price') return applyPrice(change, part, currency);
  if (change.kind === 'category' && part.kind === 'category') {
    return applyCategory(change, part.categories);
  }
  if (change.kind === 'tags' && part.kind === 'tags') return applyTags(change, part.tags);
  throw new Error(`A change of the ${change.kind} was asked of the ${part.kind}.`);
}

/**
 * Amounts and steps are of one currency; per cents of any. Prices are rounded to the step, halves up, once, at the end. One that would fall below 0 stops its whole product.
 * What a variant is compared with is never touched unasked.
 */
function applyPrice<Variant extends Prices>(
  change: PriceChange,
  part: Extract<Part<Variant>, { kind: 'price' }>,
  currency: string,
): Applied<Part<Variant>> {
  const { variants } = part;
  if (part.currency !== currency && (change.by === 'amount' || change.step !== 1)) {
    return {
      problem: `Its prices are in ${part.currency}: only per cents, not rounded, fit them.`,
    };
  }
  const after = variants.map((variant) => {
    const { priceMinor: before } = variant;
    const priceMinor = priceAfter(change, before);
    const compareAtMinor = compareAtAfter(change, variant, priceMinor);
    return { ...variant, priceMinor, compareAtMinor };
  });
  const prices = after.map(({ priceMinor }) => priceMinor);
  if (prices.some((price) => price < 0)) return { problem: 'A price would fall below 0.' };
  if (prices.some((price) => price > MAX_INTEGER)) {
    return { problem: 'A price would be larger than the shop can keep.' };
  }
  const same = after.every(
    ({ priceMinor, compareAtMinor }, index) =>
      priceMinor === variants[index]?.priceMinor &&
      compareAtMinor === variants[index].compareAtMinor,
  );
  return { after: same ? null : { ...part, variants: after } };
}

function priceAfter({ way, by, value, step }: PriceChange, before: number): number {
  const sign = way === 'lower' ? -1 : 1;
  const whole = 10_000;
  const changed =
    by === 'percent' ? before * (whole + sign * value) : (before + sign * value) * whole;
  // Rounded, it might be 0 again.
  return changed < 0 ? changed : roundHalfUp(changed, whole * step) * step;
}

/** The whole number nearest to a fraction of whole numbers, of two equally near the larger: exact below 2^52. */
function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}

/** On sale already, a variant keeps what it is compared with: a second reduction is still from there. */
function compareAtAfter(
  { compareAt }: PriceChange,
  { priceMinor: before, compareAtMinor }: Prices,
  after: number,
): number | null {
  if (compareAt === 'keep') return compareAtMinor;
  if (compareAt === 'clear') return null;
  if (before <= after || (compareAtMinor ?? 0) > before) return compareAtMinor;
  return before;
}

function applyCategory(
  { mode, categoryId }: Extract<BulkChange, { kind: 'category' }>,
  categories: { categoryId: string }[],
): Applied<Part<never>> {
  const is = (other: { categoryId: string }) => other.categoryId === categoryId;
  const make = (all: { categoryId: string }[]) => ({ kind: 'category' as const, categories: all });
  const has = categories.some(is);
  if (mode === 'remove') {
    return { after: has ? make(categories.filter((other) => !is(other))) : null };
  }
  if (has && (mode === 'add' || categories.length === 1)) return { after: null };
  if (mode === 'set') return { after: make([{ categoryId }]) };
  if (categories.length >= LIMITS.categories) {
    return {
      problem: `It is in ${LIMITS.categories} categories already, as many as there may be.`,
    };
  }
  return { after: make([...categories, { categoryId }]) };
}

function applyTags(
  { mode, tags }: Extract<BulkChange, { kind: 'tags' }>,
  before: string[],
): Applied<Part<never>> {
  const keys = new Set((mode === 'add' ? before : tags).map((tag) => tag.toLowerCase()));
  if (mode === 'remove') {
    const left = before.filter((tag) => !keys.has(tag.toLowerCase()));
    return { after: left.length === before.length ? null : { kind: 'tags', tags: left } };
  }
  const added = tags.filter((tag) => !keys.has(tag.toLowerCase()));
  if (added.length === 0) return { after: null };
  if (before.length + added.length > LIMITS.tags) {
    return { problem: `It would have more than ${LIMITS.tags} tags.` };
  }
  return { after: { kind: 'tags', tags: [...before, ...added] } };
}
