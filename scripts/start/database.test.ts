import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type pg from 'pg';
import { expect, inject, test } from 'vitest';
import { freePort } from '../postgres/cluster.js';
import { cloneDatabase } from '../test/database.js';
import { bringSchemaUp, ensureDatabase, inspect, withClient } from './database.js';

const server = () => new URL(inject('serverUrl'));
const silent = () => {};

function problem(url: URL | string): Promise<string> {
  return inspect(String(url)).then(
    () => 'no problem',
    (error: unknown) => {
      expect(error).toMatchObject({ name: 'Problem', remedy: expect.any(String) as string });
      return (error as Error).message;
    },
  );
}

test('nothing listens there', async () => {
  const url = server();
  url.port = String(await freePort());
  expect(await problem(url)).toBe(`Nothing answers at ${url.host}: the connection was refused.`);
});

test('a host that does not exist', async () => {
  const url = server();
  url.hostname = 'nowhere.invalid';
  expect(await problem(url)).toBe('The host name nowhere.invalid was not found.');
});

test('a wrong password, which is not told', async () => {
  const url = server();
  url.password = 'mistaken';
  const message = await problem(url);
  expect(message).toMatch(/turned holdfast away: password authentication failed/);
  expect(message).not.toContain('mistaken');
});

test('a database that does not exist, until it is made', async () => {
  const url = server();
  url.pathname = 'not there';
  expect(await problem(url)).toContain('has no database named "not there"');
  await ensureDatabase(server().href, 'not there');
  await ensureDatabase(server().href, 'not there');
  expect(await problem(url)).toBe('no problem');
});

test('something that is no PostgreSQL', async () => {
  const other = createServer((socket) => socket.end('HTTP/1.1 400\r\n\r\n')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const url = server();
  url.port = String(port);
  expect(await problem(url)).toContain(`The database at 127.0.0.1:${port} said:`);
  other.close();
});

test('an empty database gets the schema once', async () => {
  const url = await cloneDatabase(inject('serverUrl'), 'to be brought up', 'template0');
  expect(await inspect(url)).toEqual({ fingerprint: null, empty: true });
  expect(await bringSchemaUp(url, silent)).toBe('made');
  expect(await bringSchemaUp(url, silent)).toBe('up to date');
});

test('an older schema is brought to this one, and what would destroy data is refused', async () => {
  const url = await cloneDatabase(inject('serverUrl'), 'older', 'template');
  await withClient(url, async (client: pg.Client) => {
    await client.query('ALTER TABLE product DROP COLUMN seo_title');
    await client.query("UPDATE schema_push SET fingerprint = repeat('0', 64)");
  });
  expect(await bringSchemaUp(url, silent)).toBe('brought to this version');
  await withClient(url, async (client: pg.Client) => {
    await client.query('SELECT seo_title FROM product');
    await client.query("ALTER TABLE product ADD COLUMN dear text DEFAULT 'to someone'");
    await client.query("UPDATE schema_push SET fingerprint = repeat('1', 64)");
  });
  await expect(bringSchemaUp(url, silent)).rejects.toThrow(/would destroy data/);
  expect(
    await withClient(url, (client: pg.Client) => client.query('SELECT dear FROM product')),
  ).toMatchObject({ rowCount: 0 });
});

test('a database with someone in it is not empty', async () => {
  const url = await cloneDatabase(inject('serverUrl'), 'taken', 'template');
  const insert = `INSERT INTO admin_user (id, email, name, password_hash, updated_at)
                  VALUES (gen_random_uuid(), 'someone@shop.example', 'Someone', 'x', now())`;
  await withClient(url, (client: pg.Client) => client.query(insert));
  expect((await inspect(url)).empty).toBe(false);
});
