import { createHash } from 'node:crypto';
import type pg from 'pg';
import { QUERY_CANCELED } from '~/db/errors.server';
import { type Effect, type EffectGroup, effectsOf } from '~/db/schema/effects.server';
import { diffSchema } from '~/db/schema/engine.server';
import { newestDone } from '~/db/schema/record.server';
import { compareChecks, releaseColumns } from '~/db/schema/rules.server';
import type { SchemaSources } from '~/db/schema/sources.server.js';
import { engineStatements, splitSql } from '~/db/schema/statements.server';

export type Counted = Omit<Effect, 'group' | 'count'> & {
  /** null where there is nothing to count, or where counting took too long. */
  count: number | null;
};

/** What a push would do to the live database. */
export type Plan = {
  /** SHA-256 over the statements, the kinds of what they destroy, and every column that is there. */
  fingerprint: string;
  /** In their order; empty when the database is as it should be. */
  statements: string[];
  /** What is gone afterwards, and can't be brought back. */
  destroys: Counted[];
  /** What is in the way: with any of it the push would fail. */
  obstacles: Counted[];
  /** What saves have to wait for. */
  holds: Counted[];
};

/** ms that counting may take for each effect: it reads whole tables. */
const countingTime = 10_000;

/**
 * What leads from the live database to this version's schema, its effects counted. Changes nothing.
 * @param client reads, on a connection of its own.
 * @param connectionString of the same database, for the engine.
 */
export async function makePlan(
  client: pg.ClientBase,
  connectionString: string,
  sources: SchemaSources,
): Promise<Plan> {
  const { statements, effects, fingerprint } = await draftPlan(client, connectionString, sources);
  const counted = await countAll(client, effects);
  const of = (group: EffectGroup) =>
    counted.filter((effect) => effect.group === group).map(({ group: _, ...rest }) => rest);
  return {
    fingerprint,
    statements,
    destroys: of('destroys'),
    obstacles: of('obstacle').filter(({ count }) => count !== null && count > 0),
    holds: of('holds').filter(({ count }) => count !== 0),
  };
}

export type Draft = {
  statements: string[];
  /** Those of them that the engine made: without extensions and rules. */
  changes: string[];
  effects: Effect[];
  fingerprint: string;
};

/** A plan of which nothing is counted: that reads no table. */
export async function draftPlan(
  client: pg.ClientBase,
  connectionString: string,
  sources: SchemaSources,
): Promise<Draft> {
  const script = await diffSchema(connectionString, sources.schema);
  const changes = engineStatements(script);
  const extensions = await missingExtensions(client, sources.extensions);
  const checks = await compareChecks(client, sources.rules);
  const newest = await newestDone(client);
  const rulesDiffer = checks.differ || newest?.rules !== sources.rulesHash;
  const ofChanges = effectsOf(changes);
  const released = await releaseColumns(client, sources.rules, {
    effects: ofChanges,
    statements: changes,
  });
  const anything = rulesDiffer || changes.length + checks.statements.length > 0;
  const statements = [
    ...extensions,
    ...checks.statements,
    ...released,
    ...changes,
    ...(anything ? splitSql(sources.rules, ';') : []),
  ];
  const effects = [...ofChanges, ...checks.effects];
  const fingerprint = createHash('sha256')
    .update(
      JSON.stringify([
        statements,
        effects
          .filter(({ group }) => group === 'destroys')
          .map(({ kind, object }) => [kind, object]),
        await listColumns(client),
      ]),
    )
    .digest('hex');
  return { statements, changes, effects, fingerprint };
}

async function missingExtensions(client: pg.ClientBase, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT extname AS name FROM pg_extension');
  const there = new Set(rows.map(({ name }) => name));
  return splitSql(sql, ';').filter((statement) => {
    const name = /CREATE EXTENSION IF NOT EXISTS "?(\w+)"?/.exec(statement)?.[1];
    return name === undefined || !there.has(name);
  });
}

/** Every column that is there, so that another live schema makes another fingerprint. */
async function listColumns(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
       AS column
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_push'
     ORDER BY 1`,
  );
  return rows.map(({ column }) => column);
}

/** Rules about what isn't there yet break on nothing: undefined_table, undefined_column, undefined_function. */
const notThere = ['42P01', '42703', '42883'];

async function countAll(
  client: pg.ClientBase,
  effects: Effect[],
): Promise<(Counted & { group: EffectGroup })[]> {
  await client.query(`SET statement_timeout = ${countingTime}`);
  const counted: (Counted & { group: EffectGroup })[] = [];
  for (const { count, ...effect } of effects) {
    counted.push({ ...effect, count: count === null ? null : await countOne(client, count) });
  }
  await client.query('RESET statement_timeout');
  return counted;
}

async function countOne(client: pg.ClientBase, sql: string): Promise<number | null> {
  try {
    const { rows } = await client.query<{ count: string }>(sql);
    return Number(rows[0]?.count ?? 0);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === QUERY_CANCELED) return null;
    if (code !== undefined && notThere.includes(code)) return 0;
    throw error;
  }
}

/** A plan in words, for a terminal. */
export function describePlan(plan: Plan): string {
  const { statements, destroys, obstacles, holds, fingerprint } = plan;
  if (statements.length === 0) return 'The database is as this version wants it: nothing to do.\n';
  const lines = (title: string, effects: Counted[]) =>
    effects.length === 0 ? [] : [title, ...effects.map((effect) => `  ${sentence(effect)}`), ''];
  return [
    ...lines('This would DESTROY:', destroys),
    ...lines('This is in the way, and has to be put right first:', obstacles),
    ...lines('Saves wait while this is done:', holds),
    `Statements (${statements.length}):`,
    '',
    ...statements.map((statement) => `${statement};\n`),
    `Fingerprint: ${fingerprint}`,
    obstacles.length > 0
      ? 'A push would be refused until what is in the way is put right.'
      : destroys.length > 0
        ? 'A push has to repeat the fingerprint.'
        : 'Nothing is destroyed; a push needs no fingerprint.',
    '',
  ].join('\n');
}

/** `product.vendor: 120 values gone (drop column)` */
function sentence({ object, count, text, kind }: Counted): string {
  return `${object}: ${count === null ? 'uncounted' : count.toLocaleString('en')} ${text} (${kind})`;
}
