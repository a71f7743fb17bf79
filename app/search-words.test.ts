import { describe, expect, it } from 'vitest';
import { maxQuery, oneSlip, searchWords, tidyQuery } from '~/search-words';

describe('tidyQuery', () => {
  it.each([
    [null, ''],
    ['  blue \t\n jug ', 'blue jug'],
    ['a\0b', 'a b'],
    ['half \ud800 pair', 'half pair'],
  ])('makes %j %j', (given, tidy) => {
    expect(tidyQuery(given)).toBe(tidy);
  });

  it('is bounded', () => {
    expect(tidyQuery('x'.repeat(100_000))).toHaveLength(maxQuery);
  });
});

describe('searchWords', () => {
  it.each([
    ['Blue JUG', ['blue', 'jug']],
    ['100% _wool_ (soft)', ['wool', 'soft', '100']],
    ["women's shirt", ['women', 'shirt']],
    ['jug jug', ['jug']],
    ['a', ['a']],
    ['%_\\', []],
    ['crème brûlée', ['brûlée', 'crème']],
  ])('finds the words of %j', (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });

  it('looks at a few words only', () => {
    const many = Array.from({ length: 50 }, (_, i) => `word${i}`).join(' ');
    expect(searchWords(many).length).toBeLessThanOrEqual(6);
  });
});

describe('oneSlip', () => {
  const takes = (typed: string, meant: string) =>
    new RegExp(oneSlip(typed)?.replace(/\\m|\\M/g, '\\b') ?? '$.').test(meant);

  it.each([
    ['lmap', 'lamp'],
    ['lemp', 'lamp'],
    ['lmp', 'lamp'],
    ['laamp', 'lamp'],
    ['mgu', 'mug'],
    ['vaes', 'vase'],
  ])('takes %s for %s', (typed, meant) => {
    expect(takes(typed, meant)).toBe(true);
  });

  it('leaves very short and long words alone', () => {
    expect(oneSlip('ab')).toBeNull();
    expect(oneSlip('lantern')).toBeNull();
  });

  it('does not take any word for any other', () => {
    expect(takes('lamp', 'mug')).toBe(false);
  });
});
