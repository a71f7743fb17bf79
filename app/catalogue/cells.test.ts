import { expect, test } from 'vitest';
import { parseGrams } from '~/catalogue/cells';

test.each(['constructor', '__proto__', 'stone'])('%s is no unit of weight', (unit) => {
  expect(parseGrams('5', unit)).toEqual({
    reason: `“${unit}” is no unit of weight. Write g, kg, lb or oz.`,
  });
});

test('a weight is told in grams, whatever its unit', () => {
  const told = ['g', ' KG ', 'lb', 'oz', ''].map((unit) => parseGrams('2', unit));
  expect(told).toEqual([2, 2_000, 907, 57, 2].map((value) => ({ value })));
});
