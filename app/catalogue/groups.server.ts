import { readCsv } from '~/catalogue/csv-file.server';
import { cellOf, columnName, type Header, parseHeader, type Row } from '~/catalogue/header';
import { CatalogueFileError, type Problem } from '~/catalogue/problem';
import { slugify } from '~/models/product';

/** Rows of one product that follow each other. */
export type Group = {
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
  /** Handles whose rows stand in several places. */
  scattered: Set<string>;
  problems: Problem[];
};

/**
 * Looks the whole file through, so that a fault at its end is known before its beginning is imported.
 * @throws CatalogueFileError where it can't be imported at all.
 */
export async function surveyFile(path: string): Promise<Survey> {
  const problems: Problem[] = [];
  const firstLines = new Map<string, number>();
  const scattered = new Set<string>();
  const header = await readHeader(path);
  for await (const { handle, rows } of readGroups(path, header)) {
    const line = rows[0]?.line ?? 0;
    const first = firstLines.get(handle);
    if (first === undefined) {
      firstLines.set(handle, line);
      continue;
    }
    scattered.add(handle);
    problems.push({
      line,
      column: columnName(header, header.fields.has('handle') ? 'handle' : 'title'),
      reason: `${handle} has rows from line ${first} on, with other products between. Move all rows of a product together.`,
    });
  }
  return { header, products: firstLines.size, scattered, problems };
}

/** Each run of rows with one handle. */
export async function* readGroups(path: string, header: Header): AsyncGenerator<Group> {
  let group: Group | undefined;
  let inHeader = true;
  for await (const row of readCsv(path)) {
    if (inHeader) {
      inHeader = false;
      continue;
    }
    const named = handleOf(row, header);
    const handle = named || group?.handle || '';
    const problem = misfitOf(row, header) ?? (named ? null : namelessOf(row, header));
    if (group?.handle !== handle) {
      if (group) yield group;
      group = { handle, rows: [], problems: [] };
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
  return {
    line: row.line,
    column: columnName(header, 'handle'),
    reason: 'The row says not which product it belongs to. Give it the handle of its product.',
  };
}

function misfitOf({ line, cells }: Row, { names }: Header): Problem | null {
  const beyond = cells.findIndex((cell, index) => cell !== '' && !names[index]);
  if (cells.length < names.length || beyond >= 0) {
    return {
      line,
      column: '',
      reason:
        beyond >= 0
          ? `The value “${cells[beyond] ?? ''}” stands under no column. Is a comma not in quotes?`
          : `The row has ${cells.length} values for ${names.length} columns. Is it cut off?`,
    };
  }
  const unprintable = cells.findIndex((cell) => cell.includes('\0'));
  if (unprintable < 0) return null;
  return {
    line,
    column: names[unprintable] ?? '',
    reason: 'The value holds a NUL character. Take it out.',
  };
}

async function readHeader(path: string): Promise<Header> {
  for await (const row of readCsv(path)) return parseHeader(path, row);
  throw new CatalogueFileError(`${path} holds only empty lines: export it again.`);
}
