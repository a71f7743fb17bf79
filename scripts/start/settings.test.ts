import { describe, expect, test } from 'vitest';
import { Problem } from '../problem.js';
import { readSettings } from './settings.js';

describe('settings', () => {
  test('without any, the shop is open to this machine alone and brings its database', () => {
    const expected = { host: '127.0.0.1', port: 3000, databaseUrl: null };
    expect(readSettings({})).toEqual(expected);
    expect(readSettings({ HOST: '', PORT: '', DATABASE_URL: '' })).toEqual(expected);
  });

  test('what is set is taken as it is', () => {
    const DATABASE_URL = 'postgres://a:b%40c@db.example:6432/shop?connection_limit=5';
    expect(readSettings({ HOST: '0.0.0.0', PORT: '8080', DATABASE_URL })).toEqual({
      host: '0.0.0.0',
      port: 8080,
      databaseUrl: DATABASE_URL,
    });
  });

  test.each(['http', '-1', '65536', '3000.5', '0x50', ' '])('PORT %j is refused', (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(`PORT is "${PORT}", which is no port.`);
  });

  test.each([
    'localhost/shop',
    'mysql://user:secret@host/shop',
    'postgresql://user:sec#ret@host:5432/shop',
    'postgresql://user:secret@host:5432',
    'postgresql://user:secret@host:notaport/shop',
  ])('DATABASE_URL %j is refused, and its password is not told', (DATABASE_URL) => {
    let problem: unknown;
    try {
      readSettings({ DATABASE_URL });
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(Problem);
    const { message, remedy } = problem as Problem;
    expect(message).toMatch(/DATABASE_URL/);
    expect(message + remedy).not.toMatch(/sec/);
  });
});
