import { save } from '../admin-fixture';
import {
  editProduct,
  expect,
  expectEditedOnce,
  fillProduct,
  health,
  insert,
  test,
} from './fixtures';

test('idle connections that are cut are noticed by nobody but the counters', async ({
  admin,
  context,
  request,
  faults,
  witness,
}) => {
  const customer = await context.newPage();
  const ends = [() => faults.reset(), () => faults.close(), () => witness.terminate()];
  for (const [number, end] of ends.entries()) {
    const product = await editProduct(admin, witness, `Saved after end ${number}`);
    const { pool, counters } = await health(request);
    expect(pool.size).toBeGreaterThan(0);
    await end();
    await expect.poll(async () => (await health(request)).pool.size).toBe(0);
    const [page, saved] = await Promise.all([customer.goto('/'), save(admin)]);
    expect(page?.status()).toBe(200);
    expect(saved).toBeLessThan(400);
    await expect(customer.getByRole('heading', { level: 1 })).toBeVisible();
    await expectEditedOnce(admin, witness, product);
    const after = await health(request);
    expect(after.counters.flushes).toBeGreaterThan(counters.flushes);
    expect(after.counters.unavailable).toBe(counters.unavailable);
  }
});

test('when every connection was forgotten, nobody sees anything: one retry is enough', async ({
  admin,
  context,
  request,
  faults,
  witness,
}) => {
  const product = await editProduct(admin, witness, 'Saved on forgotten connections');
  const customer = await context.newPage();
  const open = async () => {
    expect((await customer.goto('/products/harbour-mug'))?.status()).toBe(200);
    await expect(customer.getByRole('heading', { level: 1, name: 'Harbour Mug' })).toBeVisible();
  };
  const saveIt = async () => {
    expect(await save(admin)).toBeLessThan(400);
    await expectEditedOnce(admin, witness, product);
  };
  for (const ask of [open, saveIt]) {
    // As many as the pool may have, and all of them idle afterwards.
    await expect(async () => {
      await Promise.all(Array.from({ length: 30 }, () => request.get('/products')));
      expect((await health(request)).pool.size).toBe(10);
    }).toPass();
    const before = await health(request);
    faults.forget();
    await ask();
    const after = await health(request);
    const retries = after.counters.retries.unknown - before.counters.retries.unknown;
    // A page asks at most three things at a time: the other stale connections cost nobody anything.
    expect(retries).toBeGreaterThan(0);
    expect(retries).toBeLessThanOrEqual(3);
    expect(after.counters.unavailable).toBe(before.counters.unavailable);
  }
});

test('a page whose data was cut off in the middle is complete, and so is a save', async ({
  admin: page,
  request,
  faults,
  witness,
}) => {
  const whole = await (await request.get('/products')).text();
  const before = await health(request);
  const { done } = faults.cut({ at: 'select', when: 'reply', times: 2 });
  expect((await page.goto('/products'))?.status()).toBe(200);
  await done;
  await expect(page.getByRole('contentinfo')).toBeVisible();
  expect(await (await request.get('/products')).text()).toBe(whole);
  const after = await health(request);
  expect(after.counters.retries.unknown).toBeGreaterThan(before.counters.retries.unknown + 1);

  const product = await editProduct(page, witness, 'Saved in halves');
  const cut = faults.cut({ at: 'select', when: 'reply', times: 2 });
  expect(await save(page)).toBeLessThan(400);
  await cut.done;
  await expectEditedOnce(page, witness, product);
});

for (const [name, at, when, said] of [
  ['before its INSERT is sent', insert, 'before', 'Saved.'],
  ['after its INSERT is sent', insert, 'sent', 'Saved.'],
  ['after its COMMIT, before the answer', 'commit', 'answered', 'Already saved'],
] as const) {
  test(`a product whose connection is reset ${name} is saved once`, async ({
    admin: page,
    request,
    faults,
    witness,
  }) => {
    const title = `Cut ${name}`;
    await fillProduct(page, title);
    const before = await health(request);
    const { done } = faults.cut({ at, when, how: 'rst' });
    await save(page);
    await done;
    await expect(page.getByText(said)).toBeVisible();
    expect(await witness.count('product WHERE title = $1', [title])).toBe(1);
    const { counters } = await health(request);
    expect(counters.retries.unknown - before.counters.retries.unknown).toBe(1);
    expect(counters.resolvedByKey - before.counters.resolvedByKey).toBe(
      when === 'answered' ? 1 : 0,
    );
  });
}
