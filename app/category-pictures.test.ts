import { expect, test } from 'vitest';
import { withDistinctPictures } from '~/category-pictures';

const category = (slug: string, ...ids: string[]) => ({ slug, images: ids.map((id) => ({ id })) });
const shown = (...categories: ReturnType<typeof category>[]) =>
  withDistinctPictures(categories).map(({ slug, image }) => [slug, image?.id ?? null]);

test('each shows its first picture', () => {
  expect(shown(category('a', '1', '2'), category('b', '3'))).toEqual([
    ['a', '1'],
    ['b', '3'],
  ]);
});

test('none shows another’s picture while it has one of its own, whoever comes first', () => {
  expect(shown(category('a', '1', '2'), category('b', '1'))).toEqual([
    ['a', '2'],
    ['b', '1'],
  ]);
  expect(shown(category('a', '1'), category('b', '1', '2'))).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
});

test('rather the same picture than none, and none where there is none', () => {
  expect(shown(category('a', '1'), category('b', '1'), category('c'))).toEqual([
    ['a', '1'],
    ['b', '1'],
    ['c', null],
  ]);
});
