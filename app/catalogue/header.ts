import { type Field, fieldOf, keptName } from '~/catalogue/columns';
import { CatalogueFileError } from '~/catalogue/problem';

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
};

/** @throws CatalogueFileError where it is not the header of a product CSV. */
export function parseHeader(path: string, row: Row): Header {
  const names = row.cells.map((name) => name.trim());
  const fields = new Map<Field, number>();
  const kept: Header['kept'] = [];
  names.forEach((name, index) => {
    const field = fieldOf(name);
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
      names.length === 1 && /[;\t|]/.test(names[0] ?? '')
        ? `The columns of ${path} are not divided by commas: save it as “CSV UTF-8, comma delimited”.`
        : `${path} is no product CSV: its first line names neither “Title” nor “URL handle” (formerly “Handle”).`,
    );
  }
  return { names, fields, kept };
}

/** The name a field's column has in this file; '' where it has none. */
export function columnName(header: Header, field: Field): string {
  const index = header.fields.get(field);
  return index === undefined ? '' : (header.names[index] ?? '');
}

/** A cell as the file has it; undefined where the file has no such column. */
export function cellOf(row: Row, header: Header, field: Field): string | undefined {
  const index = header.fields.get(field);
  return index === undefined ? undefined : (row.cells[index] ?? '');
}
