import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from '~/db/pool.server';
import { type Prisma, PrismaClient } from '~/db/generated/client';
import {
  checkRequest,
  type Json,
  type Once,
  Refused,
  workOnce,
  type WriteRequest,
} from '~/db/once.server';
import { env } from '~/env.server';
import { singleton } from '~/singleton.server';

export { Prisma } from '~/db/generated/client';
export {
  type Json,
  KeyInvalidError,
  KeyReuseError,
  type Once,
  type WriteRequest,
} from '~/db/once.server';

const prisma = singleton(
  'prisma',
  () => new PrismaClient({ adapter: new PrismaPg(createPool(env.DATABASE_URL)) }),
);

/** What an operation is given: the client, without what opens, closes or changes it. */
export type Database = Omit<PrismaClient, `$${'connect' | 'disconnect' | 'on' | 'extends'}`>;
export type Transaction = Prisma.TransactionClient;

export type RetryOptions = {
  /** A read is repeated freely; a write only when it surely never reached the database. */
  access?: 'read' | 'write';
  /** Tries after the first. */
  retries?: number;
  /** ms from now after which nothing is tried any more. */
  deadline?: number;
  signal?: AbortSignal;
};

/** Runs an operation on the database, and again when a fault made it fail and repeating it is safe. */
export function withRetry<Result>(
  operation: (db: Database) => Promise<Result>,
  _options: RetryOptions = {},
): Promise<Result> {
  return operation(prisma);
}

/** `withRetry` for what only reads. */
export function read<Result>(
  query: (db: Database) => Promise<Result>,
  options: Omit<RetryOptions, 'access'> = {},
): Promise<Result> {
  return withRetry(query, { ...options, access: 'read' });
}

/** Runs `work` in one transaction: all of it takes effect, or none. Nothing inside may reach outside the transaction. */
export function transaction<Result>(
  work: (tx: Transaction) => Promise<Result>,
  options: Omit<RetryOptions, 'access'> = {},
): Promise<Result> {
  return withRetry((db) => db.$transaction(work), { ...options, access: 'write' });
}

/**
 * Does `work` exactly once under its key, however often and by whomever it is sent again: the key,
 * the actor, the content's hash and the result are written in the work's own transaction, and a
 * repetition answers with that result.
 *
 * A result `{ ok: false, … }` is a refusal: all of the transaction is rolled back, the result is
 * handed on, and the key stays free for a corrected content. So does whatever `work` throws.
 * @throws KeyReuseError when the key was used by another actor or for another content.
 * @throws KeyInvalidError when the key or actor is not 1 to 200 characters long.
 */
export async function once<Result extends Json>(
  request: WriteRequest,
  work: (tx: Transaction) => Promise<Result>,
  options: Omit<RetryOptions, 'access'> = {},
): Promise<Once<Result>> {
  checkRequest(request);
  try {
    return await transaction((tx) => workOnce(tx, request, work), options);
  } catch (error) {
    if (error instanceof Refused) return { result: error.result as Result, replayed: false };
    throw error;
  }
}

/** Closes the pool. */
export async function disconnect(): Promise<void> {
  await prisma.$disconnect();
}
