import type { PrismaClient } from '~/db/generated/client';

/** Days for which a form that was saved may be sent again and gets the first answer. */
export const keptDays = 30;
/** Keys that one statement deletes at most: it holds few locks, and briefly. */
const atOnce = 1000;

/** Days for which a deleted product can be brought back. */
const binnedDays = 30;

/**
 * Deletes products that have been in the bin for long, with their history.
 * @returns whether there may be more.
 */
export async function pruneBin(db: Pick<PrismaClient, '$executeRaw'>): Promise<boolean> {
  const batch = 100;
  const deleted = await db.$executeRaw`
    WITH old AS (
      DELETE FROM product_bin WHERE product_id IN (
        SELECT product_id FROM product_bin WHERE deleted_at < now() - make_interval(days => ${binnedDays}::int)
        ORDER BY deleted_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)
      RETURNING product_id
    ), changes AS (DELETE FROM product_change c USING old WHERE c.product_id = old.product_id)
    SELECT FROM old`;
  return deleted === batch;
}

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
