import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readDatabaseSettings } from '~/db/settings.server';
import { parseEnvironment } from '~/env.server';
import { inProject } from '../paths.js';
import { variablesRead } from '../test/variables';
import { readSettings } from './settings.js';

const guide = readFileSync(inProject('CAPROVER_ENV_VARS.md'), 'utf8');
const example = readFileSync(inProject('.env.example'), 'utf8');

const read = variablesRead();
/** The guide's table: name, meaning, default, example. */
const rows = [...guide.matchAll(/^\| `([A-Z][A-Z0-9_]+)` +\|(.*)\|$/gm)].map(
  ([, name = '', cells = '']) => {
    const [meaning = '', fallback = '', value = ''] = cells.split('|').map((cell) => cell.trim());
    return { name, meaning, fallback, value: value.replaceAll('`', '') };
  },
);

test('the guide has a row for each variable that is read, and for no other', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual(read);
  for (const { name, ...cells } of rows) {
    for (const [column, text] of Object.entries(cells))
      expect(text, `${name}: ${column}`).not.toBe('');
  }
});

test('.env.example names each of them but what every start sets itself', () => {
  const named = [...example.matchAll(/^# ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(read.filter((name) => name !== 'NODE_ENV'));
});

describe('the examples are good ones', () => {
  test('those of the guide', () => {
    const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    expect(parseEnvironment(values).SHOP_CURRENCY).toBe('SEK');
    expect(readSettings(values)).toMatchObject({ host: '0.0.0.0', port: 3000 });
    const { connectionLimit, poolTimeout, readDeadline, warnings } = readDatabaseSettings(
      values.DATABASE_URL ?? '',
    );
    expect({ connectionLimit, poolTimeout, readDeadline, warnings }).toEqual({
      connectionLimit: 5,
      poolTimeout: 30_000,
      readDeadline: 31_000,
      warnings: [],
    });
  });

  test('those of .env.example', () => {
    const lines = [...example.matchAll(/^# ?([A-Z][A-Z0-9_]+)=(.*)$/gm)];
    const values = Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value]));
    values.SESSION_SECRET = 'x'.repeat(32);
    expect(() => parseEnvironment(values)).not.toThrow();
  });

  test('the numbers of connections', () => {
    const table = guide.matchAll(/^\| (\d+) +\| (\d+) +\| (\d+) +\| (\d+) +\|$/gm);
    const lines = [...table].map((line) => line.slice(1).map(Number));
    expect(lines.length).toBeGreaterThan(2);
    for (const [all = 0, others = 0, instances = 0, limit = 0] of lines) {
      expect(limit).toBe(Math.floor((all - 3 - others) / (2 * instances)) - 3);
    }
  });
});

test('half of an object store’s settings ends the start, with what is missing', () => {
  const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  expect(() =>
    parseEnvironment({ ...values, S3_BUCKET: '', S3_SECRET_ACCESS_KEY: undefined }),
  ).toThrow(
    /^The environment is not complete:\n {2}S3_BUCKET is not set, but .*\n {2}S3_SECRET_ACCESS_KEY is not set, but .*$/,
  );
});

test('a language is one that prices can be written in', () => {
  const values = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  const localeOf = (SHOP_LOCALE: string) =>
    parseEnvironment({ ...values, SHOP_LOCALE }).SHOP_LOCALE;
  expect(localeOf('')).toBe('en-GB');
  expect(() => localeOf('en_GB')).toThrow('SHOP_LOCALE is not a language tag');
});
