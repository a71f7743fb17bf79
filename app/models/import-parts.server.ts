import { createHash } from 'node:crypto';
import type { CsvSource } from '~/catalogue/csv-source.server';
import { CatalogueFileError } from '~/catalogue/problem';
import { once, read, type Transaction } from '~/db.server';
import { env } from '~/env.server';
import { bytesText, PART_BYTES } from '~/models/catalogue-import';

/** Why a part was not taken, for whoever sends. */
export type PartRefusal = {
  ok: false;
  reason: 'gone' | 'over' | 'different' | 'gap' | 'misfit' | 'too-large';
  message: string;
};
type PartTaken = { ok: true; received: number };

const refusals = {
  gone: 'There is no such import: somebody deleted it. Choose the file again.',
  over: 'This import takes no more of its file.',
  different:
    'This is another file than the one whose beginning is here already. Choose the same file again, or begin a new import.',
  gap: 'Something before this part is missing. Send on from where the file ends here.',
  misfit: `A part is ${PART_BYTES} bytes long, and only the file’s last one shorter.`,
  'too-large': `The file is larger than ${bytesText(env.IMPORT_BYTES)}, which is the most here. Divide it, or have IMPORT_BYTES raised.`,
} satisfies Record<PartRefusal['reason'], string>;

export function refusePart(reason: PartRefusal['reason']): PartRefusal {
  return { ok: false, reason, message: refusals[reason] };
}

/**
 * Takes a part of a file, once, wherever it was sent to and however often. The last part of a file of known size
 * makes it whole: then it waits to be checked.
 */
export async function addPart(
  part: { importId: string; start: number; bytes: Uint8Array<ArrayBuffer> },
  actor: string,
): Promise<PartTaken | PartRefusal> {
  const { importId, start } = part;
  const hash = createHash('sha256').update(part.bytes).digest('hex');
  const save = { key: `import/${importId}/${start}/${hash}/${actor}`, actor };
  const { result } = await once<PartTaken | PartRefusal>({ ...save, content: null }, (tx) =>
    takePart(tx, { ...part, hash }),
  );
  return result;
}

async function takePart(
  tx: Transaction,
  part: { importId: string; start: number; bytes: Uint8Array<ArrayBuffer>; hash: string },
): Promise<PartTaken | PartRefusal> {
  const { importId, start, bytes, hash } = part;
  const [file] = await tx.$queryRaw<{ status: string; size: number | null; received: number }[]>`
    SELECT status::text, size, received FROM catalogue_import WHERE id = ${importId}::uuid FOR UPDATE`;
  if (!file) return refusePart('gone');
  const { size, received } = file;
  if (start < received) {
    const known = await tx.importPart.findUnique({
      where: { importId_start: { importId, start } },
      select: { hash: true },
    });
    if (known?.hash === hash) return { ok: true, received };
    return refusePart(file.status === 'uploading' ? 'different' : 'over');
  }
  if (file.status !== 'uploading') return refusePart('over');
  if (start > received) return refusePart('gap');
  const end = start + bytes.length;
  if (end > env.IMPORT_BYTES) return refusePart('too-large');
  const wanted = size === null ? bytes.length : Math.min(PART_BYTES, size - start);
  if (bytes.length === 0 || bytes.length > PART_BYTES || bytes.length !== wanted) {
    return refusePart('misfit');
  }
  await tx.importPart.create({ data: { importId, start, hash, bytes }, select: { start: true } });
  await tx.catalogueImport.update({
    where: { id: importId },
    data: { received: end, touchedAt: new Date(), ...(end === size && { status: 'checking' }) },
    select: { id: true },
  });
  return { ok: true, received: end };
}

/** Says that a file whose size was not known is here whole. */
export async function finishUpload(importId: string, size: number, actor: string): Promise<void> {
  await once({ key: `import/${importId}/whole/${size}`, actor, content: size }, async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id: importId, status: 'uploading', received: size },
      data: { size, status: 'checking', touchedAt: new Date() },
    });
    return count;
  });
}

/** SHA-256 of each part that is here, by where it begins: whoever goes on looks whether it is the same file. */
export function listPartHashes(importId: string): Promise<{ start: number; hash: string }[]> {
  return read((db) =>
    db.importPart.findMany({
      where: { importId },
      select: { start: true, hash: true },
      orderBy: { start: 'asc' },
    }),
  );
}

/** The file, as it lies in the database: a part in memory at a time. */
export function importSource(file: {
  id: string;
  fileName: string;
  size: number | null;
}): CsvSource {
  return { name: file.fileName, bytes: () => partsOf(file) };
}

async function* partsOf({
  id,
  size,
}: {
  id: string;
  size: number | null;
}): AsyncGenerator<Uint8Array> {
  let start = 0;
  while (start < (size ?? 0)) {
    const at = start;
    const part = await read((db) =>
      db.importPart.findUnique({
        where: { importId_start: { importId: id, start: at } },
        select: { bytes: true },
      }),
    );
    if (!part) throw new CatalogueFileError('The file is not here any more: bring it again.');
    yield part.bytes;
    start += part.bytes.length;
  }
}
