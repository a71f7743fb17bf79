import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { urlOf } from '../postgres/cluster.js';
import { usualPort } from '../postgres/embedded.js';
import { type Checkout, copyCheckout, isAlive, type Run, untilGone } from '../test/checkout';

// One folder and one database live through all of this, each test finding what the one before it left.
describe('a shop of its own', { concurrent: false }, () => {
  let checkout: Checkout;
  let run: Run;
  let shop: { url: string; port: number };
  const upToDate = (step: string) => new RegExp(`^${step} +up to date +\\d`, 'm');

  async function start(env?: Record<string, string>) {
    run = checkout.start({ env });
    shop = await run.opens();
  }
  const home = () => fetch(shop.url).then((response) => response.status);
  async function query(sql: string): Promise<unknown[]> {
    const password = readFileSync(join(checkout.folder, '.data/postgres-password'), 'utf8');
    const client = new pg.Client({ connectionString: urlOf(shop.port, password, 'shop') });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const pidOfPostgres = () => checkout.postgresPid() ?? expect.fail('no PostgreSQL runs');
  const saved = () => query("SELECT 1 FROM product WHERE vendor = 'Kept & Sons'");

  beforeAll(() => {
    checkout = copyCheckout();
  });
  afterAll(() => checkout.remove());

  test('the first start fills a database, and ends with where the shop is and how to sign in', async () => {
    await start();
    await run.says(/^Sign in +\S+@\S+\nPassword +\S+\n/m);
    expect(run.said()).toMatch(/^Schema +made +\d+\.\d s$/m);
    expect(run.said()).toMatch(/^Catalogue +demo catalogue planted +\d+\.\d s$/m);
    expect(await home()).toBe(200);
    await query(
      "UPDATE product SET vendor = 'Kept & Sons' WHERE slug IN (SELECT min(slug) FROM product)",
    );
  });

  test('a second start says where the first one is, and leaves it alone', async () => {
    const { status, said } = await checkout.start().ended;
    expect(said).toBe(
      `\nThe shop already runs in this folder: ${shop.url}\n→ Use that one, or stop it first.\n`,
    );
    expect(status).toBe(1);
    expect(await home()).toBe(200);
  });

  test('kill -9 of PostgreSQL: it is started again under the open shop, with what was saved', async () => {
    process.kill(pidOfPostgres(), 'SIGKILL');
    await run.says(/ended unexpectedly; starting it again\.\n(.*\n)*The database is back\./);
    expect(await saved()).toHaveLength(1);
    expect(await home()).toBe(200);
  });

  test('kill -9 of the server: the start ends with a sentence, and takes the database with it', async () => {
    process.kill(serverOf(run), 'SIGKILL');
    const { status, said } = await run.ended;
    expect(said).toMatch(
      /\nThe shop's server ended unexpectedly\. Its process ended with SIGKILL\.\n→ Start it again; what is saved is safe\.\n$/,
    );
    expect(status).toBe(1);
    expect(checkout.postgresPid()).toBeNull();
  });

  test('started again with nothing changed, it installs, builds and seeds nothing', async () => {
    await start();
    for (const step of ['Packages', 'Client', 'Build', 'Schema']) {
      expect(run.said()).toMatch(upToDate(step));
    }
    expect(run.said()).toMatch(/^Catalogue +has its own products or people/m);
    expect(run.said()).not.toContain('…');
    expect(checkout.npmCalls()).toEqual([]);
    expect(await saved()).toHaveLength(1);
    expect(await home()).toBe(200);
  });

  test('kill -9 of the start: the server leaves, and the next start takes over the database', async () => {
    const server = serverOf(run);
    const postgres = pidOfPostgres();
    run.signal('SIGKILL');
    await untilGone(server);
    expect(isAlive(postgres)).toBe(true);
    await start();
    expect(run.said()).toMatch(/^Database +PostgreSQL still ran on port/m);
    expect(pidOfPostgres()).toBe(postgres);
    expect(await saved()).toHaveLength(1);
    expect(await home()).toBe(200);
  });

  test('SIGTERM stops all of it', async () => {
    const server = serverOf(run);
    run.signal('SIGTERM');
    const { status, said } = await run.ended;
    expect(said).toContain('\nStopping.\n');
    expect(status).toBe(0);
    expect(isAlive(server)).toBe(false);
    expect(checkout.postgresPid()).toBeNull();
    expect(lastShutdown()).toBe('fast');
  });

  test('its port is taken: another one. Ctrl-C, which reaches the whole group, stops all of it', async () => {
    const other = createServer().listen(usualPort, '127.0.0.1');
    // Whoever has the port already will do as well.
    await new Promise((resolve) => other.once('listening', resolve).once('error', resolve));
    await start();
    other.close();
    expect(shop.port).not.toBe(usualPort);
    expect(await saved()).toHaveLength(1);
    const server = serverOf(run);
    process.kill(-run.pid, 'SIGINT');
    const { status, said } = await run.ended;
    expect(said).toContain('\nStopping.\n');
    expect(status).toBe(0);
    expect(isAlive(server)).toBe(false);
    expect(checkout.postgresPid()).toBeNull();
  });

  test('a second Ctrl-C stops at once what the first one waits for, and loses nothing', async () => {
    await start();
    const server = serverOf(run);
    const half = connect(Number(new URL(shop.url).port), '127.0.0.1').on('error', () => {});
    half.write('GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf');
    expect(await home()).toBe(200);
    const pressing = setInterval(() => process.kill(-run.pid, 'SIGINT'), 100);
    await run.ended;
    clearInterval(pressing);
    half.destroy();
    expect(isAlive(server)).toBe(false);
    expect(checkout.postgresPid()).toBeNull();
    expect(lastShutdown()).toBe('immediate');
  });

  test('npm’s shell ends on a SIGTERM without a word: the shop stops too', async () => {
    const under = ['sh', '-c', '"$@"; exit', 'sh'];
    run = checkout.start({ under, env: { npm_lifecycle_event: 'start' } });
    shop = await run.opens();
    run.signal('SIGTERM');
    expect(await run.ended).toMatchObject({
      status: 'SIGTERM',
      said: expect.stringContaining('\nStopping.\n') as string,
    });
    await expect(home()).rejects.toThrow();
    expect(checkout.postgresPid()).toBeNull();
  });

  test('it listens where HOST and PORT say, after a crash as ever', async () => {
    const host = process.platform === 'linux' ? '127.0.0.2' : '127.0.0.1';
    const probe = createServer().listen(0, host);
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    await start({ HOST: host, PORT: String(port) });
    expect(new URL(shop.url).port).toBe(String(port));
    expect((await fetch(`http://${host}:${port}/`)).status).toBe(200);
    expect(await saved()).toHaveLength(1);
    run.signal('SIGTERM');
    expect(await run.ended).toMatchObject({ status: 0 });
  });

  test('kill -9 of the start and of PostgreSQL together: the server, left with nobody, leaves', async () => {
    await start();
    const server = serverOf(run);
    process.kill(run.pid, 'SIGKILL');
    process.kill(pidOfPostgres(), 'SIGKILL');
    await untilGone(server);
  });

  /** How PostgreSQL was told to stop the last time. */
  function lastShutdown(): string | undefined {
    const log = readFileSync(join(checkout.folder, '.data/postgres/server.log'), 'utf8');
    return [...log.matchAll(/received (\w+) shutdown request/g)].at(-1)?.[1];
  }
});

/** The shop's server is the only process that a start keeps as its child. */
function serverOf({ pid }: Run): number {
  const list = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).stdout;
  const children = list
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid);
  expect(children).toHaveLength(1);
  return children[0]?.[0] ?? 0;
}
