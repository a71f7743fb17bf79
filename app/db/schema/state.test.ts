import { once } from 'node:events';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { Door } from '~/db/door.server';
import { SchemaWatch } from '~/db/schema/state.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { SchemaDiffers } from '~/db/unavailable.server';
import type { Fault } from '../../../e2e/faults/fault';
import { Faults } from '../../../e2e/faults/faults';
import type { Link } from '../../../e2e/faults/link';
import { cloneDatabase } from '../../../scripts/test/database.js';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };

let client: pg.Client;
let faults: Faults;
let watch: SchemaWatch;
beforeEach(async () => {
  const name = `schema_state_${process.env.VITEST_POOL_ID ?? 0}`;
  const url = await cloneDatabase(inject('serverUrl'), name, 'template');
  client = new pg.Client({ connectionString: url });
  await client.connect();
  faults = await Faults.start(url);
  watch = new SchemaWatch(faults.url, quiet);
});
afterEach(async () => {
  await client.end();
  await faults.stop();
});

const breakByHand = () => client.query('ALTER TABLE product RENAME COLUMN vendor TO seller');

/** Keeps back what PostgreSQL answers to such a statement. */
function holdAnswers(statement: RegExp): Fault {
  const held = new WeakSet<Link>();
  return {
    kind: 'held',
    async *pass(piece, way, link, { over, struck }) {
      if (piece.sql !== undefined && statement.test(piece.sql)) held.add(link);
      if (way === 'to client' && held.has(link) && !over.aborted) {
        struck(link);
        await once(over, 'abort');
      }
      yield piece;
    },
  };
}

/** What a newer version's push leaves. */
const pushNewer = () =>
  client.query(
    `BEGIN;
     ALTER TABLE product RENAME COLUMN vendor TO seller;
     INSERT INTO schema_push (id, fingerprint, actor, sql) VALUES (gen_random_uuid(), repeat('0', 64), 'test', '');
     COMMIT`,
  );

test('what is missing although this version’s schema was pushed last is no matter of versions', async () => {
  await breakByHand();
  expect(watch.known).toBe('unknown');
  expect(await watch.mayDiffer()).toBe(false);
  expect(watch.known).toBe('current');
  expect(await watch.mayDiffer()).toBe(false);
});

test('what is missing since another version was pushed is, even right after a look', async () => {
  expect(await watch.look()).toBe('current');
  await pushNewer();
  expect(await watch.mayDiffer()).toBe(true);
});

test('a look that began before is not believed', async () => {
  const held = faults.add(holdAnswers(/schema_push p/));
  const looking = watch.look();
  await held.happened();
  await pushNewer();
  const asked = watch.mayDiffer();
  await held.end();
  expect(await looking).toBe('current');
  expect(await asked).toBe(true);
});

test('however many things are missing at once, one look is for all of them', async () => {
  await watch.look();
  const before = faults.proxy.connected;
  const all = await Promise.all(Array.from({ length: 20 }, () => watch.mayDiffer()));
  expect(new Set(all)).toEqual(new Set([false]));
  expect(faults.proxy.connected - before).toBe(1);
});

test('what a look does not find out in time may be so', async () => {
  await watch.look();
  faults.stall();
  expect(await watch.mayDiffer()).toBe(true);
  await faults.heal();
});

test('where nobody can look, it is as it was known', async () => {
  await watch.look();
  await faults.refuse();
  expect(await watch.mayDiffer()).toBe(false);
  await faults.heal();
});

test('who asks for what is missing is told whose fault it is, once that is known', async () => {
  const door = new Door(readDatabaseSettings(faults.url), quiet);
  door.schemaDiffers = () => watch.mayDiffer();
  const ask = () =>
    door.run('read', (db) => db.product.findFirst({ select: { vendor: true } }), {});
  try {
    await breakByHand();
    await expect(ask()).rejects.toMatchObject({ code: 'P2022' });
    await client.query('ALTER TABLE product RENAME COLUMN seller TO vendor');
    await pushNewer();
    await expect(ask()).rejects.toBeInstanceOf(SchemaDiffers);
    expect(door.watch.counters).toMatchObject({ attempts: 2, unavailable: 1 });
  } finally {
    await door.close();
  }
});
