import { expect, test } from 'vitest';
import { Purges } from '~/server/cache/purges';

test('what was begun before a change is outdated by it, what was begun after is not', () => {
  const purges = new Purges();
  const before = purges.now;
  purges.purge(['product:1', 'products']);
  const after = purges.now;
  expect(purges.changedSince(['product:1'], before)).toBe(true);
  expect(purges.changedSince(['categories', 'products'], before)).toBe(true);
  expect(purges.changedSince(['product:2', 'categories'], before)).toBe(false);
  purges.purge(['categories']);
  expect(purges.changedSince(['product:1', 'products'], after)).toBe(false);
  expect(purges.changedSince(['product:1', 'categories'], after)).toBe(true);
});

test('everything outdates all but what has no tags', () => {
  const purges = new Purges();
  const before = purges.now;
  purges.purgeEverything();
  expect(purges.changedSince(['anything'], before)).toBe(true);
  expect(purges.changedSince([], before)).toBe(false);
  expect(purges.changedSince(['anything'], purges.now)).toBe(false);
});

test('more tags than it remembers count as everything', () => {
  const purges = new Purges();
  const before = purges.now;
  purges.purge(Array.from({ length: 10_001 }, (_, i) => `product:${i}`));
  expect(purges.changedSince(['categories'], before)).toBe(true);
});
