import { parse } from 'csv-parse/sync';
import { fieldOf } from '~/catalogue/columns';
import { type CsvSource, headOf } from '~/catalogue/csv-source.server';
import {
  type Delimiter,
  delimiters,
  type Dialect,
  type Encoding,
  separatorLine,
} from '~/catalogue/dialect';
import { guessField } from '~/catalogue/mapping';
import { CatalogueFileError } from '~/catalogue/problem';

/** Bytes that tell what kind of file it is. */
const HEAD = 64 * 1024;

export type Detected = {
  dialect: Dialect;
  /** The encoding is a guess, which somebody should look at: the file says nothing of it, and is no UTF-8. */
  guessed: boolean;
};

/**
 * How a file is written, from its first bytes and, where those say nothing, from all of them.
 * @throws CatalogueFileError where it is no text.
 */
export async function detectDialect(source: CsvSource): Promise<Detected> {
  const head = await headOf(source, HEAD);
  refuseOthers(source.name, head);
  const told = toldEncoding(source.name, head);
  const encoding = told ?? ((await isUtf8(source)) ? 'utf-8' : 'windows-1252');
  const delimiter = detectDelimiter(new TextDecoder(encoding).decode(head));
  return {
    // Where commas stand in prices, columns are divided by semicolons.
    dialect: { encoding, delimiter, decimal: delimiter === ';' ? ',' : '.' },
    guessed: encoding === 'windows-1252',
  };
}

// eslint-disable-next-line no-control-regex -- The bytes that such files begin with.
const [zip, ole, gzip] = [/^PK\x03\x04/, /^\xd0\xcf\x11\xe0/, /^\x1f\x8b/];

const others: [RegExp, string][] = [
  [zip, 'a workbook or a zip file, not CSV: save it as “CSV UTF-8”'],
  [ole, 'an old workbook, not CSV: save it as “CSV UTF-8”'],
  [gzip, 'compressed: unpack it first'],
  [/^%PDF/, 'a PDF, not CSV: export it as “CSV UTF-8”'],
  [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/, 'a picture, not CSV'],
  [
    /^(\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|svg)\b/i,
    'XML, HTML or SVG, not CSV: export it as “CSV UTF-8”',
  ],
  [/^(\xef\xbb\xbf)?\s*[[{]\s*["{[]/, 'JSON, not CSV: export it as “CSV UTF-8”'],
];

function refuseOthers(name: string, head: Buffer): void {
  if (head.length === 0) throw new CatalogueFileError(`${name} is empty: export it again.`);
  const start = head.subarray(0, 256).toString('latin1');
  const kind = others.find(([pattern]) => pattern.test(start))?.[1];
  if (kind !== undefined) throw new CatalogueFileError(`${name} is ${kind}.`);
}

/** What the first bytes say, by a mark or by where NULs stand; null where that is nothing. */
function toldEncoding(name: string, head: Buffer): Encoding | null {
  const start = head.subarray(0, 3).toString('latin1');
  if (start === '\xef\xbb\xbf') return 'utf-8';
  if (start.startsWith('\xff\xfe')) return 'utf-16le';
  if (start.startsWith('\xfe\xff')) return 'utf-16be';
  if (!head.includes(0)) return null;
  const nuls = [0, 0] as [number, number];
  for (const [index, byte] of head.entries()) if (byte === 0) nuls[index % 2 === 0 ? 0 : 1] += 1;
  // A header is mostly letters of which UTF-16 leaves one byte empty.
  const many = head.length / 5;
  if (nuls[1] > many && nuls[0] === 0) return 'utf-16le';
  if (nuls[0] > many && nuls[1] === 0) return 'utf-16be';
  // One in a cell is a fault of its row.
  if (nuls[0] + nuls[1] < head.length / 100) return null;
  throw new CatalogueFileError(`${name} holds NUL characters, so it is no text: export it again.`);
}

async function isUtf8(source: CsvSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of source.bytes()) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The one that a line such as `sep=;` tells, or that makes the most of the header: known columns, then columns at all. */
function detectDelimiter(text: string): Delimiter {
  const told = separatorLine.exec(text)?.[1];
  const named = (Object.keys(delimiters) as Delimiter[]).find((delimiter) => delimiter === told);
  if (named) return named;
  const found = (Object.keys(delimiters) as Delimiter[]).map((delimiter) => {
    const names = firstRow(text, delimiter);
    const known = names.filter((name) => fieldOf(name) ?? guessField(name)).length;
    return { delimiter, score: known * 1_000 + names.length };
  });
  found.sort((a, b) => b.score - a.score);
  return found[0]?.delimiter ?? ',';
}

function firstRow(text: string, delimiter: Delimiter): string[] {
  const options = { delimiter, to: 1, bom: true, relax_quotes: true, skip_empty_lines: true };
  try {
    return parse(text, options)[0]?.map((name) => name.trim()) ?? [];
  } catch {
    return [];
  }
}
