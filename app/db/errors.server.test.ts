import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { classify, ConnectError, type FaultClass } from '~/db/errors.server';
import { PrismaClient } from '~/db/generated/client';
import { DoorPool } from '~/db/pool.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { Faults } from '../../e2e/faults/faults';

/*
 * Each row makes the real fault, with a real PostgreSQL behind a real proxy, and looks at what
 * Prisma and node-postgres make of it. Whoever changes their versions sees here what has moved.
 */

const databaseUrl = process.env.DATABASE_URL ?? '';
const short = 'connection_limit=2&pool_timeout=0.6&connect_timeout=0.4&socket_timeout=0.5';
/** For faults after connecting: a machine too busy to connect in time would be another fault. */
const patient = 'connection_limit=2&pool_timeout=60&connect_timeout=60&socket_timeout=60';

let faults: Faults;
let opened: { prisma: PrismaClient; pool: DoorPool }[] = [];

beforeAll(async () => {
  faults = await Faults.start(databaseUrl);
});
afterEach(async () => {
  await faults.heal();
  await Promise.all(opened.map(({ pool }) => pool.end()));
  opened = [];
});
afterAll(() => faults.stop());

function open(url = faults.url, parameters = short) {
  const pool = new DoorPool(readDatabaseSettings(`${url}?${parameters}`), {
    waited: () => undefined,
    evicted: () => undefined,
    flushed: () => undefined,
    refused: () => undefined,
  });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  opened.push({ prisma, pool });
  return { prisma, pool };
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('It was to fail.');
}

type Db = PrismaClient;
const limits = { maxWait: 60_000, timeout: 60_000 };
const insert = (db: Pick<Db, 'category'>) =>
  db.category.create({ data: { slug: crypto.randomUUID(), title: 'Cups' }, select: { id: true } });

/** Three ways an operation meets a fault. */
const ways = {
  'a model query': (db: Db) => insert(db),
  'a raw query': (db: Db) => db.$queryRaw`INSERT INTO category (id, slug, title) VALUES (gen_random_uuid(), gen_random_uuid(), 'Raw')`,
  'a transaction': (db: Db) => db.$transaction((tx) => insert(tx), limits),
}; // prettier-ignore

describe.each(Object.entries(ways))('%s', (_, operate) => {
  const rows: [string, FaultClass, () => unknown][] = [
    ['refused', 'never-sent', () => faults.refuse()],
    ['accepted, then reset', 'never-sent', () => faults.greet('rst')],
    ['accepted, then closed', 'never-sent', () => faults.greet('fin')],
    ['a blackhole at connect', 'never-sent', () => faults.blackhole()],
    ['reset before the statement', 'unknown', () => void faults.cut({ at: 'insert', when: 'before', how: 'rst' })],
    ['closed before the statement', 'unknown', () => void faults.cut({ at: 'insert', when: 'before', how: 'fin' })],
    ['reset after the statement', 'unknown', () => void faults.cut({ at: 'insert', when: 'sent', how: 'rst' })],
    ['closed after the statement', 'unknown', () => void faults.cut({ at: 'insert', when: 'sent', how: 'fin' })],
    ['reset instead of its answer', 'unknown', () => void faults.cut({ at: 'insert', when: 'answered', how: 'rst' })],
    ['reset in the middle of its answer', 'unknown', () => void faults.cut({ at: 'insert', when: 'reply', how: 'rst' })],
    ['closed in the middle of its answer', 'unknown', () => void faults.cut({ at: 'insert', when: 'reply', how: 'fin' })],
  ]; // prettier-ignore

  test.each(rows)('%s: %s', async (_name, expected, make) => {
    await make();
    const parameters = expected === 'never-sent' ? short : patient;
    const error = await failureOf(operate(open(faults.url, parameters).prisma));
    expect(classify(error).class).toBe(expected);
    expect(error instanceof ConnectError).toBe(expected === 'never-sent');
  });

  test('a host that is not there: never-sent', async () => {
    const url = new URL(databaseUrl);
    url.hostname = 'nobody.invalid';
    const error = await failureOf(operate(open(url.href).prisma));
    expect(classify(error).class).toBe('never-sent');
    expect(error).toBeInstanceOf(ConnectError);
  });

  test('a blackhole on a live connection: unknown', async () => {
    const { prisma } = open(faults.url, 'pool_timeout=60&connect_timeout=60&socket_timeout=0.5');
    await prisma.category.count();
    faults.blackhole();
    expect(classify(await failureOf(operate(prisma)))).toMatchObject({ class: 'unknown' });
  });

  test('a pool that is used up: never-sent', async () => {
    const { prisma, pool } = open();
    const held = await Promise.all([pool.connect(), pool.connect()]);
    const error = await failureOf(operate(prisma));
    held.forEach((client) => client.release());
    expect(classify(error)).toEqual({ class: 'never-sent', code: 'pool timeout' });
  });

  test.each([
    ['password', '28P01', (url: URL) => void (url.password = 'wrong')],
    ['user', '28P01', (url: URL) => void (url.username = 'nobody')],
    ['database', '3D000', (url: URL) => void (url.pathname = '/nowhere')],
  ])('a wrong %s: permanent', async (_what, code, change) => {
    const url = new URL(databaseUrl);
    change(url);
    const error = await failureOf(operate(open(url.href, patient).prisma));
    expect(classify(error)).toEqual({ class: 'permanent', code });
    expect(error).toBeInstanceOf(ConnectError);
  });

  test('too many connections: never-sent', async () => {
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query('DROP ROLE IF EXISTS lonely');
    await owner.query(`CREATE ROLE lonely LOGIN PASSWORD 'lonely' CONNECTION LIMIT 0`);
    const url = new URL(databaseUrl);
    url.username = url.password = 'lonely';
    const error = await failureOf(
      operate(open(url.href, 'pool_timeout=2&connection_limit=2').prisma),
    );
    await owner.query('DROP ROLE lonely');
    await owner.end();
    expect(classify(error)).toEqual({ class: 'never-sent', code: '53300' });
  });
});

describe('what PostgreSQL says of itself', () => {
  const states: [string, FaultClass][] = [
    ['57P01', 'unknown'],
    ['57P02', 'unknown'],
    ['57P03', 'never-sent'],
    ['53300', 'never-sent'],
    ['08006', 'unknown'],
    ['40001', 'transaction'],
    ['40P01', 'transaction'],
    ['40003', 'unknown'],
    ['55P03', 'transaction'],
    ['25006', 'transaction'],
    ['0A000', 'transaction'],
    ['22012', 'permanent'],
    ['23505', 'permanent'],
    ['28000', 'permanent'],
    ['42P01', 'permanent'],
    ['42703', 'permanent'],
    ['57014', 'permanent'],
    ['53100', 'permanent'],
    ['XX000', 'permanent'],
  ];

  test.each(states)('%s: %s', async (state, expected) => {
    const { prisma } = open(databaseUrl, patient);
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${state}'; END $$`;
    const alone = await failureOf(prisma.$executeRawUnsafe(raise));
    const inside = await failureOf(prisma.$transaction((tx) => tx.$executeRawUnsafe(raise)));
    expect([classify(alone), classify(inside)]).toEqual([
      { class: expected, code: state },
      { class: expected, code: state },
    ]);
  });

  test('a statement that takes too long: permanent', async () => {
    const { prisma } = open(databaseUrl, `${patient}&statement_timeout=100`);
    const error = await failureOf(prisma.$queryRaw`SELECT pg_sleep(20)::text`);
    expect(classify(error)).toEqual({ class: 'permanent', code: '57014' });
  });

  test('a lock that is not to be had: transaction', async () => {
    const { prisma, pool } = open(databaseUrl, `${patient}&lock_timeout=100`);
    const holder = await pool.connect();
    await holder.query('BEGIN; LOCK TABLE category IN ACCESS EXCLUSIVE MODE');
    const error = await failureOf(prisma.category.count());
    await holder.query('ROLLBACK');
    holder.release();
    expect(classify(error)).toEqual({ class: 'transaction', code: '55P03' });
  });

  test('a real read-only server: transaction', async () => {
    const url = new URL(databaseUrl);
    const { prisma } = open(url.href, `${short}&options=-c%20default_transaction_read_only%3Don`);
    expect(classify(await failureOf(insert(prisma)))).toEqual({
      class: 'transaction',
      code: '25006',
    });
  });

  test('a backend that an administrator ends: unknown', async () => {
    const { prisma } = open(faults.url, patient);
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    const asleep = failureOf(prisma.$queryRaw`SELECT pg_sleep(40)::text, 'the sleeper'`);
    await expect
      .poll(async () => {
        const { rowCount } = await owner.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE query LIKE '%the sleeper%' AND wait_event = 'PgSleep' AND pid <> pg_backend_pid()`,
        );
        return rowCount;
      }, { interval: 5 })
      .toBe(1);
    await owner.end();
    expect(classify(await asleep).class).toBe('unknown');
  }); // prettier-ignore
});

describe('at COMMIT', () => {
  test.each([
    ['before', 'rst'],
    ['before', 'fin'],
    ['sent', 'rst'],
    ['sent', 'fin'],
    ['answered', 'rst'],
    ['answered', 'fin'],
    ['reply', 'rst'],
  ] as const)('cut %s by %s: unknown', async (when, how) => {
    const { prisma } = open(faults.url, patient);
    faults.cut({ at: 'commit', when, how });
    const error = await failureOf(prisma.$transaction((tx) => insert(tx), limits));
    expect(classify(error).class).toBe('unknown');
  });

  test('a serialization failure: transaction', async () => {
    const { prisma } = open(databaseUrl, 'connection_limit=2');
    const serializable = { ...limits, isolationLevel: 'Serializable' } as const;
    let bothHaveRead = 0;
    const meet = async () => {
      bothHaveRead += 1;
      await expect.poll(() => bothHaveRead, { interval: 2 }).toBe(2);
    };
    const skewed = () =>
      prisma.$transaction(async (tx) => {
        await tx.category.count();
        await meet();
        await insert(tx);
      }, serializable);
    const results = await Promise.allSettled([skewed(), skewed()]);
    const failures = results.filter((result) => result.status === 'rejected');
    expect(failures).toHaveLength(1);
    expect(classify(failures[0]?.reason)).toMatchObject({ class: 'transaction' });
  });

  test('an error that was swallowed inside is no success, and nothing is saved', async () => {
    const { prisma } = open(databaseUrl, patient);
    const slug = crypto.randomUUID();
    const work = prisma.$transaction(async (tx) => {
      await tx.category.create({ data: { slug, title: 'First' } });
      await tx.category.create({ data: { slug, title: 'Second' } }).catch(() => undefined);
    }, limits);
    expect(await failureOf(work)).toMatchObject({ name: 'RolledBackError' });
    expect(await prisma.category.count({ where: { slug } })).toBe(0);
  });
});

describe('shapes that only other systems make', () => {
  const errno = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });
  test.each<[string, unknown, FaultClass]>([
    ['ECONNRESET', errno('ECONNRESET'), 'unknown'],
    ['EPIPE, whose five letters are no SQLSTATE', errno('EPIPE'), 'unknown'],
    ['ENOTCONN', errno('ENOTCONN'), 'unknown'],
    ['EHOSTUNREACH', errno('EHOSTUNREACH'), 'unknown'],
    ['ETIMEDOUT', errno('ETIMEDOUT'), 'unknown'],
    ['EAI_AGAIN', errno('EAI_AGAIN'), 'never-sent'],
    ['both addresses refused', new AggregateError([errno('ECONNREFUSED'), errno('ECONNREFUSED')]), 'never-sent'],
    ['an unknown error', new Error('what?'), 'permanent'],
    ['no error at all', 'what?', 'permanent'],
    ['nothing', undefined, 'permanent'],
  ])('%s', (_name, error, expected) => {
    expect(classify(error).class).toBe(expected);
  }); // prettier-ignore

  test('an error that is its own cause ends the search', () => {
    const error = new Error('round');
    error.cause = error;
    expect(classify(error).class).toBe('permanent');
  });
});
