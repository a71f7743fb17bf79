import { KeyReuseError, once, read, type Save, type Transaction } from '~/db.server';
import { audit } from '~/models/audit.server';
import { constraintOf } from '~/models/constraint.server';
import { hasTable } from '~/models/schema-behind.server';

/** Views that a person may have. */
const MOST = 30;

export type View = { id: string; name: string; search: string; isFirst: boolean };
export type ViewSaved = { ok: true; replayed: boolean };
/** Why it was not saved, for people. */
export type ViewRefused = { ok: false; message: string };

/** A person's views, by name; none where an older schema has no place for them. */
export function listViews(userId: string): Promise<View[]> {
  return read(async (db) => {
    if (!(await hasTable(db, 'product_view'))) return [];
    return db.productView.findMany({
      where: { userId },
      select: { id: true, name: true, search: true, isFirst: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    });
  });
}

/** Saves a view of a person's own, whose id the save's actor is: a new one, or another name or place for one. */
export function saveView(
  save: Save,
  view: { name: string; isFirst: boolean } & ({ search: string } | { id: string }),
): Promise<ViewSaved | ViewRefused> {
  const { name, isFirst } = view;
  const userId = save.actor;
  return writeOnce(save, { view }, async (tx) => {
    // One person's views change one after the other, so that one of them at most comes first.
    await tx.$queryRaw`SELECT FROM admin_user WHERE id = ${userId}::uuid FOR UPDATE`;
    if (isFirst) await tx.productView.updateMany({ where: { userId }, data: { isFirst: false } });
    if ('id' in view) {
      const { id } = view;
      const { count } = await tx.productView.updateMany({
        where: { id, userId },
        data: { name, isFirst },
      });
      if (count === 0) return gone;
    } else {
      if ((await tx.productView.count({ where: { userId } })) >= MOST) return tooMany;
      const { search } = view;
      await tx.productView.create({
        data: { userId, name, search, isFirst },
        select: { id: true },
      });
    }
    await audit(tx, { event: 'view.saved', actor: userId, subject: name });
    return { ok: true };
  });
}

/** Deletes a view of a person's own. */
export function deleteView(save: Save, id: string): Promise<ViewSaved | ViewRefused> {
  const userId = save.actor;
  return writeOnce(save, { deleteView: id }, async (tx) => {
    const view = await tx.productView.findFirst({ where: { id, userId }, select: { name: true } });
    if (!view) return gone;
    await tx.productView.deleteMany({ where: { id, userId } });
    await audit(tx, { event: 'view.deleted', actor: userId, subject: view.name });
    return { ok: true };
  });
}

async function writeOnce(
  save: Save,
  content: unknown,
  work: (tx: Transaction) => Promise<{ ok: true } | ViewRefused>,
): Promise<ViewSaved | ViewRefused> {
  try {
    const { result, replayed } = await once({ ...save, content }, work);
    return result.ok ? { ok: true, replayed } : result;
  } catch (error) {
    if (error instanceof KeyReuseError) return used;
    if (constraintOf(error) === 'product_view_user_id_name_key') return taken;
    throw error;
  }
}

const gone = { ok: false, message: 'This view is gone: you deleted it.' } as const;
const used = {
  ok: false,
  message: 'This was saved once already, and you changed it since. Save again.',
} as const;
const taken = { ok: false, message: 'You have a view of this name. Choose another one.' } as const;
const tooMany = {
  ok: false,
  message: `There are ${MOST} views, as many as there may be. Delete one first.`,
} as const;
