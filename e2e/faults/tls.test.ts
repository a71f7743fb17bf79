import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Faults } from './faults';

const databaseUrl = process.env.DATABASE_URL ?? '';
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let faults: Faults;
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  if (hasOpenssl) await askForTls();
  faults = await Faults.start(databaseUrl);
});
afterAll(async () => {
  await faults.stop();
  for (const name of ['ssl', 'ssl_cert_file', 'ssl_key_file']) {
    await owner.query(`ALTER SYSTEM RESET ${name}`);
  }
  await owner.query('SELECT pg_reload_conf()');
  await owner.end();
});

/** The run's own PostgreSQL speaks TLS, to those who ask, with a certificate that it signed itself. */
async function askForTls(): Promise<void> {
  const { rows } = await owner.query<{ data_directory: string }>('SHOW data_directory');
  const folder = rows[0]?.data_directory ?? '';
  const [certificate, key] = ['tls.crt', 'tls.key'].map((name) => join(folder, name));
  const made = spawnSync(
    'openssl',
    `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -out ${certificate} -keyout ${key}`.split(
      ' ',
    ),
    { encoding: 'utf8' },
  );
  expect(made.stderr, made.stderr).not.toMatch(/error/i);
  const { uid, gid } = statSync(folder);
  for (const file of [certificate, key]) {
    chmodSync(file ?? '', 0o600);
    chownSync(file ?? '', uid, gid);
  }
  for (const setting of [`ssl_cert_file = 'tls.crt'`, `ssl_key_file = 'tls.key'`, 'ssl = on']) {
    await owner.query(`ALTER SYSTEM SET ${setting}`);
  }
  await owner.query('SELECT pg_reload_conf()');
}

/** Its certificate is nobody's business here. */
const ssl = { rejectUnauthorized: false };

test.skipIf(!hasOpenssl)(
  'what is encrypted passes through untouched, and suffers all but cuts at a statement',
  async () => {
    let client: pg.Client | undefined;
    // PostgreSQL reads its files anew a moment after it was told to.
    await expect
      .poll(async () => {
        client = new pg.Client({ connectionString: faults.url, ssl });
        client.on('error', () => undefined);
        return client.connect().then(
          () => true,
          () => false,
        );
      })
      .toBe(true);
    if (!client) return;
    const read: string[] = [];
    faults.add({
      kind: 'reader',
      pass(piece) {
        if (piece.sql !== undefined) read.push(piece.sql);
        return [piece];
      },
    });
    const cut = faults.cut({ at: 'select' });
    faults.slice(100);
    const latency = faults.latency(5);
    const { rows } = await client.query<{ ssl: boolean; x: string }>(
      `SELECT ssl, repeat('x', 50000) AS x FROM pg_stat_ssl WHERE pid = pg_backend_pid()`,
    );
    expect(rows).toEqual([{ ssl: true, x: 'x'.repeat(50_000) }]);
    expect(latency.times).toBe(1);
    expect([read, cut.times]).toEqual([[], 0]);
    const ended = new Promise((resolve) => client?.once('error', resolve));
    faults.reset();
    expect(await ended).toMatchObject({ code: 'ECONNRESET' });
  },
);
