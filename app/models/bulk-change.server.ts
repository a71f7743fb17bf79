import { KeyReuseError, once, type Prisma, read, type Save } from '~/db.server';
import { audit } from '~/models/audit.server';
import { BULK_MOST, type BulkChange, bulkChangeSchema } from '~/models/bulk-change';
import {
  fingerprintOf,
  type Selected,
  type Selection,
  selectionSql,
} from '~/models/bulk-selection.server';
import { nameActors } from '~/models/product-history.server';
import { keyUsed, type SaveRefused } from '~/models/product-refusal.server';
import { hasTable } from '~/models/schema-behind.server';

export type BulkStarted = { ok: true; id: string; replayed: boolean };
export type BulkRefused =
  SaveRefused | { ok: false; reason: 'changed-since' | 'nothing' | 'too-many'; message: string };

/** ms within which a change of 20,000 products is noted down. */
const STARTING = 10_000;

/**
 * Begins a change of many products, once under its key: what is to be done is noted for each. `runBulk` does it.
 * @param fingerprint of the preview: where another one is found, nothing is begun.
 * @param words what is done, for the audit log
 */
export async function startBulk(
  save: Save,
  asked: { change: BulkChange; selection: Selection; fingerprint: string; words: string },
): Promise<BulkStarted | BulkRefused> {
  const { change, selection, fingerprint, words } = asked;
  const { actor } = save;
  const sql = await selectionSql(selection);
  return orKeyUsed(async () => {
    const { result, replayed } = await once(
      { ...save, content: { change, selection, fingerprint } },
      async (tx): Promise<{ ok: true; id: string } | Exclude<BulkRefused, SaveRefused>> => {
        const selected = await tx.$queryRaw<Selected[]>(sql);
        if (selected.length > BULK_MOST) return tooMany;
        if (fingerprintOf(selected) !== fingerprint) return changedSince;
        if (selected.length === 0) return nothing;
        const { id } = await tx.bulkChange.create({
          data: { change, actor, total: selected.length },
          select: { id: true },
        });
        await tx.$executeRaw`
          INSERT INTO bulk_item (bulk_id, place, product_id, title, version)
          SELECT ${id}::uuid, row_number() OVER (), product_id, title, version
          FROM unnest(${selected.map((one) => one.id)}::uuid[], ${selected.map((one) => one.title)}::text[],
            ${selected.map((one) => one.version)}::int[]) AS one(product_id, title, version)`;
        const subject = countOf(selected.length);
        await audit(tx, { event: 'products.bulk', actor, subjectId: id, subject, detail: words });
        return { ok: true, id };
      },
      { deadline: STARTING },
    );
    return result.ok ? { ...result, replayed } : result;
  });
}

/**
 * Asks for a change to be taken back, once under its key; what is not done of it yet is left then. `runBulk` does it.
 */
export async function returnBulk(
  save: Save,
  id: string,
  words: string,
): Promise<BulkStarted | BulkRefused> {
  const { actor } = save;
  return orKeyUsed(async () => {
    const { replayed } = await once({ ...save, content: { returnBulk: id } }, async (tx) => {
      const { count } = await tx.bulkChange.updateMany({
        where: { id, returned: null },
        data: { returned: 0, returner: actor, returningAt: new Date() },
      });
      if (count > 0) {
        const { total } = await tx.bulkChange.findUniqueOrThrow({ where: { id } });
        const subject = countOf(total);
        const entry = { actor, subjectId: id, subject, detail: words };
        await audit(tx, { event: 'products.bulk-returned', ...entry });
      }
      return { id };
    });
    return { ok: true, id, replayed };
  });
}

function countOf(total: number): string {
  return total === 1 ? '1 product' : `${total.toLocaleString('en')} products`;
}

/** @throws what is no refusal. */
async function orKeyUsed<Done>(work: () => Promise<Done>): Promise<Done | SaveRefused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof KeyReuseError)) throw error;
    return keyUsed(error);
  }
}

const changedSince = {
  ok: false,
  reason: 'changed-since',
  message:
    'Nothing was changed: somebody saved one of these products since you looked, or added or deleted one. This is how it would be now.',
} as const;
const nothing = {
  ok: false,
  reason: 'nothing',
  message: 'Nothing was changed: none of these products is there any more.',
} as const;
const tooMany = {
  ok: false,
  reason: 'too-many',
  message: `One change takes at most ${BULK_MOST.toLocaleString('en')} products. Narrow the list, and do it in parts.`,
} as const;

/** Products that were not changed, or not taken back, and are named. */
const NAMED = 50;

/** How far a change is, and what it came to. Null where there is none. */
export async function getBulk(id: string) {
  return read(async (db) => {
    const bulk = await db.bulkChange.findUnique({ where: { id } });
    if (!bulk) return null;
    const counts = await db.bulkItem.groupBy({
      by: ['outcome', 'back'],
      where: { bulkId: id },
      _count: true,
    });
    const named = await db.bulkItem.findMany({
      where: {
        bulkId: id,
        OR: [
          { outcome: { in: ['refused', 'edited', 'gone'] } },
          { back: { in: ['kept', 'gone'] } },
        ],
      },
      orderBy: { place: 'asc' },
      take: NAMED,
      select: { productId: true, title: true, outcome: true, back: true },
    });
    const names = await nameActors(db, [bulk.actor, bulk.returner ?? '']);
    const sum = (of: (row: (typeof counts)[number]) => boolean) =>
      counts.filter(of).reduce((total, { _count }) => total + _count, 0);
    return {
      ...withNames(bulk, names),
      changed: sum(({ outcome }) => outcome === 'changed'),
      same: sum(({ outcome }) => outcome === 'same'),
      refused: sum(({ outcome }) => outcome === 'refused'),
      edited: sum(({ outcome }) => outcome === 'edited'),
      gone: sum(({ outcome }) => outcome === 'gone'),
      back: sum(({ back }) => back === 'returned'),
      kept: sum(({ back }) => back === 'kept'),
      goneSince: sum(({ back }) => back === 'gone'),
      named,
      /** Of how many `named` are the first. */
      leftOut: sum(
        ({ outcome, back }) =>
          (outcome !== 'changed' && outcome !== 'same' && outcome !== null) ||
          (back !== 'returned' && back !== null),
      ),
    };
  });
}

/** The newest changes of many products. */
export function listBulk(limit: number) {
  return read(async (db) => {
    const bulks = await db.bulkChange.findMany({
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit,
    });
    const names = await nameActors(
      db,
      bulks.map(({ actor }) => actor),
    );
    return bulks.map((bulk) => withNames(bulk, names));
  });
}

/** Changes of which something is left to do; none in an older schema. */
export function findUnderWay(): Promise<string[]> {
  return read(async (db) => {
    if (!(await hasTable(db, 'bulk_change'))) return [];
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM bulk_change WHERE coalesce(returned, done) < total ORDER BY id`;
    return rows.map(({ id }) => id);
  });
}

type Bulk = Prisma.BulkChangeGetPayload<object>;

function withNames({ change, ...bulk }: Bulk, names: Map<string, string>) {
  return {
    ...bulk,
    /** null where another version of the shop wrote it. */
    change: bulkChangeSchema.safeParse(change).data ?? null,
    by: names.get(bulk.actor) ?? '',
    returnedBy: names.get(bulk.returner ?? '') ?? '',
    underWay: isUnderWay(bulk),
  };
}

/** Whether something of it is left to do. */
export function isUnderWay({
  done,
  returned,
  total,
}: Pick<Bulk, 'done' | 'returned' | 'total'>): boolean {
  return (returned ?? done) < total;
}
