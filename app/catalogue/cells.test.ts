import { expect, test } from 'vitest';
import { parseBoolean, parseCode, parseGrams, parsePrice, plainNumber } from '~/catalogue/cells';

test.each(['constructor', '__proto__', 'stone'])('%s is no unit of weight', (unit) => {
  expect(parseGrams('5', unit)).toEqual({
    reason: `“${unit}” is no unit of weight. Write g, kg, lb or oz.`,
  });
});

test('a weight is told in grams, whatever its unit', () => {
  const told = ['g', ' KG ', 'lb', 'oz', ''].map((unit) => parseGrams('2', unit));
  expect(told).toEqual([2, 2_000, 907, 57, 2].map((value) => ({ value })));
});

test.each([
  ['1.234,50', ',', '1234.50'],
  ['€ 1.234,50', ',', '€ 1234.50'],
  ['1.000', ',', '1000'],
  ['12,5', ',', '12.5'],
  ['12.50', ',', '12.50'],
  ['1,234.50', '.', '1234.50'],
  ['$1,234', '.', '$1234'],
  ['1,50', '.', '1,50'],
  ['1,2345', '.', '1,2345'],
  ['-1,000', '.', '-1000'],
  ['many', '.', 'many'],
] as const)('%s, where “%s” is before decimals, is %s', (text, decimal, plain) => {
  expect(plainNumber(text, decimal)).toBe(plain);
});

test('a price may stand beside its own currency, and no other', () => {
  for (const text of ['€ 14', '14 €', 'EUR 14', '14.00EUR', '14']) {
    expect(parsePrice(text, 'EUR')).toEqual({ value: 1_400 });
  }
  for (const text of ['$14', 'USD 14', '€', '€ € 14', '-€14']) {
    expect(parsePrice(text, 'EUR')).toHaveProperty('reason');
  }
});

test('TRUE and FALSE may be a spreadsheet’s translation of them', () => {
  expect(['WAHR', 'vrai', 'VERO'].map(parseBoolean)).toEqual(Array(3).fill({ value: true }));
  expect(['FALSCH', 'faux', 'Falso'].map(parseBoolean)).toEqual(Array(3).fill({ value: false }));
});

test.each(['4.00638E+12', '4,00638E+12', '4E+12'])(
  'a code that a spreadsheet has shortened to %s is asked about, unless the shop has it so',
  (text) => {
    expect(parseCode(text, '4006381333931')).toHaveProperty('reason');
    expect(parseCode(text, text)).toEqual({ value: text });
  },
);

test.each(['4006381333931', 'E+12', '12E-4', '1E+100', 'SIZE+10'])('%s is a code', (text) => {
  expect(parseCode(text, null)).toEqual({ value: text });
});
