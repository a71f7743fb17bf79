import { expect, test } from 'vitest';
import { type ChosenColumns, mappingIn, searchOf } from '~/chosen-columns';

const chosen: ChosenColumns = {
  dialect: { encoding: 'utf-16le', delimiter: '\t', decimal: ',' },
  mapping: ['title', 'keep', 'variantImageUrl'],
  names: ['Name', 'Shelf & place', 'Bild'],
};

test('the address that a file is read by says what was chosen for as many columns', () => {
  const search = new URLSearchParams(searchOf(chosen));
  expect(Object.fromEntries(search)).toMatchObject(chosen.dialect);
  expect(mappingIn(search, 3)).toEqual(chosen.mapping);
  expect(mappingIn(search, 2)).toBeNull();
});

test.each([
  '',
  'columns=',
  'columns=title+price',
  'columns=title+keep+nonsense',
  'columns=__proto__+a+b',
])('%j says nothing of three columns', (search) => {
  expect(mappingIn(new URLSearchParams(search), 3)).toBeNull();
});

test('the address of a thousand columns is no longer than a server takes', () => {
  const mapping = Array.from({ length: 1_000 }, () => 'leave' as const);
  const search = searchOf({ dialect: chosen.dialect, mapping, names: [] });
  expect(search.length).toBeLessThan(8_000);
});
