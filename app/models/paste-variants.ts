import { LIMITS } from '~/models/product';
import type { VariantFields } from '~/models/product-form';
import {
  type NumberRules,
  readCell,
  valueAt,
  type VariantColumn,
  withValue,
} from '~/models/variant-columns';

export type Place = { row: number; column: number };
export type PastedCell = Place & { before: string; after: string; wrong?: string };

export type Pasted = {
  variants: VariantFields[];
  /** Of the cells that were there. */
  cells: PastedCell[];
  /** Variants that were made at the end. */
  added: number;
  /** Cells that are right of the last column, or below the last variant that a product may have. */
  left: number;
};

/**
 * Fills a table's cells into the variants from a cell on. What goes beyond the last variant makes new ones; a cell that
 * can't be read is put in as it is, with what is wrong.
 */
export function pasteInto(
  variants: VariantFields[],
  columns: VariantColumn[],
  cells: string[][],
  { row: firstRow, column: firstColumn }: Place,
  rules: NumberRules,
): Pasted {
  const filled = [...variants];
  const pasted: PastedCell[] = [];
  let left = 0;
  cells.forEach((line, down) => {
    const row = firstRow + down;
    line.forEach((text, across) => {
      const column = firstColumn + across;
      const at = columns[column];
      if (!at || row >= LIMITS.variants) {
        if (text !== '') left += 1;
        return;
      }
      const variant = filled[row] ?? newVariant(filled.at(-1));
      const { value, wrong } = readCell(text, at, rules);
      filled[row] = withValue(variant, at, value);
      pasted.push({ row, column, before: valueAt(variant, at), after: value, wrong });
    });
  });
  return { variants: filled, cells: pasted, added: filled.length - variants.length, left };
}

/** What a variant starts with that is added behind another. */
export function newVariant(last: VariantFields | undefined): VariantFields {
  return {
    options: ['', '', ''],
    priceMinor: last?.priceMinor ?? '',
    trackStock: 'on',
    stock: '0',
    outOfStock: 'deny',
  };
}

/**
 * The columns that a table's first line names, by their places; null where it names none.
 * A name may leave out the currency or the unit.
 */
export function namedColumns(line: string[], columns: VariantColumn[]): VariantColumn[] | null {
  const plain = (label: string) => label.toLowerCase().replace(/,.*|[^\p{L}\p{N}]/gu, '');
  const named = line.map((name) => columns.find(({ label }) => plain(label) === plain(name)));
  const all = named.filter((column) => column !== undefined);
  return all.length === line.length && new Set(all).size === all.length ? all : null;
}

/** What came of a paste, in words. */
export function describePaste({ cells, added, left }: Omit<Pasted, 'variants'>): string {
  const wrong = cells.filter((cell) => cell.wrong).length;
  return [
    `${count(cells.length, 'cell')} pasted`,
    added > 0 ? `, with ${count(added, 'new variant')}` : '',
    '. ',
    wrong > 0 ? `${count(wrong, 'cell')} can’t be taken as they are: look below. ` : '',
    left > 0 ? `${count(left, 'cell')} had no place in the table and were left out. ` : '',
    'Nothing is saved yet.',
  ].join('');
}

function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}
