import { save } from '../admin-fixture';
import {
  expect,
  expectAway,
  expectBackInAMoment,
  expectSavedOnce,
  fillProduct,
  health,
  insert,
  saveInVain,
  test,
} from './fixtures';

/* Deadlines that are shorter than the usual ones, so that nobody waits for them: they nest in the same way. */
test.use({ settings: { environment: { PAGE_DEADLINE_MS: '2000', SAVE_DEADLINE_MS: '4000' } } });

for (const [name, warm] of [
  ['at connect', false],
  ['on live connections', true],
] as const) {
  test(`in a blackhole ${name}, a page and a save are answered, and the slots come back`, async ({
    admin,
    context,
    request,
    faults,
    witness,
  }) => {
    const title = `Typed in a blackhole ${name}`;
    await fillProduct(admin, title);
    if (!warm) faults.reset();
    if (!warm) await expect.poll(() => witness.connections()).toBe(0);
    const hole = faults.blackhole();
    const customer = await context.newPage();
    // The hole is there until both are answered.
    await expectBackInAMoment(customer, '/products');
    await saveInVain(admin, title);
    expect((await health(request)).status).toBe('down');
    await expect.poll(async () => (await health(request)).pool.size).toBe(0);
    expect(hole.over.aborted).toBe(false);

    await faults.heal();
    await expect(async () => {
      expect((await customer.goto('/products'))?.status()).toBe(200);
    }).toPass();
    expect(await save(admin)).toBeLessThan(400);
    expect(await witness.count('product WHERE title = $1', [title])).toBe(1);
  });
}

test('a transaction that falls into a blackhole is ended by PostgreSQL, and done once', async ({
  admin,
  request,
  faults,
  witness,
}) => {
  const title = 'Fallen into a hole';
  await fillProduct(admin, title);
  const { done } = faults.cut({ at: insert, when: 'answered', how: 'silence' });
  const answered = await save(admin);
  if (answered >= 400) await expectAway(admin);
  await done;
  // Nobody told PostgreSQL: the orphan ends by its own limit.
  await expect.poll(() => witness.openTransactions()).toBe(0);
  if (answered >= 400) {
    expect(await witness.count('product WHERE title = $1', [title])).toBe(0);
    expect(await save(admin)).toBeLessThan(400);
  }
  await expectSavedOnce(admin, witness, title);
  expect((await health(request)).counters.evictions).toBeGreaterThan(0);
});

test('a COMMIT whose answer never comes was done, and is said to be', async ({
  admin,
  request,
  faults,
  witness,
}) => {
  const title = 'Committed in silence';
  await fillProduct(admin, title);
  const { done } = faults.cut({ at: 'commit', when: 'answered', how: 'silence' });
  expect(await save(admin)).toBeLessThan(400);
  await done;
  await expect(admin.getByText('Already saved')).toBeVisible();
  expect(await witness.count('product WHERE title = $1', [title])).toBe(1);
  expect((await health(request)).counters.resolvedByKey).toBeGreaterThan(0);
});

for (const at of ['insert into "public"."product"', 'commit']) {
  test(`a stall in a transaction, before ${at}, loses no write and lets none slip into another`, async ({
    admin,
    context,
    request,
    faults,
    witness,
  }) => {
    const title = `Stalled before ${at}`;
    const other = `Beside ${title}`;
    await fillProduct(admin, title);
    const colleague = await context.newPage();
    await fillProduct(colleague, other);
    const before = await health(request);

    const stall = faults.stall(at === 'commit' ? 'commit' : insert);
    const saving = save(admin);
    await stall.happened();
    // Longer than a statement may take: what was held up arrives when nobody waits for it any more.
    await expect
      .poll(async () => (await health(request)).counters.evictions)
      .toBeGreaterThan(before.counters.evictions);
    await stall.end();
    const answered = await saving;
    if (answered >= 400) await expectAway(admin);
    expect(await save(colleague)).toBeLessThan(400);
    expect(await witness.count('product WHERE title = $1', [other])).toBe(1);

    if (answered >= 400) expect(await save(admin)).toBeLessThan(400);
    await expect(admin.getByText(/^(Saved\.|Already saved)/)).toBeVisible();
    expect(await witness.count('product WHERE title = $1', [title])).toBe(1);
    expect(await witness.openTransactions()).toBe(0);
  });
}
