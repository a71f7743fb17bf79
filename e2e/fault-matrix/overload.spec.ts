import { expect, health, test } from './fixtures';

/*
 * Two connections, so that two hundred customers are too many: for each, 20 may wait. Who waits does so for longer
 * than usual, so that all that is answered early was turned away.
 */
test.use({
  settings: {
    parameters: 'connection_limit=2&pool_timeout=60&socket_timeout=60',
    environment: { PAGE_DEADLINE_MS: '90000', SAVE_DEADLINE_MS: '90000' },
  },
});
const mayWait = 2 * 20;

test('two hundred customers at once: those who can’t be served are told at once, the others wait', async ({
  page,
  request,
  shop,
  faults,
}) => {
  expect((await page.goto('/products'))?.status()).toBe(200);
  // Playwright's own requests would not all go out at once.
  const products = `${shop.url.replace('localhost', '127.0.0.1')}/products`;
  const stall = faults.stall();
  const statuses: number[] = [];
  const asked = Array.from({ length: 200 }, async () => {
    const answer = await fetch(products);
    statuses.push(answer.status);
    return answer;
  });
  await stall.happened();
  // Told while nothing moves.
  await expect.poll(() => statuses.length).toBeGreaterThan(150);
  expect(stall.over.aborted).toBe(false);
  const { pool } = await health(request);
  expect(pool).toMatchObject({ size: 2, idle: 0, limit: 2 });
  expect(pool.waiting).toBeGreaterThan(0);
  expect(pool.waiting).toBeLessThanOrEqual(mayWait);

  await faults.heal();
  for (const answer of await Promise.all(asked)) {
    expect([200, 503]).toContain(answer.status);
    if (answer.status === 503) expect(answer.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
  }
  // A page that was turned away may have left a question behind, which nobody waits for.
  await expect.poll(async () => (await health(request)).pool.waiting).toBe(0);
  expect((await page.goto('/products'))?.status()).toBe(200);
});
