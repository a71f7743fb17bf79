import { once, read, type Save, type Transaction } from '~/db.server';
import { audit } from '~/models/audit.server';
import { PROBLEMS } from '~/models/catalogue-import';
import { type Lease, LeaseLost } from '~/models/import-lease.server';
import { step, type StepRefusal } from '~/models/import-step.server';

/** The next pictures that are to be fetched. */
export function nextPictures({ id }: Lease, limit: number) {
  return read((db) =>
    db.importPicture.findMany({
      where: { importId: id, state: 'waiting' },
      orderBy: { number: 'asc' },
      take: limit,
      select: { number: true, url: true },
    }),
  );
}

/** Says what became of a picture; `reason` why it can't be had, null where it is stored. @throws LeaseLost */
export async function recordPicture(
  tx: Transaction,
  { id, runner, status }: Lease,
  number: number,
  reason: string | null,
): Promise<void> {
  const { count } = await tx.catalogueImport.updateMany({
    where: { id, runner, status },
    data: {
      picturesLeft: { decrement: 1 },
      ...(reason === null
        ? { picturesStored: { increment: 1 } }
        : { picturesFailed: { increment: 1 } }),
    },
  });
  if (count === 0) throw new LeaseLost('Another process fetches these pictures now, or nobody.');
  await tx.importPicture.update({
    where: { importId_number: { importId: id, number }, state: 'waiting' },
    data: reason === null ? { state: 'stored' } : { state: 'failed', reason },
    select: { number: true },
  });
}

/** The same for a picture that can't be had, once. @throws LeaseLost */
export async function recordFailure(lease: Lease, number: number, reason: string): Promise<void> {
  const { id, runner, taking } = lease;
  const save = { key: `import/${id}/${taking}/picture/${number}`, actor: runner };
  await once({ ...save, content: reason }, async (tx) => {
    await recordPicture(tx, lease, number, reason);
    return number;
  });
}

/** Ends this process's work on an import's pictures. @throws LeaseLost */
export async function endPictures(lease: Lease, actor: string): Promise<void> {
  const { id, runner, taking, status } = lease;
  await once(
    { key: `import/${id}/${taking}/pictures`, actor: runner, content: null },
    async (tx) => {
      const [file] = await tx.catalogueImport.updateManyAndReturn({
        where: { id, runner, status },
        data: { runner: null, runUntil: null },
        select: { fileName: true, picturesStored: true, picturesFailed: true },
      });
      if (!file) throw new LeaseLost('Another process fetches these pictures now, or nobody.');
      const { fileName: subject, picturesStored, picturesFailed } = file;
      const detail = `${picturesStored} fetched, ${picturesFailed} could not be`;
      await audit(tx, { event: 'import.pictures', actor, subjectId: id, subject, detail });
      return id;
    },
  );
}

const none: StepRefusal = { ok: false, message: 'There is no such picture any more.' };

/** Has those pictures fetched again that could not be had. */
export function retryPictures(save: Save, importId: string) {
  return step({ ...save, content: { importId, pictures: 'again' } }, async (tx) => {
    const { count } = await tx.importPicture.updateMany({
      where: { importId, state: 'failed' },
      data: { state: 'waiting', reason: '' },
    });
    if (count === 0) return none;
    await tx.catalogueImport.update({
      where: { id: importId },
      data: { picturesLeft: { increment: count }, picturesFailed: { decrement: count } },
      select: { id: true },
    });
    return { ok: true };
  });
}

/** Leaves those pictures alone that are not fetched yet. Once this is answered, none is. */
export function stopPictures(save: Save, importId: string) {
  return step({ ...save, content: { importId, pictures: 'stop' } }, async (tx) => {
    // First, so that whoever fetches one waits, and then has lost the right to.
    await tx.catalogueImport.update({
      where: { id: importId },
      data: { runner: null, runUntil: null },
      select: { id: true },
    });
    const { count } = await tx.importPicture.updateMany({
      where: { importId, state: 'waiting' },
      data: { state: 'failed', reason: 'It was not tried: somebody stopped it.' },
    });
    if (count === 0) return none;
    await tx.catalogueImport.update({
      where: { id: importId },
      data: { picturesLeft: { decrement: count }, picturesFailed: { increment: count } },
      select: { id: true },
    });
    return { ok: true };
  });
}

/** Pictures that can't be had, after one of them, in the order of the file. */
export function listFailedPictures(importId: string, after: number, limit: number) {
  return read((db) =>
    db.importPicture.findMany({
      where: { importId, state: 'failed', number: { gt: after } },
      orderBy: { number: 'asc' },
      take: limit,
    }),
  );
}

/** A page of them, told as other problems of the file are. */
export async function tellFailedPictures(importId: string, page: number) {
  const pictures = await read((db) =>
    db.importPicture.findMany({
      where: { importId, state: 'failed' },
      orderBy: { number: 'asc' },
      skip: (page - 1) * PROBLEMS.page,
      take: PROBLEMS.page,
    }),
  );
  return pictures.map(({ number, line, url, reason }) => ({
    ...{ number, line, reason },
    ...{ column: 'Picture', value: url },
  }));
}
