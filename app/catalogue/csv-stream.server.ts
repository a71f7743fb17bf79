import { stringify } from 'csv-stringify';
import { Readable } from 'node:stream';

/** Rows as CSV, as they come: whichever end breaks off, the other does too. */
export function csvStream(lines: AsyncIterable<string[]>): Readable {
  // Also what other programs would trim or take for the end of a row.
  const csv = stringify({ quoted_match: [/[\r\n]/, /^\s|\s$/] });
  const rows = Readable.from(lines);
  rows.on('error', (error) => csv.destroy(error));
  csv.on('close', () => rows.destroy());
  return rows.pipe(csv);
}
