import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { CatalogueFileError } from '~/catalogue/problem';

/** Where a file's bytes come from; it can be read again and again, from its beginning. */
export type CsvSource = {
  /** What people call it. */
  name: string;
  bytes: () => AsyncIterable<Uint8Array>;
};

/** A file on this machine's disk. @throws CatalogueFileError where there is none that can be read. */
export async function fileSource(path: string): Promise<CsvSource> {
  const file = await stat(path).catch((error: unknown) => {
    throw new CatalogueFileError(`${path} can't be opened: is the name right?`, { cause: error });
  });
  if (!file.isFile()) throw new CatalogueFileError(`${path} is a folder: name a CSV file in it.`);
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw new CatalogueFileError(`${path} may not be read by this user.`, { cause: error });
  });
  return { name: path, bytes: () => createReadStream(path) as AsyncIterable<Uint8Array> };
}

/** A source's first bytes, `most` of them or all. */
export async function headOf(source: CsvSource, most: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source.bytes()) {
    pieces.push(piece);
    length += piece.length;
    if (length >= most) break;
  }
  return Buffer.concat(pieces).subarray(0, most);
}
