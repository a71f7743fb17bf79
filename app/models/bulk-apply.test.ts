import { describe, expect, test } from 'vitest';
import { applyBulk, type Part, type Prices } from '~/models/bulk-apply';
import { describeBulkChange, parseBulkChange, type PriceChange } from '~/models/bulk-change';

const now = new Date('2026-05-01T09:00:00Z');
const terms = { now, currency: 'EUR' };
const prices = (
  ...all: [priceMinor: number, compareAtMinor?: number][]
): Part & { kind: 'price' } => ({
  kind: 'price',
  currency: 'EUR',
  variants: all.map(([priceMinor, compareAtMinor = null]) => ({ priceMinor, compareAtMinor })),
});
const price = (change: Partial<PriceChange>): PriceChange => ({
  kind: 'price',
  way: 'lower',
  by: 'percent',
  value: 10_00,
  step: 1,
  compareAt: 'keep',
  ...change,
});

function after(change: PriceChange, part: Part): [number, number | null][] | string | null {
  const applied = applyBulk<Prices>(change, part, terms);
  if ('problem' in applied) return applied.problem;
  if (applied.after?.kind !== 'price') return null;
  return applied.after.variants.map(({ priceMinor, compareAtMinor }) => [
    priceMinor,
    compareAtMinor,
  ]);
}

describe('prices', () => {
  test.each<[string, Partial<PriceChange>, number, number]>([
    ['10 % off', {}, 1_000, 900],
    ['halves go up', { value: 50_00 }, 25, 13],
    ['a hundredth of a per cent', { value: 1, way: 'raise' }, 1_000_000, 1_000_100],
    ['an amount off', { by: 'amount', value: 250 }, 1_000, 750],
    ['an amount more', { by: 'amount', value: 250, way: 'raise' }, 0, 250],
    ['to 5 cents', { value: 3_00, step: 5 }, 999, 970],
    ['to whole euros, halves up', { value: 50_00, step: 100 }, 2_500, 1_300],
    ['all of it', { value: 100_00 }, 1_999, 0],
    ['the dearest there is', { value: 1_00 }, 2_147_483_647, 2_126_008_811],
  ])('%s', (_what, change, before, wanted) => {
    expect(after(price(change), prices([before]))).toEqual([[wanted, null]]);
  });

  test('never fall below 0, not even where rounding would hide it, and then the whole product stays', () => {
    const problem = 'A price would fall below 0.';
    expect(after(price({ by: 'amount', value: 101 }), prices([500], [100]))).toBe(problem);
    expect(after(price({ by: 'amount', value: 101, step: 100 }), prices([100]))).toBe(problem);
    expect(after(price({ by: 'amount', value: 100 }), prices([100]))).toEqual([[0, null]]);
  });

  test('never grow beyond what can be kept', () => {
    expect(after(price({ way: 'raise', value: 1 }), prices([2_147_483_647]))).toMatch(/larger/);
  });

  test('in another currency than the shop’s change by per cents alone', () => {
    const yen: Part = { ...prices([1_000]), currency: 'JPY' };
    const problem = 'Its prices are in JPY: only per cents, not rounded, fit them.';
    expect(after(price({ by: 'amount', value: 250 }), yen)).toBe(problem);
    expect(after(price({ step: 100 }), yen)).toBe(problem);
    expect(after(price({}), yen)).toEqual([[900, null]]);
  });

  test('what is so already is not changed', () => {
    expect(after(price({ value: 1 }), prices([10], [0]))).toBeNull();
  });

  test('are compared as they were, unless something else is asked', () => {
    const sold = prices([1_000], [1_000, 1_500], [1_000, 800]);
    expect(after(price({}), sold)).toEqual([
      [900, null],
      [900, 1_500],
      [900, 800],
    ]);
    expect(after(price({ compareAt: 'before' }), sold)).toEqual([
      [900, 1_000],
      [900, 1_500],
      [900, 1_000],
    ]);
    expect(after(price({ compareAt: 'before', way: 'raise' }), sold)).toEqual([
      [1_100, null],
      [1_100, 1_500],
      [1_100, 800],
    ]);
    expect(after(price({ compareAt: 'clear' }), sold)).toEqual([
      [900, null],
      [900, null],
      [900, null],
    ]);
  });
});

describe('the rest', () => {
  test('what is made active is published now, or keeps its date', () => {
    const change = { kind: 'status', status: 'active' } as const;
    const draft = { kind: 'status', status: 'draft', publishedUntil: null } as const;
    const of = (publishedAt: Date | null) => applyBulk(change, { ...draft, publishedAt }, terms);
    expect(of(null)).toEqual({ after: { ...draft, status: 'active', publishedAt: now } });
    const long = new Date(0);
    expect(of(long)).toEqual({ after: { ...draft, status: 'active', publishedAt: long } });
  });

  test('what is made active keeps an end that is to come, and loses one that is past', () => {
    const change = { kind: 'status', status: 'active' } as const;
    const draft = { kind: 'status', status: 'draft', publishedAt: new Date(0) } as const;
    const of = (publishedUntil: Date) => applyBulk(change, { ...draft, publishedUntil }, terms);
    const later = new Date(now.getTime() + 1);
    expect(of(later)).toEqual({ after: { ...draft, status: 'active', publishedUntil: later } });
    expect(of(now)).toEqual({ after: { ...draft, status: 'active', publishedUntil: null } });
  });

  test('tags are one whatever their case, and at most 250', () => {
    const add = { kind: 'tags', mode: 'add', tags: ['Red', 'new'] } as const;
    const of = (tags: string[]) =>
      applyBulk({ ...add, tags: [...add.tags] }, { kind: 'tags', tags }, terms);
    expect(of(['red'])).toEqual({ after: { kind: 'tags', tags: ['red', 'new'] } });
    expect(of(['NEW', 'RED'])).toEqual({ after: null });
    expect(of(Array.from({ length: 249 }, (_, n) => `tag ${n}`))).toHaveProperty('problem');
    const remove = { kind: 'tags', mode: 'remove', tags: ['RED'] } as const;
    const left = applyBulk(
      { ...remove, tags: ['RED'] },
      { kind: 'tags', tags: ['a', 'red'] },
      terms,
    );
    expect(left).toEqual({ after: { kind: 'tags', tags: ['a'] } });
  });

  test('categories are added, taken away, and set', () => {
    const of = (mode: 'add' | 'remove' | 'set', ...ids: string[]) => {
      const categories = ids.map((categoryId) => ({ categoryId }));
      const applied = applyBulk(
        { kind: 'category', mode, categoryId: 'a' },
        { kind: 'category', categories },
        terms,
      );
      if ('problem' in applied || applied.after?.kind !== 'category') return null;
      return applied.after.categories.map(({ categoryId }) => categoryId);
    };
    expect(of('add', 'b')).toEqual(['b', 'a']);
    expect(of('add', 'a')).toBeNull();
    expect(of('remove', 'a', 'b')).toEqual(['b']);
    expect(of('remove', 'b')).toBeNull();
    expect(of('set', 'a', 'b')).toEqual(['a']);
    expect(of('set', 'a')).toBeNull();
  });
});

describe('what is asked for', () => {
  const ask = (text: string) => parseBulkChange(new URLSearchParams(text), 'EUR');
  const words = (text: string) => {
    const change = ask(text)?.change;
    return change ? describeBulkChange(change, 'EUR', 'Cups') : ask(text)?.errors;
  };
  test.each([
    ['change=price&way=lower&by=percent&value=12,5', 'Lower prices by 12.5 %'],
    ['change=price&way=raise&by=amount&value=2.50', 'Raise prices by 2.50 EUR'],
    [
      'change=price&way=lower&by=percent&value=20&compareAt=before',
      'Lower prices by 20 %, compared with the price before',
    ],
    ['change=status&to=archived', 'Make archived'],
    ['change=tags&mode=add&tags=red, blue,Red', 'Add the tags “red”, “blue”'],
    [
      'change=category&mode=set&place=0190A1B2-0000-7000-8000-000000000000',
      'Put into “Cups” alone',
    ],
  ])('%s', (text, wanted) => expect(words(text)).toBe(wanted));

  test.each([
    ['change=everything', 'change'],
    ['change=__proto__', 'change'],
    ['change=status&to=sold', 'to'],
    ['change=price&way=lower&by=percent&value=', 'value'],
    ['change=price&way=lower&by=percent&value=-5', 'value'],
    ['change=price&way=lower&by=percent&value=0', 'value'],
    ['change=price&way=lower&by=percent&value=100.01', 'value'],
    ['change=price&way=raise&by=percent&value=1000.01', 'value'],
    ['change=price&way=lower&by=percent&value=1e1', 'value'],
    ['change=price&way=lower&by=percent&value=5.005', 'value'],
    ['change=price&way=lower&by=amount&value=2.505', 'value'],
    ['change=price&way=lower&by=amount&value=99999999999', 'value'],
    [`change=price&way=lower&by=amount&value=${'9'.repeat(100_000)}`, 'value'],
    ['change=price&way=up&by=percent&value=5', 'way'],
    ['change=price&way=lower&by=magic&value=5', 'by'],
    ['change=price&way=lower&by=percent&value=5&step=3', 'step'],
    ['change=price&way=lower&by=percent&value=5&compareAt=away', 'compareAt'],
    ['change=category&mode=add&place=', 'place'],
    ['change=category&mode=move&place=0190a1b2-0000-7000-8000-000000000000', 'mode'],
    ['change=tags&mode=add&tags=', 'tags'],
    ['change=tags&mode=add&tags=a%00b', 'tags'],
    [`change=tags&mode=add&tags=${'x'.repeat(300)}`, 'tags'],
    [`change=tags&mode=add&tags=${Array.from({ length: 251 }, (_, n) => n).join(',')}`, 'tags'],
  ])('%s is refused beside %s', (text, field) => {
    const asked = ask(text);
    expect(asked?.change).toBeNull();
    expect(Object.keys(asked?.errors ?? {})).toEqual([field]);
    expect(Object.values(asked?.errors ?? {}).join()).not.toBe('');
  });
});
