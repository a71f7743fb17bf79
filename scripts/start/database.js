import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { readSchemaSources } from '../../app/db/schema/sources.server.js';
import { inProject } from '../paths.js';
import { Problem } from '../problem.js';
import { explainDatabase } from './explain.js';

/**
 * What a database holds.
 * @typedef {object} Found
 * @property {string | null} fingerprint of the schema that was pushed last
 * @property {boolean} empty it has neither a product nor an admin
 */

/**
 * @typedef {{ email: string, password: string }} SignIn
 * @typedef {{ signIn?: SignIn | null, said?: string }} Prepared
 */

/** ms between two tries while PostgreSQL is starting up, and for how long. */
const startingUp = { pause: 200, patience: 30_000 };

/**
 * Opens one connection for `work`.
 * @template Result
 * @param {string} databaseUrl
 * @param {(client: import('pg').Client) => Promise<Result>} work
 * @returns {Promise<Result>}
 * @throws Problem
 */
export async function withClient(databaseUrl, work) {
  const { default: pg } = await import('pg');
  const giveUpAt = performance.now() + startingUp.patience;
  for (;;) {
    const client = new pg.Client({
      connectionString: databaseUrl,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return await work(client);
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === '57P03';
      if (!busy || performance.now() > giveUpAt) throw explainDatabase(error, databaseUrl);
    } finally {
      await client.end().catch(() => {});
    }
    await delay(startingUp.pause);
  }
}

/**
 * @param {string} databaseUrl
 * @returns {Promise<Found>}
 */
export function inspect(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows: tables } = await client.query(
      "SELECT to_regclass('schema_push') IS NOT NULL AS book, to_regclass('product') IS NOT NULL AS shop",
    );
    const there = /** @type {{ book: boolean, shop: boolean }[]} */ (tables)[0];
    if (!there?.book || !there.shop) return { fingerprint: null, empty: true };
    // Pushes of before were all done, and did not say so.
    const { rows } = await client.query(
      `SELECT (SELECT fingerprint FROM schema_push p WHERE coalesce(to_jsonb(p) ->> 'state', 'done') = 'done'
               ORDER BY created_at DESC LIMIT 1) AS fingerprint,
              NOT EXISTS (SELECT FROM product) AND NOT EXISTS (SELECT FROM admin_user) AS empty`,
    );
    return /** @type {Found[]} */ (rows)[0] ?? { fingerprint: null, empty: true };
  });
}

/**
 * Makes a database if the server has none of that name.
 * @param {string} serverUrl another database of that server
 * @param {string} name
 */
export function ensureDatabase(serverUrl, name) {
  return withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  });
}

/**
 * Brings a database to this version's schema.
 * @param {string} databaseUrl
 * @param {(text: string) => void} say
 * @returns {Promise<string>} what came of it
 */
export async function bringSchemaUp(databaseUrl, say) {
  const [found, sources] = await Promise.all([
    inspect(databaseUrl),
    readSchemaSources(inProject('prisma')),
  ]);
  if (found.fingerprint === sources.fingerprint) return 'up to date';
  say('bringing the tables to this version');
  await prepare('schema', databaseUrl, say);
  return found.fingerprint ? 'brought to this version' : 'made';
}

/**
 * Runs one of prepare.ts's tasks, which need what is written in TypeScript.
 * @param {'schema' | 'seed'} task
 * @param {string} databaseUrl
 * @param {(text: string) => void} say
 * @returns {Promise<Prepared>}
 * @throws Problem
 */
export async function prepare(task, databaseUrl, say) {
  const child = fork(new URL('prepare.ts', import.meta.url), [task], {
    cwd: inProject(),
    execArgv: ['--import', 'tsx'],
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      SESSION_SECRET: process.env.SESSION_SECRET ?? 'not used while the database is prepared',
    },
    silent: true,
  });
  /** @type {Prepared & { error?: { message: string, code?: string } }} */
  let outcome = {};
  let output = '';
  child.on('message', (message) => {
    outcome = { ...outcome, .../** @type {Prepared} */ (message) };
    if (outcome.said) say(outcome.said);
    delete outcome.said;
  });
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => (output += String(chunk)));
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => (output += String(chunk)));
  const [status] = /** @type {[number | null]} */ (await once(child, 'close'));
  if (outcome.error) {
    const { message, code } = outcome.error;
    if (isFromDatabase(code))
      throw explainDatabase(Object.assign(new Error(message), { code }), databaseUrl);
    throw new Problem(message, 'Put right what it says, then run this again.');
  }
  if (status !== 0) {
    throw new Problem(
      `Preparing the database failed:\n${output.trim()}`,
      'Put right what it says, then run this again.',
    );
  }
  return outcome;
}

/**
 * @param {string | undefined} code
 * @returns {boolean} whether it is an SQLSTATE or the network's, rather than Node's own
 */
function isFromDatabase(code) {
  return /^([0-9A-Z]{5}|ECONN\w+|ENOTFOUND|EAI_AGAIN|E\w*UNREACH|ETIMEDOUT)$/.test(code ?? '');
}
