import { KeyReuseError, once, type Save, type Transaction } from '~/db.server';
import { audit } from '~/models/audit.server';
import { BULK_MOST, type BulkChange } from '~/models/bulk-change';
import {
  fingerprintOf,
  type Selected,
  type Selection,
  selectionSql,
} from '~/models/bulk-selection.server';
import { keyUsed, type SaveRefused } from '~/models/product-refusal.server';

export type BulkStarted = { ok: true; id: string; replayed: boolean };
export type BulkRefused =
  SaveRefused | { ok: false; reason: 'changed-since' | 'nothing' | 'too-many'; message: string };

/** Products that one statement notes down: it lasts for a fraction of a statement's time limit. */
const NOTED = 20_000;

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
        for (let from = 0; from < selected.length; from += NOTED) {
          await noteItems(tx, id, from, selected.slice(from, from + NOTED));
        }
        const subject = countOf(selected.length);
        await audit(tx, { event: 'products.bulk', actor, subjectId: id, subject, detail: words });
        return { ok: true, id };
      },
    );
    return result.ok ? { ...result, replayed } : result;
  });
}

/** @param after the place of the one before them */
async function noteItems(
  tx: Transaction,
  bulkId: string,
  after: number,
  items: Selected[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO bulk_item (bulk_id, place, product_id, title, version)
    SELECT ${bulkId}::uuid, ${after}::int + place, product_id, title, version
    FROM unnest(${items.map(({ id }) => id)}::uuid[], ${items.map(({ title }) => title)}::text[],
      ${items.map(({ version }) => version)}::int[]) WITH ORDINALITY AS one(product_id, title, version, place)`;
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
