import type pg from 'pg';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { cloneDatabase } from '../test/database.js';
import { withClient } from './database.js';
import { bringSchemaUpWhenThere } from './deployed-schema.js';

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, 'log').mockImplementation((text: string) => void said.push(text));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const start = (url: string) => bringSchemaUpWhenThere(url, new AbortController().signal);

const hasColumn = (url: string) =>
  withClient(url, async (client: pg.Client) => {
    const { rowCount } = await client.query(
      `SELECT FROM information_schema.columns WHERE table_name = 'product' AND column_name = 'seo_title'`,
    );
    return rowCount === 1;
  });

test('a deployed start makes an empty database’s tables', async () => {
  const url = await cloneDatabase(inject('serverUrl'), 'deployed_empty', 'template0');
  await start(url);
  expect(said).toEqual(['Schema     made']);
  expect(await hasColumn(url)).toBe(true);
});

test('it leaves a schema that is there to the push, unless it is told otherwise', async () => {
  const url = await cloneDatabase(inject('serverUrl'), 'deployed_older', 'template');
  await withClient(url, async (client: pg.Client) => {
    await client.query('ALTER TABLE product DROP COLUMN seo_title');
    await client.query("UPDATE schema_push SET fingerprint = repeat('0', 64)");
  });
  await start(url);
  expect(said).toEqual([expect.stringMatching(/^Schema +of another version, and left as it is/)]);
  expect(await hasColumn(url)).toBe(false);

  vi.stubEnv('SCHEMA_AT_START', 'push');
  await start(url);
  expect(said.at(-1)).toBe('Schema     brought to this version');
  expect(await hasColumn(url)).toBe(true);
});
