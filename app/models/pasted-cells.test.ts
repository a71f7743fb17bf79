import { expect, test } from 'vitest';
import { isTable, readCells } from '~/models/pasted-cells';
import { namedColumns, pasteInto } from '~/models/paste-variants';
import { LIMITS } from '~/models/product';
import { variantColumns } from '~/models/variant-columns';

test.each<[string, string, string[][]]>([
  ['a row of Excel', 'a\tb\r\n', [['a', 'b']]],
  ['a line break and quotes in a cell', 'a\t"say ""hi""\nthere"\r\nc\td', [['a', 'say "hi"\nthere'], ['c', 'd']]], // prettier-ignore
  ['an inch in a cell', '5" pipe\tb', [['5" pipe', 'b']]],
  ['an empty cell at the end', 'a\t\nb\t', [['a', ''], ['b', '']]], // prettier-ignore
  ['an empty line', 'a\n\nb', [['a'], [''], ['b']]],
  ['a file with commas', 'sku,price\nA,1', [['sku', 'price'], ['A', '1']]], // prettier-ignore
  ['a file with semicolons', 'sku;price\nA;1,50', [['sku', 'price'], ['A', '1,50']]], // prettier-ignore
  ['a column of decimal commas', '12,50\n13,00 €', [['12,50'], ['13,00 €']]],
  ['a byte order mark', '\uFEFFa\tb', [['a', 'b']]],
])('%s', (_what, text, cells) => {
  expect(readCells(text)).toEqual(cells);
});

test('one cell is left to its field', () => {
  expect(isTable('12,50\r\n')).toBe(false);
  expect(isTable('a\tb')).toBe(true);
});

const rules = { locale: 'en-GB', currency: 'EUR' };
const columns = variantColumns(['Size', '', ''], 'EUR');

test('what goes beyond the table is counted, and makes no variant too many', () => {
  const full = Array.from({ length: LIMITS.variants }, () => ({ stock: '1' }));
  const pasted = pasteInto(
    full,
    columns,
    [['7', 'x', 'y'], ['8']],
    { row: 2_047, column: 6 },
    rules,
  );
  expect(pasted).toMatchObject({ added: 0, left: 3 });
  expect(pasted.variants).toHaveLength(LIMITS.variants);
  expect(pasted.variants.at(-1)).toEqual({ stock: '1', weightGrams: '7' });
});

test('a first line may name the columns', () => {
  expect(namedColumns(['SKU', 'price', 'size'], columns)).toMatchObject([
    { field: 'sku' },
    { field: 'priceMinor' },
    { option: 0 },
  ]);
  expect(namedColumns(['SKU', 'SKU'], columns)).toBeNull();
  expect(namedColumns(['A-1', '12'], columns)).toBeNull();
});

test('a heap of line breaks is gone through once', () => {
  expect(readCells(`${'\n'.repeat(200_000)}a`).at(-1)).toEqual(['a']);
});
