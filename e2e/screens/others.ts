import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, openSession } from '../admin-fixture';
import { query } from '../query';
import type { Screen, Setting } from './screen';

/** Changes of many products, people, and the database's schema. */
export const others: Screen[] = [
  {
    name: 'a change of many, under way',
    async open(page, setting) {
      const id = await bringBulk(setting, { total: 1500, done: 500 });
      // Somebody else is at it.
      const holder = new pg.Client({ connectionString: setting.databaseUrl });
      await holder.connect();
      await holder.query('BEGIN');
      await holder.query('SELECT FROM bulk_change WHERE id = $1 FOR UPDATE', [id]);
      await page.goto(`/admin/products/bulk/${id}`);
      await expect(page.getByText('500 of 1,500 products looked at')).toBeVisible();
      setting.afterwards(async () => {
        await holder.query('DELETE FROM bulk_change WHERE id = $1', [id]);
        await holder.query('COMMIT');
        await holder.end();
      });
    },
  },
  {
    name: 'a change of many, done',
    async open(page, setting) {
      const id = await bringBulk(setting, { total: 20, done: 20 });
      await page.goto(`/admin/products/bulk/${id}`);
      await expect(page.getByRole('heading', { name: 'Left as they are' })).toBeVisible();
      setting.afterwards(async () => {
        await query(setting.databaseUrl, 'DELETE FROM bulk_change WHERE id = $1', [id]);
      });
    },
  },
  {
    name: 'a person, with a one-time password',
    async open(page, { databaseUrl, afterwards }) {
      const { userId } = await openSession(databaseUrl, { role: 'editor' });
      await page.goto(`/admin/people/${userId}`);
      await page.getByText('Remove Mia').click();
      await page.getByRole('button', { name: 'Give a one-time password' }).click();
      await expect(page.locator('.one-time')).toBeVisible();
      // The page of their new version has come.
      await expect(page.getByRole('button', { name: 'Remove for good' })).toBeHidden();
      await page.getByText('Remove Mia').click();
      afterwards(() => forgetPerson(databaseUrl, userId));
    },
  },
  {
    name: 'a push of the schema, under way',
    async open(page, { databaseUrl, afterwards }) {
      // Whoever pushes holds this lock.
      const pusher = new pg.Client({ connectionString: databaseUrl });
      await pusher.connect();
      await pusher.query("SELECT pg_advisory_lock(hashtext('schema_push'))");
      const pushes = await Promise.all(
        Object.entries(pushDetails).map(([state, detail]) => bringPush(databaseUrl, state, detail)),
      );
      await page.goto('/admin/database?pushing');
      await expect(page.getByText('running', { exact: true })).toBeVisible();
      afterwards(async () => {
        await pusher.query('DELETE FROM schema_push WHERE id = ANY($1::uuid[])', [pushes]);
        await pusher.end();
      });
    },
  },
  {
    name: 'a sign-in that was refused',
    async open(page) {
      await page.context().clearCookies();
      await page.goto('/admin/login');
      await page.getByLabel('E-mail address').fill('mia@shop.example');
      await page.getByLabel('Password').fill('a guess that is wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
];

const pushDetails = {
  running: '',
  refused: 'It would destroy data, so nothing was tried.',
  failed: 'product.title: 3 rows have no value in it.\nNothing was changed.',
  cut: 'The connection went before anything took effect.',
};

async function bringPush(databaseUrl: string, state: string, detail: string): Promise<string> {
  const id = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO schema_push (id, fingerprint, actor, address, sql, state, detail, finished_at)
     VALUES ($1, repeat('0', 64), 'mia@shop.example', '203.0.113.9', $2, $3, $4,
       CASE $3 WHEN 'running' THEN NULL ELSE now() + interval '1 second' END)`,
    [
      id,
      'ALTER TABLE "product" ADD COLUMN "a_column_with_quite_a_long_name" text NOT NULL;',
      state,
      detail,
    ],
  );
  return id;
}

async function bringBulk(
  { databaseUrl, userId }: Setting,
  { total, done }: { total: number; done: number },
): Promise<string> {
  const id = randomUUID();
  const change = { kind: 'tags', mode: 'add', tags: ['brass', 'by the window'] };
  await query(
    databaseUrl,
    'INSERT INTO bulk_change (id, change, actor, total, done) VALUES ($1, $2, $3, $4, $5)',
    [id, change, userId, total, done],
  );
  await query(
    databaseUrl,
    `INSERT INTO bulk_item (bulk_id, place, product_id, title, version, outcome, problem)
     SELECT $1, n, gen_random_uuid(), 'Lamp no. ' || n || ', of brass and for the table', 1,
       (CASE n WHEN 3 THEN 'edited' WHEN 4 THEN 'gone' WHEN 5 THEN 'refused' WHEN 6 THEN 'same' ELSE 'changed' END)::bulk_outcome,
       CASE n WHEN 5 THEN 'A product has at most 250 tags.' ELSE '' END
     FROM generate_series(1, 20) n`,
    [id],
  );
  return id;
}

async function forgetPerson(databaseUrl: string, id: string): Promise<void> {
  await query(databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [id]);
}
