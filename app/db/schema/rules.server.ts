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
