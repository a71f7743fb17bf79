import type { Batch } from '~/catalogue/import.server';
import type { Outcome } from '~/catalogue/import-run.server';
import type { Dialect } from '~/catalogue/dialect';
import type { Mapping } from '~/catalogue/mapping';
import { shownValue } from '~/catalogue/problem';
import type { ImportStatus } from '~/db/generated/enums';
import { once, Prisma, read, type Transaction, transaction } from '~/db.server';
import { PROBLEMS } from '~/models/catalogue-import';
import {
  auditImport,
  type CatalogueImport,
  getImport,
  notePictures,
} from '~/models/catalogue-import.server';

/** ms for which a process that works on an import is believed to live; it says so three times in that. */
export const LEASE = 9_000;

/** The right to work on an import. It ends when the import is cancelled, or another process has taken it over. */
export type Lease = {
  id: string;
  runner: string;
  /** Of this taking: another one's writes have other keys. */
  taking: string;
  status: ImportStatus;
};

/** The import is not this process's any more: nothing was written. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

/** What imports there is something to do for: their files, or the pictures of those that are over. */
const wanted = {
  files: Prisma.sql`status IN ('checking', 'running')`,
  pictures: Prisma.sql`status IN ('done', 'cancelled') AND pictures_left > 0`,
};
export type Wanted = keyof typeof wanted;

/** Takes an import that nobody works on; null where there is none. */
export async function takeLease(
  runner: string,
  taking: string,
  wants: Wanted = 'files',
): Promise<{ lease: Lease; file: CatalogueImport; position: number } | null> {
  const [free] = await read(
    (db) => db.$queryRaw<unknown[]>`
      SELECT FROM catalogue_import WHERE ${wanted[wants]}
        AND (run_until IS NULL OR run_until < now() OR runner = ${runner}::uuid) LIMIT 1`,
  );
  if (!free) return null;
  const request = { key: `import/take/${taking}`, actor: runner, content: null };
  const { result: taken } = await once(request, async (tx) => {
    const [row] = await tx.$queryRaw<{ id: string; status: ImportStatus; position: number }[]>`
      UPDATE catalogue_import SET runner = ${runner}::uuid, touched_at = now(),
        run_until = now() + make_interval(secs => ${LEASE / 1000}::float8)
      WHERE id = (
        SELECT id FROM catalogue_import WHERE ${wanted[wants]}
          AND (run_until IS NULL OR run_until < now() OR runner = ${runner}::uuid)
        ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, status::text, position`;
    if (row?.status === 'checking') {
      // A check that was broken off begins anew: it has written nothing.
      await tx.importProblem.deleteMany({ where: { importId: row.id } });
      await tx.catalogueImport.update({
        where: { id: row.id },
        data: {
          ...{ position: 0, products: 0, problems: 0, notes: 0 },
          ...{ created: 0, changed: 0, unchanged: 0, refused: 0 },
        },
        select: { id: true },
      });
    }
    return row ?? null;
  });
  const file = taken && (await getImport(taken.id));
  if (!taken || !file) return null;
  const { id, status } = taken;
  const position = status === 'checking' ? 0 : taken.position;
  return { lease: { id, runner, taking, status }, file, position };
}

/** Whether any process has such work in hand, or had when it died. */
export async function isAnyUnderWay(wants: Wanted): Promise<boolean> {
  const rows = await read(
    (db) => db.$queryRaw<object[]>`SELECT FROM catalogue_import WHERE ${wanted[wants]} LIMIT 1`,
  );
  return rows.length > 0;
}

/** Says that the process lives. @returns false when the lease is lost. */
export async function extendLease({ id, runner, status }: Lease): Promise<boolean> {
  const count = await transaction(
    (tx) => tx.$executeRaw`
      UPDATE catalogue_import SET touched_at = now(),
        run_until = now() + make_interval(secs => ${LEASE / 1000}::float8)
      WHERE id = ${id}::uuid AND runner = ${runner}::uuid AND status = ${status}::import_status`,
  );
  return count > 0;
}

/** Leaves an import to whoever comes next. */
export async function dropLease({ id, runner }: Lease): Promise<void> {
  await transaction((tx) =>
    tx.catalogueImport.updateMany({ where: { id, runner }, data: { runUntil: null } }),
  );
}

/** Numbers of the groups of a part of the file that are written already. */
export async function findWritten(
  { id }: Lease,
  first: number,
  last: number,
): Promise<ReadonlySet<number>> {
  const rows = await read((db) =>
    db.importProduct.findMany({
      where: { importId: id, number: { gte: first, lte: last } },
      select: { number: true },
    }),
  );
  return new Set(rows.map(({ number }) => number));
}

/**
 * Records what was written in the transaction that writes it. The lease is held until that ends: whoever cancels, or
 * takes over, waits for it.
 * @throws LeaseLost
 */
export async function recordWritten(
  tx: Transaction,
  { id, runner }: Lease,
  outcomes: Outcome[],
): Promise<void> {
  const [held] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM catalogue_import
    WHERE id = ${id}::uuid AND runner = ${runner}::uuid AND status = 'running' FOR SHARE`;
  if (!held) throw new LeaseLost('Another process imports this file now, or nobody.');
  await tx.importProduct.createMany({
    data: outcomes.map((outcome) => ({ ...outcome, importId: id })),
  });
}

/** Moves an import on by a part of its file. @throws LeaseLost */
export async function recordBatch(lease: Lease, batch: Batch): Promise<void> {
  const { id, runner, status } = lease;
  const { upTo, products } = batch;
  await asHolder(lease, `at/${upTo}`, async (tx) => {
    const [at] = await tx.$queryRaw<{ position: number; told: number }[]>`
      SELECT position, problems + notes AS told FROM catalogue_import
      WHERE id = ${id}::uuid AND runner = ${runner}::uuid AND status = ${status}::import_status FOR UPDATE`;
    if (!at) throw new LeaseLost('Another process works on this file now, or nobody.');
    if (status === 'running') {
      await tx.importProduct.createMany({
        data: batch.outcomes.map(({ handle, ...outcome }) => ({
          ...outcome,
          importId: id,
          handle: shownValue(handle),
        })),
        skipDuplicates: true,
      });
    }
    // A run that goes on has told of the file as a whole already.
    const isKnown = at.position > 0 && batch.outcomes.length === 0;
    const told = isKnown ? [] : toldOf(batch);
    await tx.importProblem.createMany({
      data: told
        .slice(0, Math.max(0, PROBLEMS.kept - at.told))
        .map((problem, index) => ({ ...problem, importId: id, number: at.told + index + 1 })),
    });
    const notes = told.filter(({ isNote }) => isNote).length;
    const counts =
      status === 'running'
        ? await countOutcomes(tx, id, at.position, upTo)
        : countOf(batch.outcomes);
    await tx.$executeRaw`
      UPDATE catalogue_import SET position = ${upTo}, products = ${products},
        created = created + ${counts.created ?? 0}, changed = changed + ${counts.changed ?? 0},
        unchanged = unchanged + ${counts.unchanged ?? 0}, refused = refused + ${counts.refused ?? 0},
        problems = problems + ${told.length - notes}, notes = notes + ${notes}, touched_at = now()
      WHERE id = ${id}::uuid`;
    return upTo;
  });
}

type Counts = Partial<Record<Outcome['outcome'], number>>;

function countOf(outcomes: Outcome[]): Counts {
  const counts: Counts = {};
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

async function countOutcomes(
  tx: Transaction,
  importId: string,
  after: number,
  upTo: number,
): Promise<Counts> {
  const rows = await tx.importProduct.groupBy({
    by: ['outcome'],
    where: { importId, number: { gt: after, lte: upTo } },
    _count: true,
  });
  return Object.fromEntries(rows.map(({ outcome, _count }) => [outcome, _count]));
}

function toldOf({ problems, warnings }: Batch) {
  const told = [
    ...problems.map((problem) => ({ ...problem, isNote: false })),
    ...warnings.map((warning) => ({ ...warning, isNote: true })),
  ];
  return told.map(({ line, column, value, reason, isNote }) => ({
    ...{ line, column: shownValue(column), value: shownValue(value), isNote },
    reason: reason.replace(/[\0\p{Cs}]/gu, ''),
  }));
}

export type Step =
  | { to: 'mapping'; dialect: Dialect; mapping: Mapping }
  | { to: 'ready' }
  | { to: 'done'; by: string }
  | { to: 'failed'; reason: string };

/** Ends this process's work on an import. @throws LeaseLost */
export async function endLease(lease: Lease, { to, ...step }: Step): Promise<void> {
  const { id, runner, status } = lease;
  const now = new Date();
  await asHolder(lease, to, async (tx) => {
    const { by, ...data } = { by: '', ...step };
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, runner, status },
      data: {
        ...data,
        ...{ status: to, runner: null, runUntil: null, touchedAt: now },
        ...(to === 'done' && { finishedAt: now }),
      },
    });
    if (count === 0) throw new LeaseLost('Another process works on this file now, or nobody.');
    if (to === 'done') {
      await tx.importPart.deleteMany({ where: { importId: id } });
      await notePictures(tx, id);
      await auditImport(tx, 'import.finished', id, by);
    }
    return to;
  });
}

/** Keeps how a file is written, found out before it is checked. @throws LeaseLost */
export async function keepDialect(
  lease: Lease,
  found: { dialect: Dialect; mapping: Mapping | null },
): Promise<void> {
  const { id, runner, status } = lease;
  const { dialect, mapping } = found;
  await asHolder(lease, 'dialect', async (tx) => {
    const { count } = await tx.catalogueImport.updateMany({
      where: { id, runner, status },
      data: { dialect, ...(mapping && { mapping }) },
    });
    if (count === 0) throw new LeaseLost('Another process works on this file now, or nobody.');
    return count;
  });
}

/** A write of whoever holds a lease, once: should its answer be lost, it is looked up. */
async function asHolder<Result extends string | number>(
  { id, runner, taking }: Lease,
  what: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<void> {
  const key = `import/${id}/${taking}/${what}`;
  await once({ key, actor: runner, content: null }, work);
}
