import { save } from '../admin-fixture';
import { editProduct, expect, expectEditedOnce, health, test } from './fixtures';

/*
 * Two connections, so that two hundred customers are too many: for each, 20 may ask. Who waits does so for longer
 * than usual, so that all that is answered early was turned away.
 */
test.use({
  settings: {
    parameters: 'connection_limit=2&pool_timeout=60&socket_timeout=60',
    environment: { PAGE_DEADLINE_MS: '90000', SAVE_DEADLINE_MS: '90000' },
  },
});
const mayAsk = 2 * 20;

test('two hundred at once: forty get what they asked for, whole, the others are told at once', async ({
  admin,
  context,
  request,
  shop,
  faults,
  witness,
}) => {
  const product = await editProduct(admin, witness, 'Saved in a crowd');
  const page = await context.newPage();
  expect((await page.goto('/products'))?.status()).toBe(200);
  const picture = (await page.locator('main img').first().getAttribute('src')) ?? '';
  const { counters: before } = await health(request);
  const logged = shop.log().length;
  // Playwright's own requests would not all go out at once.
  const origin = shop.url.replace('localhost', '127.0.0.1');
  const stall = faults.stall();
  const answers: Response[] = [];
  const asked = Array.from({ length: 200 }, async (_, n) => {
    answers.push(await fetch(origin + (n % 4 === 0 ? picture : '/products')));
  });
  await stall.happened();
  // Told while nothing moves.
  await expect.poll(() => answers.length).toBe(200 - mayAsk);
  for (const answer of answers) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  }
  expect(stall.over.aborted).toBe(false);
  const { pool, counters: amid } = await health(request);
  expect(amid.shed - before.shed).toBe(200 - mayAsk);
  expect(pool).toMatchObject({ size: 2, idle: 0, limit: 2 });
  expect(pool.waiting).toBeGreaterThan(0);
  // So is an admin, whose save goes on by itself.
  expect(await save(admin)).toBe(503);
  await expect(admin.getByRole('alert')).toContainText('The shop is crowded just now');

  await faults.heal();
  await Promise.all(asked);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(mayAsk);
  await expectEditedOnce(admin, witness, product);
  const { pool: after } = await health(request);
  expect(after.waiting).toBe(0);
  expect((await page.goto('/products'))?.status()).toBe(200);

  const lines = linesOf(shop.log().slice(logged));
  expect(lines.filter(({ event }) => event === 'database.fault')).toMatchObject([
    { code: 'crowded' },
  ]);
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});

type Line = { event?: string; level: string };

/** The log's lines are JSON. */
function linesOf(log: string): Line[] {
  return log
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? (JSON.parse(line) as Line) : []));
}
