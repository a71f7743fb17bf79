import { DEFAULTS, isOfVariant } from '~/catalogue/columns';
import { type CellReader } from '~/catalogue/cell-reader';
import { type Group } from '~/catalogue/groups.server';
import { type Row } from '~/catalogue/header';
import { type ImportedProduct } from '~/catalogue/imported';

/** The columns that the shop has no field for, by where an exported file must put them again. */

type Cells = Record<string, string>;

/** Of the product's first row, and of rows that hold an image alone. */
export function keepOfProduct(
  reader: CellReader,
  { rows }: Group,
  variantRows: Row[],
  before: ImportedProduct | undefined,
): Pick<ImportedProduct, 'fields' | 'images'> {
  const [first] = rows;
  const images: Record<string, Cells> = {};
  for (const row of rows) {
    if (variantRows.includes(row)) continue;
    const url = reader.text(row, 'imageUrl');
    const cells = keep(reader, row, () => true, {});
    if (url && Object.keys(cells).length > 0) images[url] = cells;
  }
  return {
    fields: first ? keep(reader, first, (name) => !isOfVariant(name), before?.fields ?? {}) : {},
    images: reader.has('imageUrl') ? images : (before?.images ?? {}),
  };
}

/** Of a variant's row; in the first row only what speaks of variants. */
export function keepOfVariant(
  reader: CellReader,
  row: Row,
  isFirst: boolean,
  before: Cells,
): Cells {
  const cells = keep(reader, row, (name) => !isFirst || isOfVariant(name), before);
  const tracker = reader.text(row, 'tracker');
  if (tracker === undefined) return cells;
  // The shop counts stock itself: another's name is only kept.
  const { [TRACKER]: _, ...others } = cells;
  return /^(shopify)?$/i.test(tracker) ? others : { ...others, [TRACKER]: tracker };
}

export const TRACKER = 'Inventory tracker';

/** What a column that the file doesn't have held before stays. */
function keep(
  { header }: CellReader,
  row: Row,
  isWanted: (name: string) => boolean,
  before: Cells,
): Cells {
  const cells = new Map(Object.entries(before));
  for (const { name, index } of header.kept) {
    if (!isWanted(name)) continue;
    const value = (row.cells[index] ?? '').trim();
    if (saysNothing(name, value)) cells.delete(name);
    else cells.set(name, value);
  }
  return Object.fromEntries(cells);
}

/** Not looked up in the object itself: a column may be called like what every object has. */
const defaults = new Map(Object.entries(DEFAULTS));

/** Whether a cell only says what an empty one means. */
function saysNothing(name: string, value: string): boolean {
  return value === '' || value.toLowerCase() === defaults.get(name)?.toLowerCase();
}
