import { expect, test } from 'vitest';
import { between, pick, random } from './random';

const draw = (seed: number, times = 5) => Array.from({ length: times }, random(seed));

test('the same seed gives the same chance, another one another', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(8)).not.toEqual(draw(7));
});

test('chance is even, from 0 to below 1', () => {
  for (const seed of [0, 1, 2 ** 32 - 1]) {
    const drawn = draw(seed, 10_000);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const { length } = drawn.filter((chance) => Math.floor(chance * 10) === tenth);
      expect(Math.abs(length - 1000)).toBeLessThan(150);
    }
  }
});

test('numbers and items are all to be had, and none beyond', () => {
  const chance = random(1);
  const numbers = Array.from({ length: 1000 }, () => between(3, 5, chance));
  expect([...new Set(numbers)].sort()).toEqual([3, 4, 5]);
  expect([...new Set(numbers.map(() => pick(['a', 'b'], chance)))].sort()).toEqual(['a', 'b']);
  expect(() => pick([], chance)).toThrow(RangeError);
});
