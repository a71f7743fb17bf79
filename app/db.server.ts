import { type Database, Door, type Limits, type Transaction } from '~/db/door.server';
import type { DatabaseHealth } from '~/db/health.server';
import { CatalogueListener, type Heard } from '~/db/listener.server';
import type { Json, Once, WriteRequest } from '~/db/once.server';
import { placeOf } from '~/db/place.server';
import { type SchemaState, SchemaWatch } from '~/db/schema/state.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { env } from '~/env.server';
import { log } from '~/log.server';
import { singleton } from '~/singleton.server';
import { inSpan } from '~/tracing.server';

export type { Database, Transaction } from '~/db/door.server';
export type { CatalogueListener } from '~/db/listener.server';
export type { SchemaState } from '~/db/schema/state.server';
export { Prisma } from '~/db/generated/client';
export { kept } from '~/db/kept-statement.server';
export {
  type Json,
  KeyInvalidError,
  KeyReuseError,
  type Once,
  type Save,
  type WriteRequest,
} from '~/db/once.server';
export {
  DatabaseUnavailable,
  OutcomeUnknown,
  TookTooLong,
  type WhyUnavailable,
} from '~/db/unavailable.server';

export type RetryOptions = Limits & {
  /** A read is repeated freely; a write (one statement, or one transaction) only when it surely left nothing. */
  access?: 'read' | 'write';
};

const settings = singleton('database settings', () =>
  readDatabaseSettings(env.DATABASE_URL, {
    read: env.PAGE_DEADLINE_MS,
    write: env.SAVE_DEADLINE_MS,
  }),
);

/** ms within which a page, and a save, is answered whatever the database does. */
export const deadlines = { read: settings.readDeadline, write: settings.writeDeadline };

const door = singleton('door', () => {
  for (const warning of settings.warnings) log.warn({ event: 'database.setting' }, warning);
  // A goodbye to PostgreSQL when nothing else is left to do; it keeps nobody waiting.
  process.once('beforeExit', () => void disconnect());
  return new Door(settings, log);
});

const schema = singleton('schema', () => new SchemaWatch(settings.connectionString, log));
door.schemaDiffers = () => schema.mayDiffer();

/**
 * Runs an operation on the database, and again when a fault made it fail and repeating it is safe.
 * @throws DatabaseUnavailable when the database can't be asked, or not in time; TookTooLong when it
 *   gave up a statement; OutcomeUnknown when a write's answer was lost; the operation's own error when the fault lies in what was asked.
 */
export function withRetry<Result>(
  operation: (db: Database) => Promise<Result>,
  options: RetryOptions = {},
): Promise<Result> {
  const access = options.access ?? 'write';
  return inSpan(`database ${access}`, () => door.run(access, operation, options));
}

/** `withRetry` for what only reads. */
export function read<Result>(
  query: (db: Database) => Promise<Result>,
  limits: Limits = {},
): Promise<Result> {
  return inSpan('database read', () => door.run('read', query, limits));
}

/** Runs `work` in one transaction: all of it takes effect, or none. Nothing inside may reach outside the transaction. */
export function transaction<Result>(
  work: (tx: Transaction) => Promise<Result>,
  limits: Limits = {},
): Promise<Result> {
  return inSpan('database transaction', () => door.transaction(work, limits));
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
export function once<Result extends Json>(
  request: WriteRequest,
  work: (tx: Transaction) => Promise<Result>,
  limits: Limits = {},
): Promise<Once<Result>> {
  return inSpan('database once', () => door.once(request, work, limits));
}

/** How the database is, found out within a second. */
export function checkDatabase(): Promise<DatabaseHealth> {
  return door.check();
}

/** What is known of the database and of the way to it, without asking it. */
export function doorNumbers() {
  return { ...door.numbers, schema: schema.known };
}

/** How the database's schema compares with this version's, as far as is known; looks again now and then, without waiting. */
export function schemaState(): SchemaState {
  return schema.recent();
}

/** Whether the schema is known to be this version's; asks nobody. */
export function isSchemaCurrent(): boolean {
  return schema.known === 'current';
}

/** Looks at the schema now. */
export function lookAtSchema(): Promise<SchemaState> {
  return schema.look();
}

/** Hears what changes in the catalogue, whoever changes it; over a connection of its own, until it is stopped. */
export function listenToCatalogue(heard: Heard): CatalogueListener {
  const answered = () => door.pool.statements.count;
  const listener = new CatalogueListener(settings, heard, log, answered);
  door.pool.on('connect', () => listener.hurry());
  listener.start();
  return listener;
}

/** Whether connecting fails just now: whoever can do without the database need not ask it. */
export function isOutOfReach(): boolean {
  return door.pool.breaker !== 'closed';
}

/** Where the database is and what it is called: a name for whatever came from it. */
export function databasePlace(): string {
  return placeOf(env.DATABASE_URL);
}

/** Closes the pool; waits at most a second for PostgreSQL's goodbye. */
export function disconnect(): Promise<void> {
  return door.close();
}
