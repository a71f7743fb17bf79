import { PrismaPg } from '@prisma/adapter-pg';
import dns from 'node:dns';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ConnectError } from '~/db/errors.server';
import { PrismaClient } from '~/db/generated/client';
import { DoorPool } from '~/db/pool.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';

let faults: Faults;
let pool: DoorPool;
let seen: string[];

function open(
  parameters = 'connection_limit=1&socket_timeout=0.5&connect_timeout=0.5',
  url = faults.url,
) {
  seen = [];
  pool = new DoorPool(readDatabaseSettings(`${url}?${parameters}`), {
    waited: () => undefined,
    evicted: (reason) => seen.push(`evicted: ${reason}`),
    flushed: () => seen.push('flushed'),
    refused: () => seen.push('refused'),
  });
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** The database at another address of this machine. */
async function forward(address: string, port: number) {
  const { hostname, port: upstream } = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const behind = connect(Number(upstream), hostname);
    for (const socket of [client, behind]) sockets.add(socket.on('error', () => undefined));
    client.pipe(behind).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

beforeAll(async () => {
  faults = await Faults.start(databaseUrl);
});
afterEach(async () => {
  await faults.heal();
  if (!pool.ending) await pool.end();
});
afterAll(() => faults.stop());

describe('the settings reach PostgreSQL', () => {
  test('as the session shows them', async () => {
    open('statement_timeout=1234&lock_timeout=567&idle_in_transaction_session_timeout=8901&application_name=till');
    const { rows } = await pool.query<{ name: string; setting: string }>(
      `SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout',
       'idle_in_transaction_session_timeout', 'application_name', 'client_connection_check_interval')`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      statement_timeout: '1234',
      lock_timeout: '567',
      idle_in_transaction_session_timeout: '8901',
      application_name: 'till',
      client_connection_check_interval: '1000',
    });
  }); // prettier-ignore

  test('and no more connections are made than allowed', async () => {
    open('connection_limit=3');
    await Promise.all(Array.from({ length: 20 }, () => pool.query('SELECT pg_sleep(0.01)')));
    expect(pool.numbers).toMatchObject({ size: 3, waiting: 0, limit: 3 });
  });
});

describe('a connection that is not clean is never handed out', () => {
  test('an acknowledged write is not lost in the transaction of somebody whose query timed out', async () => {
    const { prisma } = open();
    const stalled = prisma.$transaction(
      async (tx) => {
        await tx.category.create({ data: { slug: 'theirs', title: 'Theirs' } });
        faults.stall();
        await tx.category.count();
      },
      { timeout: 5000 },
    );
    await expect(stalled).rejects.toThrow();
    await faults.heal();
    await prisma.category.create({ data: { slug: 'ours', title: 'Ours' } });

    const witness = new pg.Client({ connectionString: databaseUrl });
    await witness.connect();
    const { rows } = await witness.query(`SELECT slug FROM category WHERE slug IN ('ours', 'theirs')`);
    await witness.end();
    expect(rows).toEqual([{ slug: 'ours' }]);
    expect(seen).toContain('evicted: unanswered');
  }); // prettier-ignore

  test('one given back inside a transaction is cut', async () => {
    open();
    const first = await pool.connect();
    await first.query('BEGIN');
    await expect.poll(() => first.getTransactionStatus()).toBe('T');
    first.release();
    const second = await pool.connect();
    expect(second).not.toBe(first);
    expect(second.getTransactionStatus()).toBe('I');
    second.release();
    expect(seen).toEqual(['evicted: in a transaction']);
  });

  test('one given back with a failed transaction is cut', async () => {
    open();
    const first = await pool.connect();
    await first.query('BEGIN');
    await first.query('SELECT 1/0').catch(() => undefined);
    await expect.poll(() => first.getTransactionStatus()).toBe('E');
    first.release();
    expect(seen).toEqual(['evicted: in a transaction']);
  });

  test('a clean one is used again', async () => {
    open();
    const first = await pool.connect();
    await first.query('BEGIN; SELECT 1; COMMIT');
    await expect.poll(() => first.getTransactionStatus()).toBe('I');
    first.release();
    const second = await pool.connect();
    expect(second).toBe(first);
    second.release();
    expect(seen).toEqual([]);
  });
});

describe('connections that die together go together', () => {
  test.each(['reset', 'close'] as const)(
    'idle ones, by %s: the process lives, and all work at once',
    async (end) => {
      open('connection_limit=5');
      const five = () =>
        Promise.all(Array.from({ length: 5 }, () => pool.query('SELECT pg_sleep(0.02)')));
      await five();
      expect(faults[end]().times).toBe(5);
      await expect.poll(() => pool.numbers.size).toBe(0);
      await five();
      expect(seen.filter((what) => what === 'flushed')).toHaveLength(1);
    },
  );

  test('after a silent drop of all, one query finds out and the next works', async () => {
    open('connection_limit=5&socket_timeout=0.5&connect_timeout=0.4');
    await Promise.all(Array.from({ length: 5 }, () => pool.query('SELECT pg_sleep(0.02)')));
    faults.blackhole();
    await expect(pool.query('SELECT 1')).rejects.toThrow('Query read timeout');
    await faults.heal();
    await expect(pool.query('SELECT 1')).resolves.toMatchObject({ rowCount: 1 });
  });

  test('a server that turns read-only is left', async () => {
    open();
    await pool.query('SET default_transaction_read_only = on');
    await expect(pool.query('CREATE TABLE nothing ()')).rejects.toMatchObject({ code: '25006' });
    await pool.query('CREATE TEMPORARY TABLE something ()');
    expect(seen).toContain('flushed');
  });
});

describe('while the database is away', () => {
  test('an operation waits for it, and finds it', async () => {
    open('connection_limit=2&pool_timeout=4');
    await faults.refuse();
    const waiting = pool.query('SELECT 1');
    await expect.poll(() => seen.filter((what) => what === 'refused').length).toBeGreaterThan(2);
    await faults.heal();
    await expect(waiting).resolves.toMatchObject({ rowCount: 1 });
  });

  test('nobody waits once it has been away for long, and it is found as it comes back', async () => {
    open('connection_limit=2&pool_timeout=4');
    await faults.refuse();
    await expect(pool.query('SELECT 1')).rejects.toBeInstanceOf(ConnectError);
    const before = seen.length;
    const crowd = await Promise.allSettled(Array.from({ length: 50 }, () => pool.query('SELECT 1')));
    expect(crowd.every(({ status }) => status === 'rejected')).toBe(true);
    expect(seen.length - before).toBeLessThanOrEqual(1);
    await faults.heal();
    await expect
      .poll(() => pool.query('SELECT 1').then(() => true, () => false), { interval: 50, timeout: 1000 })
      .toBe(true);
  }); // prettier-ignore

  test('one looks for all who wait', async () => {
    open('connection_limit=5&pool_timeout=4');
    await faults.refuse();
    const crowd = [pool.query('SELECT 1')];
    await expect.poll(() => pool.breaker).toBe('waiting');
    crowd.push(...Array.from({ length: 60 }, () => pool.query('SELECT 1')));
    const before = seen.length;
    await expect.poll(() => seen.length).toBeGreaterThan(before + 2);
    await faults.heal();
    await expect(Promise.all(crowd)).resolves.toHaveLength(61);
    expect(pool.breaker).toBe('closed');
    expect(seen.filter((what) => what === 'refused').length).toBeLessThan(40);
  });

  test('it is found by nobody’s asking', async () => {
    open();
    await faults.refuse();
    await expect(pool.query('SELECT 1')).rejects.toBeInstanceOf(ConnectError);
    await faults.heal();
    await expect.poll(() => pool.breaker).toBe('closed');
  });

  test('a connection that comes free serves those who wait', async () => {
    open('connection_limit=2&pool_timeout=4');
    const held = await pool.connect();
    await faults.refuse();
    const waiting = pool.query('SELECT 1');
    await expect.poll(() => pool.breaker).toBe('waiting');
    held.release();
    await expect(waiting).resolves.toMatchObject({ rowCount: 1 });
  });

  test('one that turns us away is there: those who wait are told why', async () => {
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query(`CREATE ROLE guest LOGIN PASSWORD 'guest'`);
    const url = new URL(faults.url);
    url.username = url.password = 'guest';
    open(undefined, url.href);
    await faults.refuse();
    const waiting = pool.query('SELECT 1').catch((error: unknown) => error);
    await expect.poll(() => pool.breaker).toBe('waiting');
    await owner.query('ALTER ROLE guest NOLOGIN');
    await faults.heal();
    expect(await waiting).toMatchObject({ fault: { class: 'permanent', code: '28000' } });
    expect(pool.breaker).toBe('closed');
    await owner.query('DROP ROLE guest');
    await owner.end();
  });

  test('who waited in vain is told why the last try failed, not that time ran out', async () => {
    const owner = new pg.Client({ connectionString: databaseUrl });
    await owner.connect();
    await owner.query(`CREATE ROLE crowded LOGIN PASSWORD 'crowded' CONNECTION LIMIT 0`);
    const url = new URL(faults.url);
    url.username = url.password = 'crowded';
    open('connection_limit=1&pool_timeout=2&connect_timeout=4', url.href);
    const waiting = pool.query('SELECT 1').catch((error: unknown) => error);
    await expect.poll(() => seen).toContain('refused');
    faults.blackhole();
    expect(await waiting).toMatchObject({ fault: { class: 'never-sent', code: '53300' } });
    await faults.heal();
    await owner.query('DROP ROLE crowded');
    await owner.end();
  });

  test('a database that comes back under its name at another address is found', async () => {
    let address = '127.0.0.1';
    const really = dns.lookup as (...args: unknown[]) => void;
    const lookup = vi
      .spyOn(dns, 'lookup')
      .mockImplementation((name: string, ...rest: unknown[]) =>
        really(name === 'db.example' ? address : name, ...rest),
      );
    const before = await forward(address, 0);
    const url = new URL(databaseUrl);
    url.host = `db.example:${before.port}`;
    open(undefined, url.href);
    await pool.query('SELECT 1');
    await before.stop();
    await expect.poll(() => pool.numbers.size).toBe(0);
    const waiting = pool.query('SELECT 1');
    await expect.poll(() => pool.breaker).toBe('waiting');
    address = '127.0.0.2';
    const after = await forward(address, before.port);
    await expect(waiting).resolves.toMatchObject({ rowCount: 1 });
    await pool.end();
    await after.stop();
    lookup.mockRestore();
  });
});
