import { z } from 'zod';
import { productSchema } from '~/models/product';
import { parseMoney, toDecimal } from '~/money';

/** Products that one change takes at most: they are looked through while its preview waits, within a page's time. */
export const BULK_MOST = 100_000;

/** Products that are chosen one by one at most: as many as an address can name. */
export const CHOSEN_MOST = 100;

const statusSchema = z.object({
  kind: z.literal('status'),
  status: z.enum(['draft', 'active', 'archived'], 'Choose draft, active or archived.'),
});

/** Minor units that new prices may be whole multiples of. */
export const priceSteps = [1, 5, 10, 50, 100, 1_000] as const;

const priceSchema = z.object({
  kind: z.literal('price'),
  way: z.enum(['lower', 'raise'], 'Choose whether prices go up or down.'),
  by: z.enum(['percent', 'amount'], 'Choose per cent or an amount.'),
  /** Hundredths of a per cent, or minor units. */
  value: z.int().min(1).max(2_147_483_647),
  step: z.literal(priceSteps, 'Choose one of the roundings.'),
  /** What becomes of the price a variant is compared with: it stays, is the price before where that was higher, goes. */
  compareAt: z.enum(['keep', 'before', 'clear'], 'Choose what becomes of compare-at prices.'),
});

const categorySchema = z.object({
  kind: z.literal('category'),
  mode: z.enum(['add', 'remove', 'set'], 'Choose what to do with the category.'),
  categoryId: z.guid('Choose a category.').transform((id) => id.toLowerCase()),
});

const tagsSchema = z.object({
  kind: z.literal('tags'),
  mode: z.enum(['add', 'remove'], 'Choose whether to add tags or take them away.'),
  tags: productSchema.shape.tags.refine((tags) => tags.length > 0, {
    error: 'Give at least one tag.',
  }),
});

/** What is done to each of many products; as it is kept, too. */
export const bulkChangeSchema = z.discriminatedUnion('kind', [
  statusSchema,
  priceSchema,
  categorySchema,
  tagsSchema,
]);

export type BulkChange = z.output<typeof bulkChangeSchema>;
export type BulkKind = BulkChange['kind'];
export type PriceChange = z.output<typeof priceSchema>;

/** The fields of the forms that ask for a change, beside those of the table's own address. */
export const changeFields = [
  'change',
  'to',
  'way',
  'by',
  'value',
  'step',
  'compareAt',
  'mode',
  'place',
  'tags',
] as const;

export type BulkAsked = {
  change: BulkChange | null;
  /** By the fields' names. */
  errors: Record<string, string>;
};

/** Reads the change that an address asks for. @returns null where it asks for none. */
export function parseBulkChange(search: URLSearchParams, currency: string): BulkAsked | null {
  const kind = search.get('change');
  if (kind === null) return null;
  const [value, wrong] = kind === 'price' ? readValue(search, currency) : [undefined, undefined];
  if (wrong !== undefined) return { change: null, errors: { value: wrong } };
  const read = bulkChangeSchema.safeParse({
    kind,
    status: search.get('to'),
    way: search.get('way'),
    by: search.get('by'),
    value,
    step: Number(search.get('step') ?? 1),
    compareAt: search.get('compareAt') ?? 'keep',
    mode: search.get('mode'),
    categoryId: search.get('place'),
    tags: (search.get('tags') ?? '').split(','),
  });
  if (read.success) return { change: read.data, errors: {} };
  const names: Record<string, string> = { kind: 'change', status: 'to', categoryId: 'place' };
  const errors = read.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? 'kind');
    return [names[name] ?? name, name === 'kind' ? 'Choose what to change.' : message];
  });
  return { change: null, errors: Object.fromEntries(errors.reverse()) as Record<string, string> };
}

/** @returns the number, or else what is wrong with it. */
function readValue(search: URLSearchParams, currency: string): [number?, string?] {
  // Half of Europe writes 12,5.
  const text = (search.get('value') ?? '').trim().replace(/^(\d{1,10}),(\d{1,2})$/, '$1.$2');
  const percent = search.get('by') === 'percent';
  const value = percent ? hundredths(text) : parseMoney(text, currency);
  if (value === null || value < 1) {
    return [undefined, percent ? 'Give a per cent like 10 or 12.5.' : 'Give an amount like 2.50.'];
  }
  if (percent && search.get('way') === 'lower' && value > 100_00) {
    return [undefined, 'Nothing is lowered by more than 100 per cent.'];
  }
  if (percent && value > 1_000_00) {
    return [undefined, 'Nothing is raised by more than 1,000 per cent at once.'];
  }
  return [value];
}

function hundredths(text: string): number | null {
  const match = /^(\d{1,5})(?:\.(\d{0,2}))?$/.exec(text);
  return match?.[1] ? Number(match[1] + (match[2] ?? '').padEnd(2, '0')) : null;
}

const statuses = { draft: 'a draft', active: 'active', archived: 'archived' } as const;

/**
 * A change in words: 'Lower prices by 10 %'.
 * @param categoryTitle of the change's category
 */
export function describeBulkChange(
  change: BulkChange,
  currency: string,
  categoryTitle: string,
): string {
  switch (change.kind) {
    case 'status':
      return `Make ${statuses[change.status]}`;
    case 'price': {
      const { way, by, value, compareAt } = change;
      const amount =
        by === 'percent' ? `${value / 100} %` : `${toDecimal(value, currency)} ${currency}`;
      return `${way === 'lower' ? 'Lower' : 'Raise'} prices by ${amount}${besides[compareAt]}`;
    }
    case 'category':
      return change.mode === 'set'
        ? `Put into “${categoryTitle}” alone`
        : `${change.mode === 'add' ? 'Put into' : 'Take out of'} “${categoryTitle}”`;
    case 'tags': {
      const tags = change.tags.map((tag) => `“${tag}”`).join(', ');
      const what = `${change.tags.length === 1 ? 'the tag' : 'the tags'} ${tags}`;
      return change.mode === 'add' ? `Add ${what}` : `Take away ${what}`;
    }
  }
}

const besides = {
  keep: '',
  before: ', compared with the price before',
  clear: ', compared with no price',
} as const;
