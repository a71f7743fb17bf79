import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { planSchema, pushSchema, readPushes } from '~/db/schema/push.server';
import { Faults } from '../../../e2e/faults/faults';
import { cloneDatabase } from '../../../scripts/test/database.js';

/*
 * The template database has today's schema. What a later version would want is made here by changing
 * a copy of prisma/, what an earlier one had by changing the database.
 */

let url = '';
let client: pg.Client;
let folder = '';
const folders: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-schema-'));
  folders.push(folder);
});
afterAll(() => Promise.all(folders.map((path) => rm(path, { recursive: true }))));

beforeEach(async () => {
  url = await cloneDatabase(
    inject('serverUrl'),
    `schema_${process.env.VITEST_POOL_ID ?? 0}`,
    'template',
  );
  client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of ['schema.prisma', 'extensions.sql', 'rules.sql']) {
    await cp(join('prisma', name), join(folder, name));
  }
});
afterEach(() => client.end());

/** Changes a file of the version to be pushed. */
async function edit(name: string, change: (text: string) => string): Promise<void> {
  const file = join(folder, name);
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

const schema = (change: (text: string) => string) => edit('schema.prisma', change);
const plan = () => planSchema(url, folder);
const push = (more: { accept?: string; id?: string } = {}, databaseUrl = url) =>
  pushSchema(
    databaseUrl,
    { id: randomUUID(), actor: 'test', address: '192.0.2.1', ...more },
    { folder, patience: { lock: 300, table: 1_500, return: 5_000 } },
  );
const addProducts = (...titles: string[]) =>
  client.query(
    `INSERT INTO product (id, slug, title, vendor, currency, updated_at)
     SELECT gen_random_uuid(), lower(title), title, 'Anna', 'EUR', now() FROM unnest($1::text[]) AS title`,
    [titles],
  );
const counts = (effects: { object: string; kind: string; count: number | null }[]) =>
  effects.map(({ kind, object, count }) => [kind, object, count]);

test('there is nothing to do for the database that this version has made', async () => {
  expect(await plan()).toMatchObject({ statements: [], destroys: [], obstacles: [], holds: [] });
});

describe('the plan says what would be destroyed', () => {
  test('of tables and columns: rows and values that are there', async () => {
    await addProducts('One', 'Two', 'Three');
    await client.query(`
      CREATE TABLE wish (id int); INSERT INTO wish VALUES (1), (2);
      ALTER TABLE product ADD COLUMN dear text, ADD COLUMN nobody text;
      UPDATE product SET dear = 'to me' WHERE title <> 'Two'`);
    const { destroys, statements, obstacles } = await plan();
    expect(counts(destroys)).toEqual([
      ['drop column', 'product.dear', 2],
      ['drop column', 'product.nobody', 0],
      ['drop table', 'wish', 2],
    ]);
    expect(obstacles).toEqual([]);
    expect(statements.join()).toContain('DROP TABLE "wish"');
  });

  test('of types: values that are cast', async () => {
    await addProducts('One', 'Two');
    await schema((text) => text.replace('vendor         String ', 'vendor String @db.VarChar(20)'));
    const { destroys } = await plan();
    expect(counts(destroys)).toEqual([['change type', 'product.vendor', 2]]);
    expect(destroys[0]?.text).toBe('values cast to VARCHAR(20)');
  });

  test('of enums: rows that use a value, which can’t go before them', async () => {
    await addProducts('One', 'Two');
    await schema((text) =>
      text.replace('  draft\n', '').replace('@default(draft)', '@default(active)'),
    );
    const first = await plan();
    expect(counts(first.destroys)).toContainEqual(['drop enum value', 'product.status', 2]);
    expect(counts(first.obstacles)).toContainEqual(['drop enum value', 'product.status', 2]);
    expect(await push({ accept: first.fingerprint })).toMatchObject({ state: 'refused' });

    await client.query("UPDATE product SET status = 'archived'");
    const second = await plan();
    expect(second.obstacles).toEqual([]);
    expect(await push({ accept: second.fingerprint })).toMatchObject({ state: 'done' });
    const { rows } = await client.query(
      'SELECT unnest(enum_range(NULL::product_status))::text AS v',
    );
    expect(rows).toEqual([{ v: 'active' }, { v: 'archived' }]);
  });
});

test('a column that rules hang on is dropped with them, and they come back as they are now', async () => {
  await addProducts('One');
  await schema((text) => text.replace(/^ +vendor .*\n/m, ''));
  await edit('rules.sql', (text) =>
    text
      .replaceAll('NEW.vendor, ', '')
      .replaceAll('title, type, vendor, tags', 'title, type, tags'),
  );
  const { destroys, fingerprint } = await plan();
  expect(counts(destroys)).toEqual([['drop column', 'product.vendor', 1]]);
  expect(await push({ accept: fingerprint })).toMatchObject({ state: 'done' });
  await client.query("UPDATE product SET title = 'Teapot'");
  const { rows } = await client.query('SELECT search_text FROM product');
  expect(rows).toEqual([{ search_text: expect.stringMatching(/^teapot/) as string }]);
  expect((await plan()).statements).toEqual([]);
});

describe('the plan says what is in the way', () => {
  test('rows without a value for a new column, or in one that gets required', async () => {
    await addProducts('One', 'Two');
    await schema((text) =>
      text
        .replace('  vendor ', '  maker String\n  vendor ')
        .replace('publishedAt    DateTime?', 'publishedAt    DateTime'),
    );
    expect(counts((await plan()).obstacles)).toEqual([
      ['required column', 'product.maker', 2],
      ['required column', 'product.published_at', 2],
    ]);
  });

  test('rows that are alike, for a unique index', async () => {
    await addProducts('One', 'Two');
    await schema((text) => text.replace('vendor         String ', 'vendor String @unique '));
    expect(counts((await plan()).obstacles)).toEqual([
      ['duplicates', 'product.product_vendor_key', 1],
    ]);
    await client.query('UPDATE product SET vendor = title');
    const { obstacles, destroys, holds } = await plan();
    expect([obstacles, destroys]).toEqual([[], []]);
    expect(counts(holds)).toEqual([['index', 'product.product_vendor_key', 2]]);
  });

  test('rows that break a new rule', async () => {
    await addProducts('One', 'Two');
    await edit('rules.sql', (text) => text.replace('version > 0', 'version > 1'));
    expect(counts((await plan()).obstacles)).toEqual([
      ['check', 'product.product_version_positive', 2],
    ]);
    expect(await push()).toMatchObject({ state: 'refused' });
    await client.query('UPDATE product SET version = 2');
    expect(await push()).toMatchObject({ state: 'done' });
    await expect(client.query('UPDATE product SET version = 1')).rejects.toThrow(
      /product_version_positive/,
    );
    // A rule that is gone holds no more.
    await edit('rules.sql', (text) => text.replace(/.*product_version_positive.*\n/, ''));
    expect((await plan()).statements[0]).toContain('DROP CONSTRAINT "product_version_positive"');
    expect(await push()).toMatchObject({ state: 'done' });
    await client.query('UPDATE product SET version = 0');
  });
});

test('the same plan has the same fingerprint, another live schema another one', async () => {
  await client.query('CREATE TABLE wish (id int)');
  const { fingerprint } = await plan();
  await client.query('INSERT INTO wish VALUES (1)');
  expect((await plan()).fingerprint).toBe(fingerprint);
  await client.query('ALTER TABLE wish ADD COLUMN who text');
  expect((await plan()).fingerprint).not.toBe(fingerprint);
});

test('what destroys is done with the plan’s fingerprint alone', async () => {
  await client.query('ALTER TABLE product ADD COLUMN dear text');
  const { fingerprint } = await plan();
  const refused = await push();
  expect(refused).toMatchObject({ state: 'refused', plan: { fingerprint } });
  expect(await push({ accept: '0'.repeat(64) })).toMatchObject({ state: 'refused' });
  await client.query('SELECT dear FROM product');
  const id = randomUUID();
  expect(await push({ id, accept: fingerprint })).toMatchObject({ state: 'done' });
  await expect(client.query('SELECT dear FROM product')).rejects.toThrow();
  // The same push again is told the same, and does nothing.
  expect(await push({ id, accept: fingerprint })).toMatchObject({ id, state: 'done' });
  const pushes = await readPushes(url, 10);
  expect(pushes.map(({ state }) => state)).toEqual(['done', 'refused', 'refused', 'done']);
  expect(pushes[0]).toMatchObject({ id, actor: 'test', address: '192.0.2.1', plan: fingerprint });
  expect(pushes[0]?.sql).toContain('DROP COLUMN "dear"');
  expect(pushes[0]?.durationMs).toBeGreaterThan(0);
});

test('two pushes at once: one waits, and is told when that takes too long', async () => {
  await client.query("SELECT pg_advisory_lock(hashtext('schema_push'))");
  expect(await push()).toMatchObject({ state: 'busy' });
  await client.query('SELECT pg_advisory_unlock_all()');
  await client.query('ALTER TABLE product DROP COLUMN seo_title');
  const both = await Promise.all([push(), push()]);
  expect(both.map(({ state }) => state).filter((state) => state === 'done').length).toBeGreaterThan(
    0,
  );
  expect((await plan()).statements).toEqual([]);
});

test('a busy table is never queued for: the push gives up, says who has it, and changes nothing', async () => {
  await client.query('ALTER TABLE product DROP COLUMN seo_title');
  await client.query("SET application_name = 'a backup'; BEGIN; SELECT FROM product");
  const pushing = push();
  const outcome = await pushing;
  expect(outcome.state).toBe('failed');
  expect(outcome.detail).toMatch(/The table product was in use all the time.*“a backup”/s);
  await client.query('COMMIT');
  expect((await readPushes(url, 1))[0]).toMatchObject({ state: 'failed' });
  await expect(client.query('SELECT seo_title FROM product')).rejects.toThrow();
  expect(await push()).toMatchObject({ state: 'done' });
});

test('a busy table that comes free is changed', async () => {
  await client.query('ALTER TABLE product DROP COLUMN seo_title');
  await client.query('BEGIN; SELECT FROM product');
  const pushing = push();
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  const asked = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'product'::regclass";
  while ((await other.query(asked)).rowCount === 0) await new Promise(setImmediate);
  await client.query('COMMIT');
  await other.end();
  expect(await pushing).toMatchObject({ state: 'done' });
});

test('a statement that fails takes everything back, and the record says so', async () => {
  await edit('rules.sql', (text) => `${text};\nSELECT 1 / 0;`);
  await schema((text) => text.replace('  vendor ', '  maker String?\n  vendor '));
  const outcome = await push();
  expect(outcome).toMatchObject({ state: 'failed' });
  expect(outcome.detail).toContain('division by zero');
  await expect(client.query('SELECT maker FROM product')).rejects.toThrow();
  expect((await readPushes(url, 1))[0]).toMatchObject({ state: 'failed' });
});

describe('a push whose connection is cut leaves the schema old or new, and says which', () => {
  let faults: Faults;
  beforeEach(async () => {
    faults = await Faults.start(url);
    await client.query('ALTER TABLE product DROP COLUMN seo_title, DROP COLUMN seo_description');
  });
  afterEach(() => faults.stop());
  const isNew = async () =>
    (
      await client.query(`SELECT FROM information_schema.columns WHERE table_name = 'product'
      AND column_name IN ('seo_title', 'seo_description')`)
    ).rowCount;

  test.each([
    ['commit', 'before'],
    ['alter table', 'sent'],
    ['alter table', 'answered'],
  ] as const)('at %s, %s: the old one', async (at, when) => {
    const { done } = faults.cut({ at: new RegExp(`^${at}`, 'i'), when, how: 'rst' });
    const outcome = await push({}, faults.url);
    await done;
    expect(outcome).toMatchObject({ state: 'cut' });
    expect(outcome.detail).toContain('the schema is the old one');
    expect(await isNew()).toBe(0);
    expect((await readPushes(url, 1))[0]).toMatchObject({ id: outcome.id, state: 'cut' });
  });

  test.each(['rst', 'fin'] as const)('after COMMIT, by %s: the new one', async (how) => {
    const { done } = faults.cut({ at: 'commit', when: 'answered', how });
    const outcome = await push({}, faults.url);
    await done;
    expect(outcome).toMatchObject({ state: 'done' });
    expect(outcome.detail).toContain('the schema is the new one');
    expect(await isNew()).toBe(2);
  });

  test('and the database does not come back: nobody knows, and the record tells later', async () => {
    const { done } = faults.cut({ at: 'commit', when: 'before', how: 'rst' });
    const pushing = push({}, faults.url);
    await done;
    await faults.refuse();
    expect(await pushing).toMatchObject({ state: 'unknown' });
    expect((await readPushes(url, 1))[0]).toMatchObject({ state: 'cut' });
    expect(await isNew()).toBe(0);
  });
});

test('a push that is asked for again while nobody works on it any more is told that it was cut', async () => {
  const id = randomUUID();
  await push();
  await client.query(
    `INSERT INTO schema_push (id, fingerprint, actor, sql, state) VALUES ($1, '', 'gone', '', 'running')`,
    [id],
  );
  expect(await push({ id })).toMatchObject({ id, state: 'cut' });
});
