import pg from 'pg';
import { query } from '../query';
import { save } from '../admin-fixture';
import { expect, fillProduct, health, saveInVain, saveOnce, test, type Witness } from './fixtures';

/** Makes the first product that is inserted fail, with a state of PostgreSQL's, as it is inserted or at COMMIT. */
async function failOnce(witness: Witness, state: string, at: 'INSERT' | 'COMMIT'): Promise<void> {
  await witness.ask(`CREATE SEQUENCE trouble`);
  await witness.ask(`
    CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF nextval('trouble') = 1 THEN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${state}'; END IF;
      RETURN NULL;
    END $$`);
  await witness.ask(`
    CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON product
    DEFERRABLE INITIALLY ${at === 'COMMIT' ? 'DEFERRED' : 'IMMEDIATE'}
    FOR EACH ROW EXECUTE FUNCTION trouble()`);
}

test.describe('a transaction that PostgreSQL rolled back is done anew, and nobody sees it', () => {
  test.afterEach(async ({ witness }) => {
    await witness.ask('DROP FUNCTION IF EXISTS trouble CASCADE');
    await witness.ask('DROP SEQUENCE IF EXISTS trouble');
  });

  for (const [name, state, at] of [
    ['a serialization failure', '40001', 'INSERT'],
    ['a serialization failure at COMMIT', '40001', 'COMMIT'],
    ['a deadlock at COMMIT', '40P01', 'COMMIT'],
  ] as const) {
    test(`after ${name}`, async ({ admin, request, witness }) => {
      const title = `Saved after ${name}`;
      await fillProduct(admin, title);
      await failOnce(witness, state, at);
      const before = await health(request);
      await saveOnce(admin, witness, title);
      const { counters } = await health(request);
      expect(counters.retries.transaction).toBeGreaterThan(before.counters.retries.transaction);
      expect(counters.unavailable).toBe(before.counters.unavailable);
    });
  }

  test('after a real deadlock with somebody else', async ({
    admin,
    request,
    database,
    witness,
  }) => {
    const [product] = await witness.ask<{ id: string; version: number }>(
      `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
    );
    const id = product?.id ?? '';
    await admin.goto(`/admin/products/${id}`);
    await admin.getByLabel('Title', { exact: true }).fill('Saved after a deadlock');
    const key = await admin.locator('input[name=key]').first().inputValue();
    const before = await health(request);
    const other = new pg.Client({ connectionString: database });
    await other.connect();
    // It is the shop that PostgreSQL shall choose to end.
    await other.query(`SET deadlock_timeout = '10min'`);
    await other.query('BEGIN');
    await other.query('SELECT FROM product WHERE id = $1 FOR UPDATE', [id]);
    const saving = save(admin);
    await expect
      .poll(
        () =>
          witness.count(
            `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
          ),
        { intervals: [5] },
      )
      .toBe(1);
    // The shop has its key and waits for the product; now the product's holder waits for the key.
    await other.query(
      `INSERT INTO write_key (key, actor, request_hash, result) VALUES ($1, 'other', '', 'null')`,
      [key],
    );
    await other.query('ROLLBACK');
    await other.end();
    expect(await saving).toBeLessThan(400);
    await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
    const [saved] = await witness.ask('SELECT title, version FROM product WHERE id = $1', [id]);
    expect(saved).toEqual({
      title: 'Saved after a deadlock',
      version: (product?.version ?? 0) + 1,
    });
    const after = await health(request);
    // Where this test was too slow for a deadlock, the wait for the lock ended instead.
    expect(after.lastError?.code).toMatch(/^(40P01|55P03)$/);
    expect(after.counters.retries.transaction).toBeGreaterThan(before.counters.retries.transaction);
  });
});

/** As a server that is demoted, or promoted, is for those who connect from then on. */
async function becomeReadOnly({ databaseUrl }: Witness, readOnly: boolean): Promise<void> {
  const name = new URL(databaseUrl).pathname.slice(1);
  await query(
    process.env.HOLDFAST_TEST_SERVER ?? '',
    `ALTER DATABASE ${name} SET default_transaction_read_only = ${readOnly ? 'on' : 'off'}`,
  );
}

test('after a failover, connections to the old server, now read-only, are left', async ({
  admin,
  request,
  faults,
  witness,
}) => {
  const title = 'Saved after a failover';
  await becomeReadOnly(witness, true);
  try {
    faults.reset();
    // The first page may be the one that finds its connection gone.
    await expect(async () => {
      await fillProduct(admin, title);
      expect(await witness.connections()).toBeGreaterThan(0);
    }).toPass();
  } finally {
    // What connects from now on reaches the new server.
    await becomeReadOnly(witness, false);
  }
  const before = await health(request);
  await saveOnce(admin, witness, title);
  const after = await health(request);
  expect(after.lastError?.code).toBe('25006');
  expect(after.counters.evictions).toBeGreaterThan(before.counters.evictions);
});

test('while all servers are read-only, customers are served and an admin keeps what was typed', async ({
  admin,
  context,
  request,
  faults,
  witness,
}) => {
  const title = 'Typed before a failover';
  await fillProduct(admin, title);
  await becomeReadOnly(witness, true);
  try {
    faults.reset();
    const customer = await context.newPage();
    expect((await customer.goto('/products'))?.status()).toBe(200);
    await saveInVain(admin, title, /The database takes no changes|is not answering/);
    // On a busy machine the save's time ends before its last try does.
    expect((await health(request)).lastError?.code).toMatch(/^(25006|deadline)$/);
  } finally {
    await becomeReadOnly(witness, false);
  }
  await saveOnce(admin, witness, title);
});
