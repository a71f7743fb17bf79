import { classify } from '~/db/errors.server';

/** SQLSTATE undefined_table and undefined_column; Prisma's codes and the adapter's kinds for them. */
const lacking = ['42P01', '42703', 'P2021', 'P2022', 'TableDoesNotExist', 'ColumnNotFound'];

/**
 * Whether an operation failed because the database has an older version's schema. Signing in does without what is
 * new, so that an owner can come and push it.
 */
export function lacksSchema(error: unknown): boolean {
  return lacking.includes(classify(error).code);
}
