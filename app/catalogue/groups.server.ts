import { readCsv } from '~/catalogue/csv-file.server';
import type { CsvSource } from '~/catalogue/csv-source.server';
import type { Dialect } from '~/catalogue/dialect';
import { cellOf, type Header, parseHeader, problemAt, type Row } from '~/catalogue/header';
import type { Mapping } from '~/catalogue/mapping';
import { CatalogueFileError, type Problem, shownValue } from '~/catalogue/problem';
import { slugify } from '~/models/product';

/** A file of products, and how it is to be read. */
export type CatalogueFile = {
  source: CsvSource;
  dialect: Dialect;
  /** What becomes of its columns; when not said, their names say it. */
  mapping?: Mapping | undefined;
};

/** Rows of a file, and of one product: what is known of them is kept in memory. */
const ROWS = 1_000_000;
const ROWS_OF_ONE = 5_000;

/** Rows of one product that follow each other. */
export type Group = {
  /** In the order of the file, from 1. */
  number: number;
  handle: string;
  rows: Row[];
  /** Rows that can't be read: the product can't be imported. */
  problems: Problem[];
};

/** What is known after one look through the file, before anything is written. */
export type Survey = {
  header: Header;
  /** How many there are, each handle once. */
  products: number;
  /** Handles whose rows stand in several places, with the number of the first group. */
  scattered: Map<string, number>;
  problems: Problem[];
};

/**
 * Looks the whole file through, so that a fault at its end is known before its beginning is imported.
 * @throws CatalogueFileError where it can't be imported at all.
 */
export async function surveyFile(file: CatalogueFile): Promise<Survey> {
  const problems: Problem[] = [];
  const firsts = new Map<string, { line: number; number: number }>();
  const scattered = new Map<string, number>();
  const header = await readHeader(file);
  for await (const { number, handle, rows } of readGroups(file, header)) {
    const [row] = rows;
    const first = firsts.get(handle);
    if (first === undefined) {
      firsts.set(handle, { line: row?.line ?? 0, number });
      continue;
    }
    scattered.set(handle, first.number);
    if (!row || problems.length >= PROBLEMS) continue;
    const field = header.fields.has('handle') ? 'handle' : 'title';
    const reason = `${handle} has rows from line ${first.line} on, with other products between. Move all rows of a product together.`;
    problems.push(problemAt(row, header, field, reason));
  }
  return { header, products: firsts.size, scattered, problems };
}

/** Problems of scattered rows that are told at most: their products are refused all the same. */
const PROBLEMS = 10_000;

/** Each run of rows with one handle. */
export async function* readGroups(file: CatalogueFile, header: Header): AsyncGenerator<Group> {
  const { source, dialect } = file;
  let group: Group | undefined;
  let rows = -1;
  for await (const row of readCsv(source, dialect)) {
    rows += 1;
    if (rows === 0) continue;
    if (rows > ROWS) {
      throw new CatalogueFileError(
        `${source.name} has more than ${ROWS.toLocaleString('en')} rows. Divide it into several files.`,
      );
    }
    const named = handleOf(row, header);
    const handle = named || group?.handle || '';
    const problem = misfitOf(row, header) ?? (named ? null : namelessOf(row, header));
    if (group?.handle !== handle) {
      if (group) yield group;
      group = { number: (group?.number ?? 0) + 1, handle, rows: [], problems: [] };
    }
    if (group.rows.length >= ROWS_OF_ONE) {
      throw new CatalogueFileError(
        `${source.name} has more than ${ROWS_OF_ONE} rows of the product “${shownValue(handle)}” (line ${row.line}). Is the column of handles the right one?`,
      );
    }
    group.rows.push(row);
    if (problem) group.problems.push(problem);
  }
  if (group) yield group;
}

/** By its handle, else by its title, as Shopify does; '' where it has neither. */
function handleOf(row: Row, header: Header): string {
  const handle = cellOf(row, header, 'handle')?.trim().toLowerCase();
  if (handle) return handle;
  const title = cellOf(row, header, 'title')?.trim();
  return title ? slugify(title) : '';
}

/** A row without a handle goes with the product above only where the file has no handles at all. */
function namelessOf(row: Row, header: Header): Problem | null {
  if (!header.fields.has('handle') && cellOf(row, header, 'title') === '') return null;
  const reason = 'The row says not which product it belongs to. Give it the handle of its product.';
  return problemAt(row, header, 'handle', reason);
}

function misfitOf({ line, cells }: Row, { names }: Header): Problem | null {
  const beyond = cells.findIndex((cell, index) => cell !== '' && !names[index]);
  if (cells.length < names.length || beyond >= 0) {
    return {
      line,
      column: '',
      reason:
        beyond >= 0
          ? `The value “${shownValue(cells[beyond])}” stands under no column. Is a comma not in quotes?`
          : `The row has ${cells.length} values for ${names.length} columns. Is it cut off?`,
    };
  }
  const unprintable = cells.findIndex((cell) => cell.includes('\0'));
  if (unprintable < 0) return null;
  return {
    line,
    column: names[unprintable] ?? '',
    value: shownValue(cells[unprintable]),
    reason: 'The value holds a NUL character. Take it out.',
  };
}

async function readHeader({ source, dialect, mapping }: CatalogueFile): Promise<Header> {
  for await (const row of readCsv(source, dialect)) {
    return parseHeader(source.name, row, { mapping, decimal: dialect.decimal });
  }
  throw new CatalogueFileError(`${source.name} holds only empty lines: export it again.`);
}
