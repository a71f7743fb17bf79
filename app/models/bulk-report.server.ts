import { type Prisma, read } from '~/db.server';
import { type BulkChange, bulkChangeSchema } from '~/models/bulk-change';
import { nameActors } from '~/models/product-history.server';
import { hasTable } from '~/models/schema-behind.server';

/** Products that were not changed, or not taken back, and are named. */
const NAMED = 50;

const leftOut = {
  OR: [{ outcome: { in: ['refused', 'edited', 'gone'] } }, { back: { in: ['kept', 'gone'] } }],
} satisfies Prisma.BulkItemWhereInput;
const named = {
  place: true,
  productId: true,
  title: true,
  outcome: true,
  problem: true,
  back: true,
} satisfies Prisma.BulkItemSelect;

/** Those that were left as they are, after a place. */
export function listLeftOut(bulkId: string, after: number, limit: number) {
  return read((db) =>
    db.bulkItem.findMany({
      where: { bulkId, place: { gt: after }, ...leftOut },
      orderBy: { place: 'asc' },
      take: limit,
      select: named,
    }),
  );
}

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
    const first = await db.bulkItem.findMany({
      where: { bulkId: id, ...leftOut },
      orderBy: { place: 'asc' },
      take: NAMED,
      select: named,
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
      named: first,
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

/** The same change, begun by the same person in the last quarter of an hour and not taken back; null for none. */
export function findBegun(actor: string, change: BulkChange): Promise<string | null> {
  return read(async (db) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM bulk_change
      WHERE actor = ${actor} AND change = ${JSON.stringify(change)}::jsonb AND returned IS NULL
        AND created_at > now() - interval '15 minutes'
      ORDER BY created_at DESC LIMIT 1`;
    return rows[0]?.id ?? null;
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
