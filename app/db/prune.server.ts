import type { PrismaClient } from '~/db/generated/client';

type Client = Pick<PrismaClient, '$executeRaw'>;

/** Days for which the audit log tells what happened: a year, and time to look back at its end. */
export const auditDays = 400;
/** Rows that one statement deletes at most: it holds few locks, and briefly. */
const atOnce = 1000;

/** Days for which a form that was saved may be sent again and gets the first answer. */
const keptDays = 30;
/** Days for which a deleted product can be brought back. */
const binnedDays = 30;

/**
 * Deletes products that have been in the bin for long, with their history.
 * @returns whether there may be more.
 */
export async function pruneBin(db: Client): Promise<boolean> {
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
async function pruneKeys(db: Client): Promise<boolean> {
  const deleted = await db.$executeRaw`
    DELETE FROM write_key WHERE key IN (
      SELECT key FROM write_key WHERE created_at < now() - make_interval(days => ${keptDays}::int)
      ORDER BY created_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`;
  return deleted === atOnce;
}

/** Deletes failures to sign in that count no more. @returns whether there may be more. */
async function pruneTries(db: Client): Promise<boolean> {
  const deleted = await db.$executeRaw`
    DELETE FROM sign_in_try WHERE key IN (
      SELECT key FROM sign_in_try WHERE expires_at < now()
      ORDER BY expires_at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`;
  return deleted === atOnce;
}

/** Deletes the audit log's end. @returns whether there may be more. */
async function pruneAudit(db: Client): Promise<boolean> {
  const deleted = await db.$executeRaw`
    DELETE FROM audit_entry WHERE id IN (
      SELECT id FROM audit_entry WHERE at < now() - make_interval(days => ${auditDays}::int)
      ORDER BY at LIMIT ${atOnce} FOR UPDATE SKIP LOCKED)`;
  return deleted === atOnce;
}

/** Days for which a change of many products can be taken back. */
const bulkDays = 30;

/** Deletes what changes of many products did, long after them. @returns whether there may be more. */
async function pruneBulk(db: Client): Promise<boolean> {
  // Each has thousands of rows.
  const batch = 1;
  const deleted = await db.$executeRaw`
    DELETE FROM bulk_change WHERE id IN (
      SELECT id FROM bulk_change WHERE created_at < now() - make_interval(days => ${bulkDays}::int)
      ORDER BY created_at LIMIT ${batch} FOR UPDATE SKIP LOCKED)`;
  return deleted === batch;
}

/** Days for which an import's report is kept, and a file that nobody had imported. */
const importDays = { report: 30, file: 7 };

/** Deletes imports that are over for long, and files that were left lying. @returns whether there may be more. */
export async function pruneImports(db: Client): Promise<boolean> {
  const deleted = await db.$executeRaw`
    DELETE FROM catalogue_import WHERE id IN (
      SELECT id FROM catalogue_import
      WHERE touched_at < now() - make_interval(days => CASE
        WHEN status IN ('done', 'cancelled') THEN ${importDays.report}::int ELSE ${importDays.file}::int END)
      LIMIT 1 FOR UPDATE SKIP LOCKED)`;
  return deleted === 1;
}

/** All that nobody needs any more. */
export const prunings = [pruneKeys, pruneBin, pruneTries, pruneAudit, pruneBulk, pruneImports];
