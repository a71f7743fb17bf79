import { expect, test } from 'vitest';
import { flattenTree } from '~/models/category-form';
import { type Direction, placeBeside, placeOfDrop, whyNotUnder } from '~/models/category-place';

/** a (b, c (d)), e */
const nodes = (
  [
    ['a', null],
    ['b', 'a'],
    ['c', 'a'],
    ['d', 'c'],
    ['e', null],
  ] as const
).map(([id, parentId]) => ({ id, parentId, slug: id, title: id, version: 1, products: 0 }));
const rows = flattenTree(nodes);

test.each<[string, Direction, [string | null, string | null] | null]>([
  ['a', 'up', null],
  ['a', 'down', [null, null]],
  ['a', 'in', null],
  ['a', 'out', null],
  ['e', 'up', [null, 'a']],
  ['e', 'in', ['a', null]],
  ['c', 'up', ['a', 'b']],
  ['c', 'in', ['b', null]],
  ['c', 'out', [null, 'e']],
  ['b', 'down', ['a', null]],
  ['d', 'out', ['a', null]],
  ['x', 'up', null],
])('%s goes %s', (id, direction, place) => {
  expect(placeBeside(nodes, id, direction)).toEqual(
    place && { parentId: place[0], before: place[1] },
  );
});

test.each([
  // Above everything there is one level only.
  { id: 'e', gap: 0, depth: 3, place: { parentId: null, before: 'a', depth: 0 } },
  // Between a parent and its first child, too.
  { id: 'e', gap: 1, depth: 0, place: { parentId: 'a', before: 'b', depth: 1 } },
  { id: 'e', gap: 2, depth: 0, place: { parentId: 'a', before: 'c', depth: 1 } },
  { id: 'e', gap: 2, depth: 2, place: { parentId: 'b', before: null, depth: 2 } },
  // At a branch's end there is a choice of all levels.
  { id: 'e', gap: 4, depth: 0, place: { parentId: null, before: null, depth: 0 } },
  { id: 'e', gap: 4, depth: 1, place: { parentId: 'a', before: null, depth: 1 } },
  { id: 'e', gap: 4, depth: 2, place: { parentId: 'c', before: null, depth: 2 } },
  { id: 'e', gap: 4, depth: 9, place: { parentId: 'd', before: null, depth: 3 } },
  { id: 'b', gap: 5, depth: 0, place: { parentId: null, before: null, depth: 0 } },
  { id: 'b', gap: 5, depth: -2, place: { parentId: null, before: null, depth: 0 } },
  // What is dragged has no place inside of itself.
  { id: 'a', gap: 3, depth: 1, place: { parentId: null, before: 'e', depth: 0 } },
])('$id dropped before line $gap at depth $depth', ({ id, gap, depth, place }) => {
  expect(placeOfDrop(rows, { id, gap, depth })).toEqual(place);
});

test('nothing goes under itself, nor deeper than five levels', () => {
  expect(whyNotUnder(nodes, 'a', 'd')).toBe('ring');
  expect(whyNotUnder(nodes, 'a', 'a')).toBe('ring');
  expect(whyNotUnder(nodes, 'a', null)).toBeNull();
  expect(whyNotUnder(nodes, 'e', 'd')).toBeNull();
  const deeper = [...nodes, { ...nodes[4], id: 'f', parentId: 'e' }, { id: 'g', parentId: 'f' }];
  expect(whyNotUnder(deeper, 'f', 'd')).toBeNull();
  expect(whyNotUnder(deeper, 'e', 'd')).toBe('deep');
});
