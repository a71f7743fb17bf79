import { type APIRequestContext, expect, mergeTests, type Page } from '@playwright/test';
import type { DatabaseHealth } from '~/db/health.server';
import { query, test as signedIn } from '../admin-fixture';
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

/** @returns the answer's status */
export async function save(page: Page): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  ]);
  return answer.status();
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
