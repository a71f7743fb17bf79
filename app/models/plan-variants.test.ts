import { expect, test } from 'vitest';
import { type OptionPlan, planVariants, type VariantPlan } from '~/models/plan-variants';
import type { VariantFields } from '~/models/product-form';

const none: OptionPlan = { name: '', values: [] };
const variant = (id: string, ...options: string[]): VariantFields => ({
  id,
  options: [options[0] ?? '', options[1] ?? '', ''],
  priceMinor: '12.00',
  stock: '7',
  sku: `SKU-${id}`,
  image: 'picture',
});

function plan(options: OptionPlan[], variants: VariantFields[]): VariantPlan {
  const made = planVariants([...options, none, none].slice(0, 3), variants);
  if (typeof made === 'string') throw new Error(made);
  return made;
}

test('every combination is made once, and what is there keeps all that is its', () => {
  const size = { name: 'Size', values: ['S', 'M'] };
  const colour = { name: 'Colour', values: ['Red', 'Blue'] };
  const made = plan([size, colour], [variant('a', 'M', 'Red')]);
  expect(made).toMatchObject({
    made: ['S / Red', 'S / Blue', 'M / Blue'],
    kept: ['M / Red'],
    removed: [],
  });
  expect(made.variants[2]).toEqual(variant('a', 'M', 'Red'));
  expect(made.variants[0]).toMatchObject({ priceMinor: '12.00', stock: '0' });
  expect(made.variants[0]?.id).toBeUndefined();
  expect(made.variants[0]?.sku).toBeUndefined();
});

test('a line that changed is a value renamed', () => {
  const variants = [variant('a', 'Red'), variant('b', 'Blue')];
  const made = plan([{ name: 'Colour', values: ['Rot', 'Blue'] }], variants);
  expect(made).toMatchObject({ renamed: [['Red', 'Rot']], kept: ['Blue'], made: [], removed: [] });
  expect(made.variants[0]).toEqual(variant('a', 'Rot'));
});

test('values in another order only change places', () => {
  const variants = [variant('a', 'Red'), variant('b', 'Blue')];
  const made = plan([{ name: 'Colour', values: ['Blue', 'Red'] }], variants);
  expect(made.variants).toEqual([variant('b', 'Blue'), variant('a', 'Red')]);
  expect(made.kept).toEqual(['Blue', 'Red']);
});

test('a value that is gone takes its variants along', () => {
  const variants = [variant('a', 'Red'), variant('b', 'Blue')];
  expect(plan([{ name: 'Colour', values: ['Red'] }], variants).removed).toEqual(['Blue']);
});

test('a new option gives what is there its first value', () => {
  const options = [
    { name: 'Colour', values: ['Red'] },
    { name: 'Size', values: ['S', 'M'] },
  ];
  const made = plan(options, [variant('a', 'Red')]);
  expect(made.renamed).toEqual([['Red', 'Red / S']]);
  expect(made.made).toEqual(['Red / M']);
  expect(made.variants[0]).toEqual(variant('a', 'Red', 'S'));
});

test('the one variant of a product without options becomes the first of all', () => {
  const made = plan([{ name: 'Size', values: ['S', 'M'] }], [variant('a')]);
  expect(made.renamed).toEqual([['The variant there is', 'S']]);
  expect(made.variants[0]).toEqual(variant('a', 'S'));
});

test('an option taken away leaves the first variant of each of the rest', () => {
  const variants = [variant('a', 'S', 'Red'), variant('b', 'S', 'Blue'), variant('c', 'M', 'Red')];
  const made = plan([{ name: 'Size', values: ['S', 'M'] }], variants);
  expect(made.variants.map(({ id }) => id)).toEqual(['a', 'c']);
  expect(made.removed).toHaveLength(1);
});

test.each<[string, OptionPlan[], string]>([
  ['no option', [none, none, none], 'Name an option'],
  ['an option without values', [{ name: 'Size', values: [] }, none, none], 'at least one value'],
  [
    'more combinations than a product may have',
    ['A', 'B', 'C'].map((name) => ({
      name,
      values: Array.from({ length: 13 }, (_, i) => `${name}${i}`),
    })),
    '2,197 variants, and a product has at most 2,048',
  ],
])('%s is refused with a word', (_what, options, word) => {
  expect(planVariants(options, [variant('a')])).toContain(word);
});
