import type { PrismaClient } from '~/db/generated/client';

/** Days for which a form that was saved may be sent again and gets the first answer. */
export const keptDays = 30;
/** Keys that one statement deletes at most: it holds few locks, and briefly. */
const atOnce = 1000;

/**
 * Deletes the keys of writes that nobody will send again.
 * @returns whether there may be more.
 */
export async function pruneKeys(db: Pick<PrismaClient, '$executeRaw'>): Promise<boolean> {
  const deleted = await db.$executeRaw`
    DELETE FROM write_key WHERE key IN (
      SELECT key FROM write_key WHERE created_at < now() - make_interval(days => ${keptDays}::int)
      ORDER BY created_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`;
  return deleted === atOnce;
}
