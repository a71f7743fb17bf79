import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { PART_BYTES } from '~/models/catalogue-import';
import { beginImport, type NewImport } from '~/models/catalogue-import.server';
import { addPart, finishUpload, type PartRefusal } from '~/models/import-parts.server';
import { runOutsideRequest } from '~/request.server';

/** Why a file was not taken: what happened, and what to do. */
export class UploadRefused extends Error {
  override name = 'UploadRefused';
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** The status that says why a part was not taken. */
export function statusOfPart({ reason }: PartRefusal): number {
  if (reason === 'gone') return 404;
  if (reason === 'too-large') return 413;
  return reason === 'misfit' ? 400 : 409;
}

export const importId = z.guid().transform((id) => id.toLowerCase());

/**
 * Begins an import, or does nothing where it was begun with the same file.
 * @throws UploadRefused where it was begun with another: the page that sends both was not answered the first time.
 */
export async function beginUpload(file: NewImport, actor: string): Promise<void> {
  const begun = await beginImport(file, actor);
  if (!begun.ok) throw new UploadRefused(begun.message, statusOfPart(begun));
}

/**
 * Takes a file that a form without scripts sends, as it comes: one part of it is in memory at a time. Sent again with
 * the same id, it goes on where it broke off.
 * @returns the import's id.
 * @throws UploadRefused
 */
export async function receiveFile(request: Request, actor: string): Promise<string> {
  if (!request.body) throw new UploadRefused('Nothing was sent. Choose a file first.');
  const headers = { 'content-type': request.headers.get('Content-Type') ?? '' } as BusboyHeaders;
  const parser = makeParser(headers);
  const stop = new AbortController();
  const fields = new Map<string, string>();
  let taking: Promise<string> | undefined;
  let refused: unknown;
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (_field, bytes, fileName) => {
    // A file whose end is missing says so, which would end the process if nobody listened: the parser says it, too.
    bytes.on('error', () => undefined);
    if (taking) return void bytes.resume();
    const id = importId.safeParse(fields.get('id')).data;
    // It goes on for longer than an answer may take.
    taking = runOutsideRequest(() => takeFile(bytes, { id, fileName, actor }));
    taking.catch((error: unknown) => {
      refused = error;
      stop.abort();
    });
  });
  try {
    await pipeline(piecesOf(request), parser, { signal: stop.signal });
  } catch {
    if (refused instanceof Error) throw refused;
    throw new UploadRefused(
      'The file did not arrive whole. What came is kept: go back and send the same form again.',
    );
  }
  if (!taking) throw new UploadRefused('There was no file in the form. Choose one first.');
  return taking;
}

/** A body as Node reads it. */
function piecesOf({ body }: Request): Readable {
  return body ? Readable.fromWeb(body as ReadableStream) : Readable.from([]);
}

function makeParser(headers: BusboyHeaders): BusboyInstance {
  try {
    return new Busboy({
      headers,
      limits: { files: 2, fields: 5, fieldNameSize: 50, fieldSize: 200, headerPairs: 20 },
    });
  } catch {
    throw new UploadRefused('This was not sent by a form.', 415);
  }
}

async function takeFile(
  bytes: AsyncIterable<Buffer>,
  { id, fileName, actor }: { id: string | undefined; fileName: string; actor: string },
): Promise<string> {
  if (id === undefined)
    throw new UploadRefused('The form came without its number. Load the page again.');
  let start = 0;
  for await (const part of inParts(bytes)) {
    if (start === 0) await beginUpload({ id, fileName, size: null }, actor);
    const taken = await addPart({ importId: id, start, bytes: part }, actor);
    if (!taken.ok) throw new UploadRefused(taken.message, statusOfPart(taken));
    start += part.length;
  }
  if (start === 0) {
    const why = fileName ? 'The file is empty: export it again.' : 'Choose a file first.';
    throw new UploadRefused(why);
  }
  await finishUpload(id, start, actor);
  return id;
}

/** Bytes as they come, in parts of the one size. */
async function* inParts(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer<ArrayBuffer>> {
  let held = Buffer.alloc(0);
  for await (const piece of bytes) {
    held = Buffer.concat([held, piece]);
    while (held.length >= PART_BYTES) {
      yield held.subarray(0, PART_BYTES);
      held = Buffer.from(held.subarray(PART_BYTES));
    }
  }
  if (held.length > 0) yield held;
}

/**
 * The body of a request that sends one part.
 * @throws UploadRefused
 */
export async function readPart(request: Request): Promise<Buffer<ArrayBuffer>> {
  const { headers } = request;
  if (headers.get('Content-Type') !== 'application/octet-stream') {
    throw new UploadRefused('A part of a file is sent as application/octet-stream.', 415);
  }
  if (headers.has('Content-Encoding')) {
    throw new UploadRefused('A part of a file is sent as it is, not compressed.', 415);
  }
  if (Number(headers.get('Content-Length') ?? 0) > PART_BYTES) throw tooLong;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(request) as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > PART_BYTES) throw tooLong;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

const tooLong = new UploadRefused(`A part of a file is at most ${PART_BYTES} bytes long.`, 413);
