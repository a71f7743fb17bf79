import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { fullJitter } from '~/db/retry.server';
import { auditPush, endRecord } from '~/db/schema/record.server';
import { tableOf } from '~/db/schema/statements.server';

/**
 * ms that a statement may wait for a table. Whoever comes after it waits behind it: so it is far
 * shorter than what a page or a save has.
 */
const lockTimeout = 300;

/** ms; between two tries for a table that is busy. */
const backoff = { base: 250, cap: 4_000 };

/** SQLSTATEs of a transaction that others stood in the way of: lock_not_available, deadlock_detected. */
const contended = ['55P03', '40P01'];

/** A table was in use all the time; nothing has changed. */
export class TableBusy extends Error {
  override name = 'TableBusy';
}

/** A statement failed; nothing has changed. */
export class StatementFailed extends Error {
  override name = 'StatementFailed';
}

/**
 * Runs the statements and writes that the push is done, in one transaction. When a table is busy all of it is
 * taken back, so that the shop gets on, and tried again later.
 * @param patience ms after which it is given up.
 * @returns how many tries it took.
 * @throws TableBusy, StatementFailed; anything else is the connection's: then it may have been applied or not.
 */
export async function applyStatements(
  client: pg.Client,
  push: { id: string; statements: string[]; patience: number },
): Promise<number> {
  const giveUpAt = performance.now() + push.patience;
  for (let tries = 1; ; tries += 1) {
    const busy = await tryOnce(client, push, tries);
    if (!busy) return tries;
    const pause = fullJitter(backoff, tries);
    if (performance.now() + pause > giveUpAt) {
      throw new TableBusy(
        `${busy} was in use all the time, in ${tries} tries over ${Math.round(push.patience / 1000)} s, so nothing has changed. ${await describeHolder(client)}`,
      );
    }
    await sleep(pause);
  }
}

/** @returns null when it is done, else what was busy. */
async function tryOnce(
  client: pg.Client,
  { id, statements }: { id: string; statements: string[] },
  tries: number,
): Promise<string | null> {
  let current = '';
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL lock_timeout = ${lockTimeout}`);
    for (current of statements) await client.query(current);
    const detail = tries === 1 ? 'Applied.' : `Applied, at try ${tries}: a table was busy before.`;
    await endRecord(client, id, 'done', detail);
    await auditPush(client, id);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    await client.query('ROLLBACK');
    if (contended.includes(error.code ?? '')) {
      const table = tableOf(current);
      return table ? `The table ${table}` : 'A table';
    }
    throw new StatementFailed(
      `${error.message}${error.detail ? ` (${error.detail})` : ''}. Nothing has changed. It was said of:\n${current.slice(0, 500)}`,
      { cause: error },
    );
  }
  await client.query('COMMIT');
  return null;
}

/** Who has been in the way for longest, as far as can be told. */
async function describeHolder(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{
    table: string;
    name: string;
    pid: number;
    seconds: number;
  }>(
    `SELECT l.relation::regclass::text AS table, coalesce(nullif(a.application_name, ''), 'unnamed') AS name,
            a.pid, extract(epoch FROM now() - a.xact_start)::int AS seconds
     FROM pg_locks l JOIN pg_stat_activity a USING (pid) JOIN pg_class c ON c.oid = l.relation
     WHERE l.granted AND l.pid <> pg_backend_pid() AND c.relkind = 'r'
       AND c.relnamespace = 'public'::regnamespace AND a.xact_start IS NOT NULL
     ORDER BY a.xact_start LIMIT 1`,
  );
  const [holder] = rows;
  if (!holder) return 'Try again in a moment.';
  const { table, name, pid, seconds } = holder;
  return `“${name}” (process ${pid}) has held ${table} for ${seconds} s: end it, or push when it is done.`;
}
