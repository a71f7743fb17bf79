import { setTimeout as delay } from 'node:timers/promises';
import { save } from '../admin-fixture';
import {
  expect,
  expectBackInAMoment,
  expectSavedOnce,
  fillProduct,
  health,
  saveInVain,
  saveOnce,
  test,
} from './fixtures';

test('while nobody listens for two seconds, customers and admins wait and are served', async ({
  admin,
  context,
  request,
  faults,
  witness,
}) => {
  const title = 'Typed in a short outage';
  await fillProduct(admin, title);
  const customer = await context.newPage();
  const before = await health(request);
  await faults.refuse();
  faults.reset();
  const healed = delay(2000).then(() => faults.heal());
  const [page, saved] = await Promise.all([customer.goto('/products'), save(admin)]);
  await healed;
  expect(page?.status()).toBe(200);
  expect(saved).toBeLessThan(400);
  await expectSavedOnce(admin, witness, title);
  expect((await health(request)).counters.unavailable).toBe(before.counters.unavailable);
});

/* An outage is the same after four seconds and after sixty: nothing changes between them once the breaker is open. */
test('in a long outage all are answered, at the cost of a look now and then, until it is over', async ({
  admin,
  context,
  request,
  faults,
  witness,
}) => {
  const title = 'Typed in a long outage';
  await fillProduct(admin, title);
  const customer = await context.newPage();
  await customer.goto('/');
  // Each try to connect reaches the proxy, and can be counted there.
  faults.greet('rst');
  faults.reset();
  await expect
    .poll(async () => {
      await request.get('/products');
      return (await health(request)).breaker;
    })
    .toBe('open');

  const tried = faults.proxy.connected;
  const answers = await Promise.all(Array.from({ length: 100 }, () => request.get('/products')));
  for (const answer of answers) {
    expect(answer.status()).toBe(503);
    expect(answer.headers()['retry-after']).toMatch(/^[1-9]\d*$/);
  }
  // None of the hundred tried to connect: somebody looks for all, five times a second on average.
  expect(faults.proxy.connected - tried).toBeLessThan(50);

  await expectBackInAMoment(customer, '/products');
  await saveInVain(admin, title);
  expect(await health(request)).toMatchObject({ status: 'down', breaker: 'open' });

  await faults.heal();
  await expect.poll(async () => (await health(request)).breaker).toBe('closed');
  expect((await customer.goto('/products'))?.status()).toBe(200);
  await saveOnce(admin, witness, title);
});
