import type pg from 'pg';

/**
 * - running: under way, or cut off with nobody there to say so.
 * - done: applied, and written in the very transaction that applied it.
 * - refused: nothing was tried. failed: tried, and rolled back. cut: the connection or the process
 *   went before anything took effect.
 */
export type PushState = 'running' | 'done' | 'refused' | 'failed' | 'cut';

/** What is known of a push. */
export type PushRecord = {
  id: string;
  state: PushState;
  /** Who pushed, and from which address. */
  actor: string;
  address: string;
  /** The plan's fingerprint; null where it failed before there was one. */
  plan: string | null;
  sql: string;
  /** What came of it, in a sentence. */
  detail: string;
  createdAt: string;
  /** ms; null while it runs. */
  durationMs: number | null;
};

/**
 * The book of pushes is no part of the schema that is pushed: it has to be there before the first
 * push, and to outlive those that fail. Shops of before have a smaller one, of pushes that were done.
 */
const book = `
  CREATE TABLE IF NOT EXISTS schema_push (
    id uuid PRIMARY KEY,
    fingerprint char(64) NOT NULL,
    actor text NOT NULL,
    sql text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now());
  CREATE INDEX IF NOT EXISTS schema_push_created_at_idx ON schema_push (created_at DESC);
  ALTER TABLE schema_push
    ADD COLUMN IF NOT EXISTS address text NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS state text NOT NULL DEFAULT 'done',
    ADD COLUMN IF NOT EXISTS plan char(64),
    ADD COLUMN IF NOT EXISTS rules char(64),
    ADD COLUMN IF NOT EXISTS detail text NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS finished_at timestamptz(3)`;

/** Makes the book, if it isn't there. */
export async function openBook(client: pg.ClientBase): Promise<void> {
  if (!(await hasBook(client, 'finished_at'))) await client.query(book);
}

async function hasBook(client: pg.ClientBase, column: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_attribute
     WHERE attrelid = to_regclass('public.schema_push') AND attname = $1 AND NOT attisdropped`,
    [column],
  );
  return rowCount === 1;
}

/** Reads of a book of any age: what it lacks is what its rows were. */
const columns = `
  p.id, p.actor, p.sql, trim(p.fingerprint) AS fingerprint,
  coalesce(to_jsonb(p) ->> 'state', 'done') AS state,
  coalesce(to_jsonb(p) ->> 'address', '') AS address,
  to_jsonb(p) ->> 'plan' AS plan,
  to_jsonb(p) ->> 'rules' AS rules,
  coalesce(to_jsonb(p) ->> 'detail', '') AS detail,
  p.created_at AS "createdAt",
  round(extract(epoch FROM (to_jsonb(p) ->> 'finished_at')::timestamptz - p.created_at) * 1000)::int
    AS "durationMs"`;

type Row = Omit<PushRecord, 'createdAt'> & {
  createdAt: Date;
  fingerprint: string;
  rules: string | null;
};

async function rowsOf(client: pg.ClientBase, rest: string, values: unknown[] = []): Promise<Row[]> {
  if (!(await hasBook(client, 'fingerprint'))) return [];
  const text = `SELECT * FROM (SELECT ${columns} FROM schema_push p) AS p ${rest}`;
  return (await client.query<Row>(text, values)).rows;
}

/** The push that made the database's schema what it is; null where nothing was ever pushed. */
export async function newestDone(
  client: pg.ClientBase,
): Promise<{ id: string; fingerprint: string; rules: string | null } | null> {
  const rows = await rowsOf(client, `WHERE state = 'done' ORDER BY "createdAt" DESC LIMIT 1`);
  return rows[0] ?? null;
}

/** Whether a version's schema was pushed, be it long ago. */
export async function hasBeenPushed(client: pg.ClientBase, fingerprint: string): Promise<boolean> {
  const rows = await rowsOf(client, `WHERE state = 'done' AND fingerprint = $1 LIMIT 1`, [
    fingerprint,
  ]);
  return rows.length > 0;
}

/** The newest pushes, newest first. */
export async function listPushes(client: pg.ClientBase, limit: number): Promise<PushRecord[]> {
  return (await rowsOf(client, 'ORDER BY "createdAt" DESC LIMIT $1', [limit])).map(toRecord);
}

export async function findPush(client: pg.ClientBase, id: string): Promise<PushRecord | null> {
  const [row] = await rowsOf(client, 'WHERE id = $1', [id]);
  return row ? toRecord(row) : null;
}

function toRecord({ fingerprint: _f, rules: _r, createdAt, ...row }: Row): PushRecord {
  return { ...row, createdAt: createdAt.toISOString() };
}

/** Writes that a push has begun, before anything else is done. @returns false when the id is taken. */
export async function beginRecord(
  client: pg.ClientBase,
  push: { id: string; actor: string; address: string; fingerprint: string; rules: string },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO schema_push (id, actor, address, fingerprint, rules, sql, state)
     VALUES ($1, $2, $3, $4, $5, '', 'running') ON CONFLICT DO NOTHING`,
    [push.id, push.actor, push.address, push.fingerprint, push.rules],
  );
  return rowCount === 1;
}

export async function recordPlan(
  client: pg.ClientBase,
  id: string,
  plan: { fingerprint: string; statements: string[] },
): Promise<void> {
  const sql = plan.statements.map((statement) => `${statement};\n`).join('\n');
  await client.query('UPDATE schema_push SET plan = $2, sql = $3 WHERE id = $1', [
    id,
    plan.fingerprint,
    sql,
  ]);
}

/** Writes how a push ended; what has ended before stays as it is. */
export async function endRecord(
  client: pg.ClientBase,
  id: string,
  state: Exclude<PushState, 'running'>,
  detail: string,
): Promise<void> {
  await client.query(
    `UPDATE schema_push SET state = $2, detail = $3, finished_at = clock_timestamp()
     WHERE id = $1 AND state = 'running'`,
    [id, state, detail],
  );
}

/** Ends what nobody works on any more. To be called by who holds the lock. */
export async function endAbandoned(client: pg.ClientBase, except: string | null): Promise<void> {
  if (!(await hasBook(client, 'finished_at'))) return;
  await client.query(
    `UPDATE schema_push SET state = 'cut', detail = $1, finished_at = clock_timestamp()
     WHERE state = 'running' AND id IS DISTINCT FROM $2`,
    [cutDetail, except],
  );
}

export const cutDetail =
  'The push was cut off before it took effect: the schema is the old one, whole. Push again.';

/** Tells the shop's audit log, where the schema has one, that a push is done. */
export async function auditPush(client: pg.ClientBase, id: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT WHERE to_regclass('public.audit_entry') IS NOT NULL`,
  );
  if (rowCount === 0) return;
  await client.query(
    `INSERT INTO audit_entry (event, actor, actor_name, address, subject_id, subject)
     SELECT 'schema.pushed', actor, actor, address, id::text, left(fingerprint, 12) FROM schema_push WHERE id = $1`,
    [id],
  );
}
