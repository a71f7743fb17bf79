import { type Field, fieldOf, keptName } from '~/catalogue/columns';
import type { Decimal } from '~/catalogue/dialect';
import type { Mapping } from '~/catalogue/mapping';
import { CatalogueFileError, type Problem, shownValue } from '~/catalogue/problem';

export type Row = {
  /** Of the file, from 1: where the row begins. */
  line: number;
  cells: string[];
};

/** What a file's header says: where a field's column is, and which columns are only kept. */
export type Header = {
  names: string[];
  fields: Map<Field, number>;
  kept: { name: string; index: number }[];
  /** What stands before decimals. */
  decimal: Decimal;
};

/** As many as any shop's export has, and some more. */
const COLUMNS = 1_000;

const prototypeKey = /^(__proto__|constructor|prototype)$/;

/** The names in a header. @throws CatalogueFileError where they are no header's. */
export function columnNames(file: string, row: Row): string[] {
  const names = row.cells.map((name) => name.trim());
  if (names.length > COLUMNS) {
    throw new CatalogueFileError(
      `${file} has ${names.length} columns, and ${COLUMNS} are the most. Take away those that are not of products.`,
    );
  }
  const odd = names.find((name) => prototypeKey.test(name) || name.includes('\0'));
  if (odd !== undefined) {
    throw new CatalogueFileError(
      `${file} has a column named “${shownValue(odd)}”, which can't be one. Rename it, or take it away.`,
    );
  }
  return names;
}

/**
 * @param mapping what becomes of the columns; when not said, their names say it.
 * @throws CatalogueFileError where it is not the header of a product CSV.
 */
export function parseHeader(
  path: string,
  row: Row,
  { mapping, decimal = '.' }: { mapping?: Mapping | undefined; decimal?: Decimal } = {},
): Header {
  const names = columnNames(path, row);
  const fields = new Map<Field, number>();
  const kept: Header['kept'] = [];
  names.forEach((name, index) => {
    const use = mapping ? (mapping[index] ?? 'leave') : (fieldOf(name) ?? 'keep');
    if (use === 'leave') return;
    const field = use === 'keep' ? undefined : use;
    const twin = field ? fields.get(field) : kept.find((one) => one.name === keptName(name))?.index;
    if (twin !== undefined) {
      throw new CatalogueFileError(
        `${path} has two columns for the same: “${names[twin] ?? ''}” and “${name}”. Take one away.`,
      );
    }
    if (field) fields.set(field, index);
    else if (name !== '') kept.push({ name: keptName(name), index });
  });
  if (!fields.has('title') && !fields.has('handle')) {
    throw new CatalogueFileError(
      `${path} is no product CSV: its first line names neither “Title” nor “URL handle” (formerly “Handle”).`,
    );
  }
  return { names, fields, kept, decimal };
}

/** The name a field's column has in this file; '' where it has none. */
export function columnName(header: Header, field: Field): string {
  const index = header.fields.get(field);
  return index === undefined ? '' : (header.names[index] ?? '');
}

/** What is wrong with a field's cell, or with a whole row. */
export function problemAt(
  row: Row,
  header: Header,
  field: Field | undefined,
  reason: string,
): Problem {
  const index = field === undefined ? undefined : header.fields.get(field);
  return {
    line: row.line,
    column: field ? columnName(header, field) : '',
    value: shownValue(index === undefined ? '' : row.cells[index]),
    reason,
  };
}

/** A cell as the file has it; undefined where the file has no such column. */
export function cellOf(row: Row, header: Header, field: Field): string | undefined {
  const index = header.fields.get(field);
  return index === undefined ? undefined : (row.cells[index] ?? '');
}
