import pg from 'pg';
import { diffSchema } from '~/db/schema-engine.server';
import { readSchemaSources } from '~/db/schema-sources.server.js';

/** SQL that drops or rewrites what may hold data. */
const destructive = /\b(DROP (TABLE|COLUMN|SCHEMA)|SET DATA TYPE|DROP TYPE)\b/i;

/** The fingerprint of the newest push, or null where nothing was ever pushed. */
export async function currentFingerprint(client: pg.ClientBase): Promise<string | null> {
  const table = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('schema_push') IS NOT NULL AS exists",
  );
  if (!table.rows[0]?.exists) return null;
  const push = await client.query<{ fingerprint: string }>(
    'SELECT fingerprint FROM schema_push ORDER BY created_at DESC LIMIT 1',
  );
  return push.rows[0]?.fingerprint ?? null;
}

/**
 * Brings a database to this version's schema: one transaction, one push at a time.
 * @param actor who pushes, for the record.
 * @returns whether anything had to change.
 * @throws Error when the change would destroy something; nothing has changed then.
 */
export async function pushSchema(databaseUrl: string, actor: string): Promise<boolean> {
  const sources = await readSchemaSources();
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('schema_push'))");
    if ((await currentFingerprint(client)) === sources.fingerprint) return false;
    await client.query(sources.extensions);
    const steps = await diffSchema(databaseUrl, sources.schema);
    if (destructive.test(steps)) {
      throw new Error(
        `Bringing the database to this version would destroy data, so it was left as it is. The steps:\n${steps}`,
      );
    }
    await client.query('BEGIN');
    await client.query(steps);
    await client.query(sources.rules);
    await client.query(
      `INSERT INTO schema_push (id, fingerprint, actor, sql) VALUES (gen_random_uuid(), $1, $2, $3)`,
      [sources.fingerprint, actor, steps],
    );
    await client.query('COMMIT');
    return true;
  } finally {
    await client.end();
  }
}
