import { describe, expect, it } from 'vitest';
import { chosenVariant, optionValues, valuePictures } from '~/choice';

const variant = (options: string[], available = true) => ({ options, available });
const variants = [
  variant(['Sand', 'Small'], false),
  variant(['Sand', 'Large']),
  variant(['Tide', 'Small']),
  variant(['Tide', 'Large'], false),
  variant(['Kelp', 'Small']),
];

describe('chosenVariant', () => {
  it.each([
    [[], ['Sand', 'Large']],
    [
      ['Tide', 'Large'],
      ['Tide', 'Large'],
    ],
    [['Tide'], ['Tide', 'Small']],
    [
      ['Pink', 'Huge'],
      ['Sand', 'Large'],
    ],
    [
      ['Kelp', 'Large'],
      ['Sand', 'Large'],
    ],
  ])('of %j is %j', (asked, options) => {
    expect(chosenVariant(variants, asked)?.options).toEqual(options);
  });

  it('is the first one when all are sold out, and none of none', () => {
    expect(chosenVariant([variant(['A'], false)], [])?.options).toEqual(['A']);
    expect(chosenVariant([], ['A'])).toBeUndefined();
  });
});

describe('optionValues', () => {
  const current = variant(['Sand', 'Large']);

  it('keeps the other options where that is possible', () => {
    expect(optionValues(variants, current, 0)).toEqual([
      { value: 'Sand', chosen: true, state: 'available', search: '?option=Sand&option=Large' },
      { value: 'Tide', chosen: false, state: 'sold-out', search: '?option=Tide&option=Large' },
      { value: 'Kelp', chosen: false, state: 'none', search: '?option=Kelp&option=Small' },
    ]);
  });

  it('leads to a variant from every value', () => {
    for (const from of variants) {
      for (const { search } of [0, 1].flatMap((option) => optionValues(variants, from, option))) {
        const asked = new URLSearchParams(search).getAll('option');
        expect(variants.map(({ options }) => options)).toContainEqual(asked);
      }
    }
  });
});

describe('valuePictures', () => {
  const shown = (options: string[], imageId: string | null) => ({ ...variant(options), imageId });

  it('gives each value the first picture of its variants', () => {
    const variants = [shown(['Sand'], 'a'), shown(['Tide'], null), shown(['Tide'], 'b')];
    expect(valuePictures(variants, 0)).toEqual(
      new Map([
        ['Sand', 'a'],
        ['Tide', 'b'],
      ]),
    );
  });

  it.each([
    ['a value has none', [shown(['Sand'], 'a'), shown(['Tide'], null)]],
    ['two look the same', [shown(['Small'], 'a'), shown(['Large'], 'a')]],
    ['there is no choice', [shown(['Sand'], 'a')]],
  ])('gives none where %s', (_, variants) => {
    expect(valuePictures(variants, 0)).toBeNull();
  });
});
