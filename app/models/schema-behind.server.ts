import { classify, lacksSomething } from '~/db/errors.server';
import { isSchemaCurrent, type Transaction } from '~/db.server';

/**
 * Whether an operation failed because the database has an older version's schema. Signing in does without what is
 * new, so that an owner can come and push it.
 */
export function lacksSchema(error: unknown): boolean {
  return lacksSomething(classify(error));
}

/**
 * Whether a table of records is there. An older schema may lack it; what would be recorded is done all the same, as
 * it was before there were records.
 */
export async function hasTable(tx: Transaction, name: string): Promise<boolean> {
  if (isSchemaCurrent()) return true;
  const [found] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('public.' || ${name}::text) IS NOT NULL AS there`;
  return found?.there === true;
}
