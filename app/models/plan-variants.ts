import { newVariant } from '~/models/paste-variants';
import { LIMITS } from '~/models/product';
import type { VariantFields } from '~/models/product-form';

/** An option with the values it is to have; '' where there is no option of that place. */
export type OptionPlan = { name: string; values: string[] };

export type VariantPlan = {
  /** All combinations in their order: those that were there with all that is theirs. */
  variants: VariantFields[];
  made: string[];
  kept: string[];
  /** Names before and after, of those that are kept under another. */
  renamed: [before: string, after: string][];
  removed: string[];
};

/** A text's lines, each a value; what is there twice counts once. */
export function valuesIn(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

/** The values that variants have of each of three options, in the order of the variants. */
export function valuesOf(variants: VariantFields[]): string[][] {
  return [0, 1, 2].map((option) => {
    const values = variants.map(({ options }) => options?.[option]?.trim() ?? '');
    return [...new Set(values)].filter((value) => value !== '');
  });
}

/**
 * What the options' values make of the variants: one for each combination. Where as many values are there as before, one
 * that took the place of another is that one renamed. A variant that has no value of an option yet gets its first.
 * @returns why not, for people, where they can't be made.
 */
export function planVariants(
  options: OptionPlan[],
  variants: VariantFields[],
): VariantPlan | string {
  const used = options.flatMap(({ name, values }, place) =>
    name.trim() === '' ? [] : [{ name: name.trim(), values, place }],
  );
  if (used.length === 0) return 'Name an option first.';
  const empty = used.find(({ values }) => values.length === 0);
  if (empty) return `Give ${empty.name} at least one value.`;
  const total = used.reduce((product, { values }) => product * values.length, 1);
  if (total > LIMITS.variants) {
    const most = LIMITS.variants.toLocaleString('en');
    return `These values make ${total.toLocaleString('en')} variants, and a product has at most ${most}. Take some away.`;
  }
  const before = valuesOf(variants);
  const renames = options.map(({ values }, place) => renamed(before[place] ?? [], values));
  const nameOf = ({ options }: VariantFields) =>
    used.flatMap(({ place }) => options?.[place] || []).join(' / ') || 'The variant there is';
  const existing = new Map<string, VariantFields>();
  const removed: string[] = [];
  for (const variant of variants) {
    const values = used.map(({ place, values }) => {
      const value = variant.options?.[place]?.trim() ?? '';
      return value === '' ? values[0] : (renames[place]?.get(value) ?? value);
    });
    const key = JSON.stringify(values);
    const possible = used.every(({ values: all }, at) => all.includes(values[at] ?? ''));
    if (possible && !existing.has(key)) existing.set(key, variant);
    else removed.push(nameOf(variant));
  }
  const plan: VariantPlan = { variants: [], made: [], kept: [], renamed: [], removed };
  for (const values of combinations(used.map(({ values }) => values))) {
    const name = values.join(' / ');
    const variant = existing.get(JSON.stringify(values));
    const placed = ['', '', ''];
    used.forEach(({ place }, at) => (placed[place] = values[at] ?? ''));
    plan.variants.push({ ...(variant ?? newVariant(variants[0])), options: placed });
    if (!variant) plan.made.push(name);
    else if (nameOf(variant) === name) plan.kept.push(name);
    else plan.renamed.push([nameOf(variant), name]);
  }
  return plan;
}

function renamed(before: string[], after: string[]): Map<string, string> {
  if (before.length !== after.length) return new Map();
  return new Map(
    before.flatMap((value, at): [string, string][] => {
      const now = after[at] ?? '';
      return value !== now && !after.includes(value) && !before.includes(now) ? [[value, now]] : [];
    }),
  );
}

function combinations(lists: string[][]): string[][] {
  return lists.reduce<string[][]>(
    (made, values) => made.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  );
}
