import { expect, test } from 'vitest';
import { unmadeValues } from '~/models/unmade-values';

/** Two variants, S and M, whose lines were opened so. */
const opened = {
  options: ['Size', '', ''],
  optionValues: ['S\nM', '', ''],
  optionValuesOpened: ['S\nM', '', ''],
  variants: [{ options: ['S', '', ''] }, { options: ['M', '', ''] }],
};
const pathsOf = (fields: object) =>
  unmadeValues({ ...opened, ...fields }).map(({ path }) => path.join('.'));

test.each([
  ['nothing was touched', {}],
  ['the lines were made', { optionValuesOpened: ['S', '', ''] }],
  ['only spaces and empty lines came', { optionValues: [' S \r\n\r\nM\r\n', '', ''] }],
  ['a value was typed in the table', { variants: [{ options: ['L', '', ''] }] }],
  ['the option lost its name', { options: ['', '', ''] }],
  ['the option lost its name and its lines', { options: ['', '', ''], optionValues: ['', '', ''] }],
  ['a form holds no lines', { optionValues: undefined, optionValuesOpened: undefined }],
  ['lines are anything else', { optionValues: { length: 3 }, variants: 'none', options: 7 }],
])('a save loses nothing where %s', (_what, fields) => {
  expect(pathsOf(fields)).toEqual([]);
});

test.each([
  ['came', { optionValues: ['S\nM\nL', '', ''] }],
  ['went', { optionValues: ['S', '', ''] }],
  ['changed places', { optionValues: ['M\nS', '', ''] }],
  ['are a new option’s', { options: ['Size', 'Colour', ''], optionValues: ['S\nM', 'Red', ''] }],
  ['have no option', { optionValues: ['S\nM', 'Red', ''] }],
])('a save asks about values that %s and are in no variant', (_what, fields) => {
  expect(pathsOf(fields)).toEqual(['options']);
});

test('a save asks about cells that are not filled in', () => {
  expect(pathsOf({ pasteText: 'S\t12' })).toEqual(['variants']);
  expect(pathsOf({ pasteText: ' \n' })).toEqual([]);
});
