import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { unguard } from '~/catalogue/cell-guard';
import type { CsvSource } from '~/catalogue/csv-source.server';
import { type Dialect, encodings, separatorLine } from '~/catalogue/dialect';
import { type Row } from '~/catalogue/header';
import { CatalogueFileError } from '~/catalogue/problem';

/** Characters of one row: a product's longest description, as HTML and as Markdown, fits many times. */
const ROW = 4 * 1024 * 1024;

/**
 * The rows of a CSV file, the header first, as a stream: any size of file in little memory.
 * Empty lines are left out.
 * @throws CatalogueFileError where the file can't be read to its end, saying where and what to do.
 */
export async function* readCsv(source: CsvSource, dialect: Dialect): AsyncGenerator<Row> {
  const { name } = source;
  const text = Readable.from(decode(source, dialect));
  let parsed = 0;
  const lines: number[] = [];
  const parser = text.pipe(
    parse({
      bom: true,
      delimiter: dialect.delimiter,
      max_record_size: ROW,
      relax_column_count: true,
      record_delimiter: '\n',
      on_record: (cells: string[], context) => {
        lines.push(parsed + 1);
        parsed = context.lines;
        return cells;
      },
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const line = lines.shift() ?? 0;
      if (line === 1 && separatorLine.test(cells.join(dialect.delimiter))) continue;
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells: cells.map(unguard) };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new CatalogueFileError(explain(name, parsed + 1, error), { cause: error });
    throw error;
  } finally {
    text.destroy();
  }
}

/**
 * Text with \n alone at line ends. Refuses the first byte that is not of the encoding, with its line, instead
 * of putting � into products.
 */
async function* decode(
  { name, bytes: open }: CsvSource,
  { encoding }: Dialect,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let lines = 1;
  let held = '';
  const decodePiece = (bytes: Uint8Array | undefined) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      const line = lines + linesBeforeFault(bytes, encoding);
      const instead = encoding === 'utf-8' ? ', perhaps in Latin-1 or Windows-1252' : '';
      throw new CatalogueFileError(
        `${name} is not written in ${encodings[encoding]} (near line ${line})${instead}: save it as “CSV UTF-8”.`,
        { cause: error },
      );
    }
  };
  const unify = (text: string) => {
    const unified = text.replace(/\r\n?/g, '\n');
    lines += unified.split('\n').length - 1;
    return unified;
  };
  for await (const bytes of open()) {
    const text = held + decodePiece(bytes);
    // A \r at the end may be half of a \r\n.
    held = text.endsWith('\r') ? '\r' : '';
    const whole = unify(held ? text.slice(0, -1) : text);
    // An empty piece would end the stream.
    if (whole !== '') yield whole;
  }
  const rest = unify(held + decodePiece(undefined));
  if (rest !== '') yield rest;
}

function linesBeforeFault(bytes: Uint8Array | undefined, encoding: string): number {
  const before = new TextDecoder(encoding).decode(bytes).split('�')[0] ?? '';
  return before.split('\n').length - 1;
}

function explain(name: string, line: number, error: CsvError): string {
  const start = `${name} can't be read on from line ${line}, so nothing was imported: `;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `${start}a quotation mark is opened there and never closed. Close it, or double it where it is meant as text.`;
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `${start}a quotation mark stands inside a value. Put the whole value in quotes and double the marks in it.`;
    case 'CSV_MAX_RECORD_SIZE':
      return `${start}the row is longer than ${ROW / 1024 / 1024} million characters. Is a quotation mark opened there and never closed?`;
    default:
      return `${start}${error.message}`;
  }
}
