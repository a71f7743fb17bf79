import { randomUUID } from 'node:crypto';
import { save, signInOn } from '../admin-fixture';
import { openShop } from '../fixtures';
import {
  editProduct,
  expect,
  expectAway,
  expectBackInAMoment,
  expectEditedOnce,
  health,
  test,
  type Witness,
} from './fixtures';

/** A user of PostgreSQL's that the shop signs in as, and whose password is changed under it. */
async function makeKeeper(witness: Witness, name: string) {
  await witness.ask(`DROP ROLE IF EXISTS ${name}`);
  await witness.ask(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD 'another'`);
  return (password: string) => witness.ask(`ALTER ROLE ${name} PASSWORD '${password}'`);
}

test('with a wrong password customers are told kindly, and whoever runs the shop is told why', async ({
  page,
  request,
  database,
  faults,
  witness,
}, { parallelIndex }) => {
  const url = new URL(database);
  url.host = new URL(faults.url).host;
  url.username = `keeper_${parallelIndex}`;
  url.password = 'not-the-password';
  const setPassword = await makeKeeper(witness, url.username);
  const { shop, stop } = await openShop(url.href);
  try {
    const tried = faults.proxy.connected;
    const answer = await expectBackInAMoment(page, `${shop.url}/products/harbour-mug`);
    expect(answer?.headers()['retry-after']).toMatch(/^[1-9]\d*$/);
    const asked = faults.proxy.connected - tried;
    const found = (await (await request.get(`${shop.url}/healthz`)).json()) as {
      database: Awaited<ReturnType<typeof health>>;
    };
    const { status, lastError, counters } = found.database;
    expect({ status, lastError }).toMatchObject({
      status: 'down',
      lastError: { class: 'permanent', code: '28P01' },
    });
    expect(counters.retries).toEqual({ 'never-sent': 0, unknown: 0, transaction: 0, permanent: 0 });
    // Each thing that the page asked for was tried once, and after each the prober may have looked.
    expect(asked).toBeLessThanOrEqual(2 * counters.attempts);
    expect(shop.log()).toContain('password authentication failed');
    expect(shop.log()).not.toContain('not-the-password');

    // It is right now, until somebody changes it in the middle of a save.
    await setPassword(url.password);
    await signInOn(page, { url: shop.url, databaseUrl: database });
    const product = await editProduct(page, witness, 'Typed under a password', shop.url);
    await setPassword('another');
    faults.reset();
    expect(await save(page)).toBe(503);
    await expect(page.getByRole('alert')).toContainText('The database does not let the shop in');
    await setPassword(url.password);
    await expectEditedOnce(page, witness, product);
  } finally {
    await stop();
  }
});

test('with tables of another version nothing is retried, the log has the cause, and a save waits for them', async ({
  admin,
  context,
  request,
  shop,
  witness,
}) => {
  const product = await editProduct(admin, witness, 'Typed over other tables');
  const page = await context.newPage();
  const before = await health(request);
  const said = shop.log().length;
  await witness.ask('ALTER TABLE product RENAME COLUMN vendor TO seller');
  try {
    expect((await page.goto('/products/harbour-mug'))?.status()).toBe(500);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Something broke on our side');
    expect(await save(admin)).toBe(500);
    await expect(admin.getByRole('alert')).toContainText('the shop’s own program failed');
    // Known to be of a newer version, which somebody else has pushed.
    await witness.ask(
      `INSERT INTO schema_push (id, fingerprint, actor, sql) VALUES ($1, repeat('0', 64), 'test', '')`,
      [randomUUID()],
    );
    expect(await save(admin)).toBe(503);
    await expectAway(admin, 'The database is of another version than the shop');
  } finally {
    await witness.ask('ALTER TABLE product RENAME COLUMN seller TO vendor');
    await witness.ask(`DELETE FROM schema_push WHERE fingerprint = repeat('0', 64)`);
  }
  await save(admin);
  await expectEditedOnce(admin, witness, product);
  expect((await health(request)).counters.retries).toEqual(before.counters.retries);
  await expect.poll(() => shop.log().slice(said)).toMatch(/vendor/);
  expect((await page.goto('/products/harbour-mug'))?.status()).toBe(200);
});
