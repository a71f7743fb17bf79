import { describe, expect, test } from 'vitest';
import { readDatabaseSettings, toPoolConfig } from '~/db/settings.server';

const base = 'postgresql://shop:s3cret@db.example:5432/shop';
const read = (parameters: string, deadlines = {}) =>
  readDatabaseSettings(`${base}?${parameters}`, deadlines);

describe('the parameters of DATABASE_URL', () => {
  test("reach the pool, Prisma's in seconds and PostgreSQL's in milliseconds", () => {
    const settings = read(
      'connection_limit=5&pool_timeout=30&connect_timeout=7&socket_timeout=20&statement_timeout=15000' +
        '&lock_timeout=9000&idle_in_transaction_session_timeout=60000&max_connection_lifetime=600' +
        '&max_idle_connection_lifetime=20&application_name=till',
    );
    expect(toPoolConfig(settings)).toEqual({
      connectionString: base,
      max: 5,
      statement_timeout: 15_000,
      lock_timeout: 9000,
      idle_in_transaction_session_timeout: 60_000,
      idleTimeoutMillis: 20_000,
      maxLifetimeSeconds: 600,
      application_name: 'till',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      allowExitOnIdle: true,
    });
    expect(settings).toMatchObject({
      connectTimeout: 7000,
      poolTimeout: 30_000,
      queryTimeout: 20_000,
    });
    expect(settings.warnings).toEqual([]);
  });

  test.each(['', 'socket_timeout=30', 'statement_timeout=60000', 'lock_timeout=8000', 'pool_timeout=30', 'pool_timeout=1', 'socket_timeout=0.2'])(
    'nest, whichever of them are given: %s',
    (parameters) => {
      const settings = read(parameters);
      const { lockTimeout, statementTimeout, queryTimeout, readDeadline, writeDeadline } = settings;
      expect(lockTimeout).toBeLessThan(statementTimeout);
      expect(statementTimeout).toBeLessThan(queryTimeout);
      expect(queryTimeout).toBeLessThan(readDeadline);
      expect(settings.poolTimeout).toBeLessThan(readDeadline);
      expect(readDeadline).toBeLessThanOrEqual(writeDeadline);
    },
  ); // prettier-ignore

  test('that node-postgres understands are left in the URL', () => {
    expect(read('sslmode=no-verify&connection_limit=2').connectionString).toBe(
      `${base}?sslmode=no-verify`,
    );
    expect(read('sslaccept=accept_invalid_certs').connectionString).toBe(
      `${base}?sslmode=no-verify`,
    );
  });

  test('that nothing knows are named in a warning, without the password', () => {
    const { warnings, connectionString } = read('conection_limit=5&pgbouncer=true');
    expect(warnings).toEqual([
      'DATABASE_URL: nothing here knows the parameter conection_limit; it has no effect.',
    ]);
    expect(connectionString).toBe(base);
  });

  test("may name a socket's folder instead of a host", () => {
    expect(
      readDatabaseSettings('postgresql://shop@/shop?host=/run/postgresql').connectionString,
    ).toBe('postgresql://shop@/shop?host=%2Frun%2Fpostgresql');
  });
});

describe('what makes no sense is said in one sentence', () => {
  const limit = 'is not a whole number from 1 to 1000.';
  test.each([
    ['connection_limit=0', `connection_limit=0 ${limit}`],
    ['connection_limit=-5', `connection_limit=-5 ${limit}`],
    ['connection_limit=abc', `connection_limit=abc ${limit}`],
    ['connection_limit=100000', `connection_limit=100000 ${limit}`],
    ['connection_limit=2.5', `connection_limit=2.5 ${limit}`],
    ['connection_limit=', `connection_limit= ${limit}`],
    ['connection_limit=1e2', `connection_limit=1e2 ${limit}`],
    ['connection_limit=5&connection_limit=6', 'connection_limit is there 2 times: leave one.'],
    ['pool_timeout=0', 'pool_timeout=0 is not a number of seconds from 0.05 to 600.'],
    ['connect_timeout=-1', 'connect_timeout=-1 is not a number of seconds from 0.05 to 120.'],
    [
      'lock_timeout=5000&statement_timeout=3000',
      'lock_timeout (5000 ms) must be shorter than statement_timeout (3000 ms), or it never takes effect.',
    ],
    [
      'statement_timeout=5000&socket_timeout=3',
      'statement_timeout (5000 ms) must be shorter than socket_timeout (3000 ms), or it never takes effect.',
    ],
    ['schema=other', 'schema=other: the shop lives in the schema public.'],
  ])('%s', (parameters, sentence) => {
    expect(() => read(parameters)).toThrow(new Error(`DATABASE_URL: ${sentence}`));
  });

  test('a deadline that ends before connecting may', () => {
    expect(() => read('connect_timeout=3&socket_timeout=1', { read: 2000 })).toThrow(
      'connect_timeout (3000 ms) must be shorter than PAGE_DEADLINE_MS (2000 ms)',
    );
  });

  test('a save that must end before a page may', () => {
    expect(() => read('', { write: 1000 })).toThrow(
      'PAGE_DEADLINE_MS (5000 ms) must not be longer than SAVE_DEADLINE_MS (1000 ms)',
    );
  });

  test('but a short deadline alone makes what is inside of it shorter', () => {
    expect(read('', { read: 1000 })).toMatchObject({
      connectTimeout: 400,
      queryTimeout: 800,
      statementTimeout: 600,
      lockTimeout: 300,
      readDeadline: 1000,
    });
  });

  test.each([
    ['db.example/shop', 'DATABASE_URL is not a URL like'],
    ['mysql://shop:s3cret@db.example/shop', 'DATABASE_URL begins with mysql:'],
    ['postgresql://shop:s3cret@:bad/shop', 'DATABASE_URL is not a URL like'],
  ])('no URL of PostgreSQL: %s', (url, sentence) => {
    expect(() => readDatabaseSettings(url)).toThrow(sentence);
    expect(() => readDatabaseSettings(url)).not.toThrow('s3cret');
  });
});
