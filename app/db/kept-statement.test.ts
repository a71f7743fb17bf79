import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Door } from '~/db/door.server';
import { kept, nameOfKept } from '~/db/kept-statement.server';
import { Prisma } from '~/db/generated/client';
import { readDatabaseSettings } from '~/db/settings.server';

const databaseUrl = process.env.DATABASE_URL ?? '';
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const ask = (slug: string) =>
  kept('numbers', Prisma.sql`SELECT n FROM kept_numbers WHERE slug = ${slug}`);

let owner: pg.Client;
const doors: Door[] = [];

beforeAll(async () => {
  owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query("CREATE TABLE kept_numbers AS SELECT 1::int AS n, 'one' AS slug");
});

afterAll(async () => {
  for (const door of doors) await door.close();
  await owner.query('DROP TABLE kept_numbers');
  await owner.end();
});

function open(parameters: string): Door {
  const door = new Door(readDatabaseSettings(`${databaseUrl}?${parameters}`), silent);
  doors.push(door);
  return door;
}

function read(door: Door, statement: Prisma.Sql): Promise<unknown> {
  return door.run('read', (db) => db.$queryRaw(statement), {});
}

/** The names of the statements that the door's only connection keeps. */
function names(door: Door): Promise<unknown> {
  return read(door, Prisma.sql`SELECT name FROM pg_prepared_statements ORDER BY name`);
}

test('only what was marked is kept', async () => {
  const door = open('connection_limit=1');
  await read(door, ask('one'));
  await read(door, ask('two'));
  await read(door, Prisma.sql`SELECT ${1}::int AS n`);
  expect(await names(door)).toEqual([{ name: 'numbers' }]);
  expect(nameOfKept({ sql: 'SELECT 1 /* kept: numbers */' })).toBe('');
});

test.each(['pgbouncer=true', 'statement_cache_size=0'])('%s keeps nothing', async (parameter) => {
  const door = open(`connection_limit=1&${parameter}`);
  expect(await read(door, ask('one'))).toEqual([{ n: 1 }]);
  expect(await names(door)).toEqual([]);
});

test('a schema that changes under it is no news to who asks', async () => {
  const door = open('connection_limit=1');
  expect(await read(door, ask('one'))).toEqual([{ n: 1 }]);
  await owner.query('ALTER TABLE kept_numbers ADD COLUMN more int');
  expect(await read(door, ask('one'))).toEqual([{ n: 1 }]);
  await owner.query('ALTER TABLE kept_numbers ALTER COLUMN n TYPE text');
  expect(await read(door, ask('one'))).toEqual([{ n: '1' }]);
});
