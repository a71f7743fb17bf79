import { PrismaPg } from '@prisma/adapter-pg';
import { createPool } from '~/db/pool.server';
import { type Prisma, PrismaClient } from '~/db/generated/client';
import { env } from '~/env.server';
import { singleton } from '~/singleton.server';

export { Prisma } from '~/db/generated/client';

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

/** Closes the pool. */
export async function disconnect(): Promise<void> {
  await prisma.$disconnect();
}
