import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { isReachable } from '../postgres/binaries.js';
import { freePort } from '../postgres/cluster.js';
import { root } from '../paths.js';
import { type Checkout, copyCheckout, type RunOptions } from '../test/checkout';
import { cloneDatabase } from '../test/database.js';
import { withClient } from './database.js';

/** A namespace of its own, in which a start can be given a full or a closed disk that nobody else sees. */
const namespace = ['unshare', '--mount'];
const canMount =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

/** Who may write nothing that is root's. */
const nobody = { uid: 65_534, gid: 65_534 };
const canBeNobody =
  process.getuid?.() === 0 &&
  [process.execPath, join(root, 'node_modules')].every((path) => isReachable(path, nobody));

let checkout: Checkout;
beforeAll(() => {
  checkout = copyCheckout();
});
afterAll(() => checkout.remove());

/** What a start says that ends by itself: its last two lines, without a stack in what is before them. */
async function refusal(options: RunOptions): Promise<string> {
  const { status, said } = await checkout.start(options).ended;
  expect(status).toBe(1);
  expect(said).not.toMatch(/^\s+at /m);
  return said.trimEnd().split('\n').slice(-2).join('\n');
}
/** A disk of its own for .data, `size` as mount takes it. */
const tmpfs = (size: string) =>
  `mkdir -p .data && mount -t tmpfs -o size=${size},mode=711 none .data`;
const inNamespace = (mount: string) => [...namespace, 'sh', '-c', `${mount} && exec "$@"`, 'sh'];

describe('settings', () => {
  test('a PORT that is none', async () => {
    expect(await refusal({ env: { PORT: 'http' } })).toBe(
      'PORT is "http", which is no port.\n→ Set it to a number from 1 to 65535.',
    );
  });

  test('a PORT that someone has', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ env: { PORT: String(port) } })).toMatch(
      new RegExp(`^Port ${port} is taken by another program\\.\\n→ Stop that one, or .* PORT=\\d+`),
    );
    server.close();
  });

  test('a HOST that is elsewhere', async () => {
    expect(await refusal({ env: { HOST: '192.0.2.1' } })).toMatch(
      /^HOST is "192\.0\.2\.1", where this machine can not listen .*\n→ Set it to an address/,
    );
  });

  test('an old Node', async () => {
    const versions = "Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } })";
    const execArgv = ['--import', `data:text/javascript,${encodeURIComponent(versions)}`];
    const { status, said } = await checkout.start({ execArgv }).ended;
    expect(said).toBe(
      'Holdfast needs Node.js 20.19 or newer, and this is 18.20.8. Install a newer one from https://nodejs.org, then run this again.\n',
    );
    expect(status).toBe(1);
  });
});

describe('DATABASE_URL', () => {
  const server = () => new URL(inject('serverUrl'));
  let databaseUrl: string;

  beforeAll(async () => {
    databaseUrl = await cloneDatabase(inject('serverUrl'), 'of a start', 'template');
    await withClient(databaseUrl, (client: pg.Client) =>
      client.query(
        `INSERT INTO product (id, slug, title, status, published_at, currency)
         VALUES (gen_random_uuid(), 'lamp', 'Lamp of this database', 'active', now(), 'EUR')`,
      ),
    );
  });

  test('that is none', async () => {
    expect(await refusal({ env: { DATABASE_URL: 'mysql://me:secret@host/shop' } })).toMatch(
      /^DATABASE_URL is not the address of a PostgreSQL database\.\n→ Write it like postgresql:/,
    );
  });

  test('with a parameter that makes no sense', async () => {
    const url = new URL(databaseUrl);
    url.searchParams.set('connection_limit', 'many');
    expect(await refusal({ env: { DATABASE_URL: url.href } })).toMatch(
      /connection_limit[^\n]*\n→ /,
    );
  });

  test('where nothing answers', async () => {
    const url = server();
    url.port = String(await freePort());
    expect(await refusal({ env: { DATABASE_URL: url.href } })).toMatch(
      /^Nothing answers at [^\n]+: the connection was refused\.\n→ Start that PostgreSQL\. /,
    );
  });

  test('with a wrong password', async () => {
    const url = server();
    url.password = 'mistaken';
    const said = await refusal({ env: { DATABASE_URL: url.href } });
    expect(said).toMatch(/ turned holdfast away: [^\n]*\n→ Correct DATABASE_URL/);
    expect(said).not.toContain('mistaken');
  });

  test('of a database that is not there', async () => {
    const url = server();
    url.pathname = '/nowhere';
    expect(await refusal({ env: { DATABASE_URL: url.href } })).toMatch(
      / has no database named "nowhere"\.\n→ Create it \(CREATE DATABASE "nowhere"\)/,
    );
  });

  test('that is right: the shop opens on it, and nothing embedded starts', async () => {
    const run = checkout.start({ env: { DATABASE_URL: databaseUrl } });
    const shop = await run.opens();
    expect(run.said()).not.toMatch(/^Database /m);
    expect(existsSync(join(checkout.folder, '.data/postgres'))).toBe(false);
    const page = await fetch(`${shop.url}/products/lamp`);
    expect(await page.text()).toContain('Lamp of this database');
    run.signal('SIGTERM');
    expect(await run.ended).toMatchObject({ status: 0 });
  });
});

describe('the disk', () => {
  beforeEach(() => {
    expect(existsSync(join(checkout.folder, '.data/postgres'))).toBe(false);
  });

  test.runIf(canMount)('is full before a database is made', async () => {
    const under = inNamespace(tmpfs('16m'));
    expect(await refusal({ under })).toMatch(/^The disk is too full for PostgreSQL\.\n→ Make room/);
  });

  test.runIf(canMount)('is full once the database is made', async () => {
    const made = 'while [ ! -e .data/postgres ]; do sleep 0.02; done';
    const fill = `{ ${made}; cat /dev/zero > .data/full; } 2> /dev/null &`;
    const under = inNamespace(`${tmpfs('128m')} && ${fill} true`);
    expect(await refusal({ under })).toMatch(
      /^The disk (of the database is|is too) full[^\n]*\n→ Make room/,
    );
  });

  test.runIf(canMount)(
    'has not a byte left: no empty secret stays for the next start',
    async () => {
      const fill = '{ cat /dev/zero > .data/full; } 2> /dev/null';
      const run = `${fill}; "$@"; status=$?; find .data -name postgres-password; exit $status`;
      const shell = `${tmpfs('4k')} || exit 9; ${run}`;
      const under = [...namespace, 'sh', '-c', shell, 'sh'];
      expect(await refusal({ under })).toMatch(/^The disk is full: ENOSPC[^\n]*\n→ Make room/);
    },
  );

  test.runIf(canMount)('is read-only', async () => {
    const under = inNamespace('mount --bind . . && mount -o remount,ro,bind . && cd "$PWD"');
    expect(await refusal({ under })).toMatch(/^The right to write to [^\n]+ is missing\.\n→ /);
  });

  test.runIf(canBeNobody)('is somebody else’s', async () => {
    expect(await refusal({ uid: nobody.uid })).toMatch(
      /^The right to write to [^\n]+ is missing\.\n→ Give it to yourself/,
    );
  });
});
