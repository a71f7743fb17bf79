import type pg from 'pg';
import type { Effect } from '~/db/schema/effects.server';

type Check = { table: string; name: string; condition: string };

/** The checks of rules.sql, which writes each as set_check('table', 'name', $$ condition $$). */
function readChecks(rules: string): Check[] {
  const call = /set_check\('(\w+)', '(\w+)', \$\$([\s\S]*?)\$\$\)/g;
  return [...rules.matchAll(call)].map(([, table = '', name = '', condition = '']) => ({
    table,
    name,
    condition,
  }));
}

/** What brings a live database's checks to those of rules.sql: each remembers its text as its comment. */
export async function compareChecks(
  client: pg.ClientBase,
  rules: string,
): Promise<{ statements: string[]; effects: Effect[]; differ: boolean }> {
  const { rows } = await client.query<Check>(
    `SELECT c.conrelid::regclass::text AS table, c.conname AS name,
            obj_description(c.oid, 'pg_constraint') AS condition
     FROM pg_constraint c WHERE c.contype = 'c' AND c.connamespace = 'public'::regnamespace
       AND obj_description(c.oid, 'pg_constraint') IS NOT NULL`,
  );
  const key = ({ table, name }: Check) => `${table}.${name}`;
  const live = new Map(rows.map((check) => [key(check), check]));
  const wanted = readChecks(rules);
  const changed = wanted.filter((check) => live.get(key(check))?.condition !== check.condition);
  for (const check of wanted) live.delete(key(check));
  return {
    differ: changed.length > 0,
    effects: changed.map((check) => ({
      group: 'obstacle',
      kind: 'check',
      object: key(check),
      count: `SELECT count(*) FROM ${check.table} WHERE NOT (${check.condition})`,
      text: `rows break the rule ${check.condition.trim()}`,
    })),
    statements: [...live.values()].map(
      ({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT "${name}"`,
    ),
  };
}

/**
 * What takes rules away from columns and types that are about to change: PostgreSQL changes none that a trigger or
 * a function hangs on. Rules.sql, which comes last, makes them anew.
 */
export async function releaseColumns(
  client: pg.ClientBase,
  rules: string,
  changes: { effects: Effect[]; statements: string[] },
): Promise<string[]> {
  const tables = changes.effects
    .filter(({ group, kind }) => group === 'destroys' && kind !== 'drop table')
    .map(({ object }) => object.split('.')[0]);
  const types = changes.statements.map((sql) => /^ALTER TYPE "(\w+)" RENAME TO/.exec(sql)?.[1]);
  const triggers = await client.query<{ name: string; table: string }>(
    `SELECT t.tgname AS name, c.relname AS table FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1)
     ORDER BY 1`,
    [tables],
  );
  const functions = await client.query<{ name: string; signature: string }>(
    `SELECT DISTINCT p.proname AS name, p.oid::regprocedure::text AS signature
     FROM pg_depend d JOIN pg_proc p ON p.oid = d.objid JOIN pg_type t ON t.oid = d.refobjid
     WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_type'::regclass
       AND p.pronamespace = 'public'::regnamespace AND t.typname = ANY ($1)
     ORDER BY 1`,
    [types.filter((type) => type !== undefined)],
  );
  const ours = (what: string) => new RegExp(`\\b${what}\\b`).test(rules);
  return [
    ...triggers.rows
      .filter(({ name }) => ours(`TRIGGER ${name}`))
      .map(({ name, table }) => `DROP TRIGGER "${name}" ON "${table}"`),
    ...functions.rows
      .filter(({ name }) => ours(`FUNCTION ${name}`))
      .map(({ signature }) => `DROP FUNCTION ${signature}`),
  ];
}
