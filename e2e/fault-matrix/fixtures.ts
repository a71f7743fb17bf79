import {
  type APIRequestContext,
  expect,
  mergeTests,
  type Page,
  type Response,
} from '@playwright/test';
import type { DatabaseHealth } from '~/db/health.server';
import { save, test as signedIn } from '../admin-fixture';
import { query } from '../query';
import { test as faulty } from '../faults/fixtures';

export { expect } from '@playwright/test';

/** What is known of a shop's database without asking the shop. */
export class Witness {
  constructor(readonly databaseUrl: string) {}

  ask<Row extends object>(sql: string, values: string[] = []): Promise<Row[]> {
    return query<Row>(this.databaseUrl, sql, values);
  }

  async count(sql: string, values: string[] = []): Promise<number> {
    const [row] = await this.ask<{ count: number }>(`SELECT count(*)::int FROM ${sql}`, values);
    return row?.count ?? 0;
  }

  /** The shop's connections. */
  connections(): Promise<number> {
    return this.count(ofShop);
  }

  openTransactions(): Promise<number> {
    return this.count(`${ofShop} AND state LIKE 'idle in transaction%'`);
  }

  terminate(): Promise<number> {
    return this.count(
      `(SELECT pid FROM ${ofShop} OFFSET 0) of_shop WHERE pg_terminate_backend(pid)`,
    );
  }
}

const ofShop = `pg_stat_activity WHERE datname = current_database() AND application_name = 'holdfast'`;

/** What `/healthz` says, in short. */
export async function health(request: APIRequestContext): Promise<DatabaseHealth> {
  const { database } = (await (await request.get('/healthz')).json()) as {
    database: DatabaseHealth;
  };
  return database;
}

/** Fills in a product's form, as far as it must be. */
export async function fillProduct(page: Page, title: string): Promise<void> {
  // Where deadlines are short, a busy machine's first pages may be late.
  await expect(async () => {
    expect((await page.goto('/admin/products/new'))?.status()).toBe(200);
  }).toPass();
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByLabel('Price, EUR').fill('24.50');
}

export type Edited = { id: string; version: number; title: string };

/**
 * Opens a product that there is, and types into it.
 * @param origin of the shop, where it is not the test's own.
 */
export async function editProduct(
  page: Page,
  witness: Witness,
  title: string,
  origin = '',
): Promise<Edited> {
  const [product] = await witness.ask<{ id: string; version: number }>(
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY slug LIMIT 1`,
  );
  const { id, version } = product ?? { id: '', version: 0 };
  // The save alone shall meet the fault.
  await page.route('**/presence', (route) => route.abort());
  await expect(async () => {
    expect((await page.goto(`${origin}/admin/products/${id}`))?.status()).toBe(200);
  }).toPass();
  await page.getByLabel('Title', { exact: true }).fill(title);
  return { id, version, title };
}

/** A product's form, once it is saved: by this save or, where that was refused, by the one that it sends by itself. */
export async function expectEditedOnce(
  page: Page,
  witness: Witness,
  { id, version, title }: Edited,
): Promise<void> {
  await expect(page.getByText(/^(Saved\.|Already saved)/)).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
  const saved = await witness.ask('SELECT id, version FROM product WHERE title = $1', [title]);
  expect(saved).toEqual([{ id, version: version + 1 }]);
}

/** The statement that makes a product. */
export const insert = /^insert into "public"\."product" /i;

export async function expectSavedOnce(page: Page, witness: Witness, title: string): Promise<void> {
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await witness.count('product WHERE title = $1', [title])).toBe(1);
}

export async function saveOnce(page: Page, witness: Witness, title: string): Promise<void> {
  expect(await save(page)).toBeLessThan(400);
  await expectSavedOnce(page, witness, title);
}

/** Saves while the database can't be asked: what was typed stays, and it is said why. */
export async function saveInVain(page: Page, title: string, why?: string | RegExp): Promise<void> {
  expect(await save(page)).toBe(503);
  await expectAway(page, why);
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
}

/** The page says why it was not saved. It would save by itself in a moment; here the test does. */
export async function expectAway(
  page: Page,
  why: string | RegExp = 'The database is not answering',
): Promise<void> {
  await expect(page.getByRole('alert')).toContainText(why);
  await page.getByRole('button', { name: 'Stop trying' }).click();
}

/** Opens a page in vain, as a customer. */
export async function expectBackInAMoment(page: Page, path: string): Promise<Response | null> {
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1, name: 'Back in a moment' })).toBeVisible();
  return answer;
}

type OfTest = { witness: Witness; nothingLeft: undefined };

/** A shop behind a proxy, an admin in its back office, and a witness; after each test the shop must be whole. */
export const test = mergeTests(faulty, signedIn).extend<OfTest>({
  witness: async ({ database }, use) => use(new Witness(database)),

  nothingLeft: [
    async ({ faults, request, shop, witness }, use) => {
      await use(undefined);
      await faults.heal();
      expect((await request.get(`${shop.url}/livez`)).status(), 'the process lives').toBe(200);
      await expect.poll(() => witness.openTransactions(), 'open transactions').toBe(0);
      await expect
        .poll(async () => {
          const { pool } = await health(request);
          return { waiting: pool.waiting, leaked: (await witness.connections()) - pool.size };
        }, 'connections')
        .toEqual({ waiting: 0, leaked: 0 });
    },
    { auto: true },
  ],
});
