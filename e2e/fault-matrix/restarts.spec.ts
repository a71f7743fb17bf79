import type { APIRequestContext, Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { mostConnections } from '../durable-postgres';
import { save } from '../admin-fixture';
import { editProduct, expectEditedOnce, health } from './fixtures';
import { expect, test } from './own-postgres';

/** A page's answer in the middle of a restart: a short delay, or where this machine makes it a long one, a kind word. */
async function expectServed(page: Page, opening: ReturnType<Page['goto']>): Promise<void> {
  const answer = await opening;
  if (answer?.status() === 200) return;
  expect(answer?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1, name: 'Back in a moment' })).toBeVisible();
  await expect(async () => expect((await page.reload())?.status()).toBe(200)).toPass();
}

/** Saves category after category, each again and again under its key until it is acknowledged. */
async function keepSaving(
  request: APIRequestContext,
  acknowledged: string[],
  enough: () => boolean,
) {
  while (!enough()) {
    const title = `Saved ${randomUUID()}`;
    const form = { key: randomUUID(), title, slug: '', description: '', parentId: '' };
    let status = 0;
    while (status !== 302) {
      const answer = await request.post('/admin/categories/new', { form, maxRedirects: 0 });
      status = answer.status();
      expect([302, 503]).toContain(status);
    }
    acknowledged.push(title);
  }
}

for (const mode of ['fast', 'immediate'] as const) {
  test(`a restart of PostgreSQL, ${mode}, loses nothing that was acknowledged`, async ({
    admin,
    context,
    request,
    postgres,
    witness,
  }) => {
    const customer = await context.newPage();
    await customer.goto('/products');
    const product = await editProduct(admin, witness, `Typed before a restart, ${mode}`);
    const acknowledged: string[] = [];
    let enough = false;
    const savers = [1, 2, 3].map(() => keepSaving(admin.request, acknowledged, () => enough));
    await expect.poll(() => acknowledged.length).toBeGreaterThan(5);
    await postgres.stop(mode);
    const opening = customer.goto('/');
    const saving = save(admin);
    await postgres.start();
    await expectServed(customer, opening);
    await saving;
    await expectEditedOnce(admin, witness, product);
    const { length } = acknowledged;
    await expect.poll(() => acknowledged.length).toBeGreaterThan(length + 5);
    enough = true;
    await Promise.all(savers);

    const rows = await witness.ask<{ title: string }>(
      `DELETE FROM category WHERE title LIKE 'Saved %' RETURNING title`,
    );
    expect(rows.map(({ title }) => title).sort()).toEqual(acknowledged.sort());
    const { breaker, lastError } = await health(request);
    expect(breaker).toBe('closed');
    expect(lastError).not.toBeNull();
  });
}

test('when all connections of PostgreSQL are taken, a page and a save wait, and it is said why', async ({
  admin,
  context,
  request,
  faults,
  postgres,
  witness,
}) => {
  const product = await editProduct(admin, witness, 'Typed while all were taken');
  const page = await context.newPage();
  faults.reset();
  await expect.poll(() => witness.connections()).toBe(0);
  const taken: pg.Client[] = [];
  let refusal: unknown;
  while (refusal === undefined) {
    const client = new pg.Client({ connectionString: postgres.url });
    client.on('error', () => undefined);
    await client.connect().then(
      () => taken.push(client),
      (error: unknown) => (refusal = error),
    );
  }
  expect(refusal).toMatchObject({ code: '53300' });
  expect(taken.length).toBeLessThanOrEqual(mostConnections);
  const opening = page.goto('/products');
  const saving = save(admin);
  await expect.poll(async () => (await health(request)).lastError?.code).toBe('53300');
  await Promise.all(taken.map((client) => client.end()));
  await expectServed(page, opening);
  await saving;
  await expectEditedOnce(admin, witness, product);
});

test('while PostgreSQL shuts down and turns all away, a page and a save wait for its return', async ({
  admin,
  context,
  request,
  faults,
  postgres,
  witness,
}) => {
  const product = await editProduct(admin, witness, 'Typed while it shut down');
  const page = await context.newPage();
  const last = new pg.Client({ connectionString: postgres.url });
  await last.connect();
  faults.reset();
  // A smart shutdown: it takes no one in, and ends when the last one has gone.
  await postgres.shutDown();
  const opening = page.goto('/products');
  const saving = save(admin);
  await expect.poll(async () => (await health(request)).lastError?.code).toBe('57P03');
  await last.end();
  await expect.poll(() => postgres.running()).toBe(false);
  await postgres.start();
  await expectServed(page, opening);
  await saving;
  await expectEditedOnce(admin, witness, product);
});
