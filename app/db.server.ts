import { PrismaPg } from '@prisma/adapter-pg';
import { Attempt, runInAttempt } from '~/db/attempt.server';
import { classify, ConnectError, type Fault } from '~/db/errors.server';
import { type Prisma, PrismaClient } from '~/db/generated/client';
import { type DatabaseHealth, HealthCheck } from '~/db/health.server';
import {
  checkRequest,
  type Json,
  type Once,
  Refused,
  workOnce,
  type WriteRequest,
} from '~/db/once.server';
import { DoorPool } from '~/db/pool.server';
import { DeadlineError, retry } from '~/db/retry.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { DatabaseUnavailable, OutcomeUnknown } from '~/db/unavailable.server';
import { Watch } from '~/db/watch.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { singleton } from '~/singleton.server';

export { Prisma } from '~/db/generated/client';
export {
  type Json,
  KeyInvalidError,
  KeyReuseError,
  type Once,
  type WriteRequest,
} from '~/db/once.server';
export { DatabaseUnavailable, OutcomeUnknown } from '~/db/unavailable.server';

/** What an operation is given: the client, without what opens, closes or changes it. */
export type Database = Omit<PrismaClient, `$${'connect' | 'disconnect' | 'on' | 'extends'}`>;
export type Transaction = Prisma.TransactionClient;

export type RetryOptions = {
  /** A read is repeated freely; a write (one statement, or one transaction) only when it surely left nothing. */
  access?: 'read' | 'write';
  /** Tries after the first; 3 when not said. */
  retries?: number;
  /** ms from now after which nothing is tried or waited for any more; 5 s for reads and 10 s for writes when not said. */
  deadline?: number;
  signal?: AbortSignal;
};

type Options = Omit<RetryOptions, 'access'>;

/** `keyed` is a write that finds out by itself whether it was done before. */
type Access = 'read' | 'write' | 'keyed';

const backoff = { base: 50, cap: 1000 };

const door = singleton('door', () => {
  const settings = readDatabaseSettings(env.DATABASE_URL);
  for (const warning of settings.warnings) log.warn({ event: 'database.setting' }, warning);
  const watch = new Watch(log);
  const pool = new DoorPool(settings, {
    evicted: () => (watch.counters.evictions += 1),
    flushed: (code) => {
      watch.counters.flushes += 1;
      watch.fault(
        { class: 'unknown', code },
        'A connection was lost; those made before it go too.',
      );
    },
    refused: ({ fault, message }) => watch.fault(fault, message),
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  // A goodbye to PostgreSQL when nothing else is left to do; it keeps nobody waiting.
  process.once('beforeExit', () => void disconnect());
  return { settings, watch, pool, prisma, health: new HealthCheck(pool, settings, watch) };
});

/**
 * Runs an operation on the database, and again when a fault made it fail and repeating it is safe.
 * @throws DatabaseUnavailable when the database can't be asked, or not in time; OutcomeUnknown
 *   when a write's answer was lost; the operation's own error when the fault lies in what was asked.
 */
export function withRetry<Result>(
  operation: (db: Database) => Promise<Result>,
  options: RetryOptions = {},
): Promise<Result> {
  return run(options.access ?? 'write', (db) => operation(db), options);
}

/** `withRetry` for what only reads. */
export function read<Result>(
  query: (db: Database) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  return run('read', (db) => query(db), options);
}

/** Runs `work` in one transaction: all of it takes effect, or none. Nothing inside may reach outside the transaction. */
export function transaction<Result>(
  work: (tx: Transaction) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  return transact('write', work, options);
}

/**
 * Does `work` exactly once under its key, however often and by whomever it is sent again: the key,
 * the actor, the content's hash and the result are written in the work's own transaction, and a
 * repetition answers with that result. So it is also tried again after a lost answer.
 *
 * A result `{ ok: false, … }` is a refusal: all of the transaction is rolled back, the result is
 * handed on, and the key stays free for a corrected content. So does whatever `work` throws.
 * @throws KeyReuseError when the key was used by another actor or for another content.
 * @throws KeyInvalidError when the key or actor is not 1 to 200 characters long.
 */
export async function once<Result extends Json>(
  request: WriteRequest,
  work: (tx: Transaction) => Promise<Result>,
  options: Options = {},
): Promise<Once<Result>> {
  checkRequest(request);
  try {
    const done = await transact('keyed', (tx) => workOnce(tx, request, work), options);
    if (done.replayed) door.watch.counters.resolvedByKey += 1;
    return done;
  } catch (error) {
    if (error instanceof Refused) return { result: error.result as Result, replayed: false };
    throw error;
  }
}

/** How the database is, found out within a second. */
export function checkDatabase(): Promise<DatabaseHealth> {
  return door.health.check();
}

/** Closes the pool; waits at most a second for PostgreSQL's goodbye. */
export async function disconnect(): Promise<void> {
  if (door.pool.ending) return;
  const patience = new Promise((resolve) => setTimeout(resolve, 1000).unref());
  await Promise.race([door.pool.end(), patience]);
}

function transact<Result>(
  access: Access,
  work: (tx: Transaction) => Promise<Result>,
  options: Options,
): Promise<Result> {
  const { poolTimeout, queryTimeout } = door.settings;
  // Prisma's own limits come after ours: it would leave a connection behind (and BEGIN unanswered).
  const maxWait = poolTimeout + queryTimeout + 1000;
  return run(
    access,
    (db, remaining) => db.$transaction(work, { maxWait, timeout: remaining + 1000 }),
    options,
  );
}

async function run<Result>(
  access: Access,
  operation: (db: Database, remaining: number) => Promise<Result>,
  options: Options,
): Promise<Result> {
  const { settings, watch, prisma } = door;
  const deadline =
    options.deadline ?? (access === 'read' ? settings.readDeadline : settings.writeDeadline);
  let attempt = new Attempt();
  try {
    const result = await retry(
      async (signal, remaining) => {
        attempt = new Attempt();
        const { end } = attempt;
        signal.addEventListener('abort', end, { once: true });
        watch.counters.attempts += 1;
        try {
          return await runInAttempt(attempt, async () => operation(prisma, remaining));
        } catch (error) {
          end();
          throw error;
        }
      },
      {
        retries: options.retries ?? 3,
        deadline,
        backoff,
        signal: options.signal,
        mayRetry: (error, n) => mayRepeat(access, classify(error), attempt.lent, n),
        onRetry: (error) => {
          const fault = classify(error);
          watch.counters.retries[fault.class] += 1;
          if (!(error instanceof ConnectError)) watch.fault(fault, messageOf(error));
        },
      },
    );
    watch.success();
    return result;
  } catch (error) {
    throw explain(error, access, attempt);
  }
}

/** `lent` is how many connections the try was given: a statement, or a transaction, for each. */
function mayRepeat(access: Access, fault: Fault, lent: number, n: number): boolean {
  switch (fault.class) {
    case 'never-sent':
      // The pool has waited already; or knows that waiting is of no use.
      if (fault.code === 'away' || fault.code === 'pool full') return false;
      return access !== 'write' || lent === 0;
    case 'unknown':
      return access !== 'write';
    case 'transaction':
      // Whoever holds the lock may hold it for long.
      if (fault.code === '55P03' && access !== 'keyed' && n > 0) return false;
      return access !== 'write' || lent <= 1;
    case 'permanent':
      return false;
  }
}

/** What the caller is told when nothing is tried any more. */
function explain(error: unknown, access: Access, attempt: Attempt): unknown {
  const fault = classify(error);
  const late = error instanceof DeadlineError;
  if (!late && fault.class === 'permanent' && !(error instanceof ConnectError)) return error;
  const { watch } = door;
  watch.counters.unavailable += 1;
  if (!(error instanceof ConnectError)) {
    watch.fault(late ? { class: 'unknown', code: 'deadline' } : fault, messageOf(error));
  }
  if (access !== 'read' && attempt.lent > 0 && (late || fault.class === 'unknown')) {
    return new OutcomeUnknown(
      'The database did not answer in time, so it is not known whether this was saved. Sending the same again is safe.',
      2,
      error,
    );
  }
  return new DatabaseUnavailable(
    'The database is not available just now. Please try again in a moment.',
    2,
    error,
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
}
