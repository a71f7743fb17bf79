import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { readDatabaseSettings } from '~/db/settings.server';

/** ms between two tries to get the lock. */
const between = 200;

/** The URL in node-postgres' words: Prisma's parameters are taken out. */
export function connectionStringOf(databaseUrl: string): string {
  return readDatabaseSettings(databaseUrl).connectionString;
}

/**
 * A connection for the schema alone: what is done to it takes longer than pages may. PostgreSQL ends it,
 * and gives its locks back, when it falls silent in a transaction.
 */
export async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: 'holdfast schema',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    query_timeout: 70_000,
    lock_timeout: 2_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
  });
  // Its end is seen where it is used.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SET search_path = public');
  return client;
}

/** Ends a connection without waiting for an answer that may never come; its locks go with it. */
export function leave(client: pg.Client): void {
  client.end().catch(() => undefined);
  setTimeout(() => client.connection.stream.destroy(), 1_000).unref();
}

/**
 * Takes the lock that one push at a time holds, for as long as the connection lives.
 * @param patience ms
 * @returns false when another has it all the time.
 */
export async function takeLock(client: pg.ClientBase, patience: number): Promise<boolean> {
  const giveUpAt = performance.now() + patience;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      "SELECT pg_try_advisory_lock(hashtext('schema_push')) AS taken",
    );
    if (rows[0]?.taken) return true;
    if (performance.now() > giveUpAt) return false;
    await sleep(between);
  }
}
