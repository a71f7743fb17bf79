import { describe, expect, inject, test } from 'vitest';
import { env } from '~/env.server';
import { read } from '~/db.server';
import { cloneDatabase } from './database.js';

describe('what every test file stands on', () => {
  test('a database of its own, with the schema and nothing in it', async () => {
    expect(env.DATABASE_URL).toMatch(/\/tests_\d+$/);
    expect(await read((db) => db.product.count())).toBe(0);
  });

  test('a copy leaves its template as it was', async () => {
    const url = await cloneDatabase(inject('serverUrl'), 'a copy', 'template');
    expect(new URL(url).pathname).toBe('/a%20copy');
  });
});
