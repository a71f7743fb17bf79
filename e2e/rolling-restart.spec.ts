import { freePort } from '../scripts/postgres/cluster.js';
import { cloneDatabase } from '../scripts/test/database.js';
import { startBalancer } from './balancer';
import { expect, openShop, test } from './fixtures';
import { bringPeople } from './people';

/** ms in which an instance that is told to stop still takes requests: some looks of the balancer's. */
const drain = '1000';

test('one instance after the other is replaced under load: no request fails, each save is there once', async () => {
  const databaseUrl = await cloneDatabase(
    process.env.HOLDFAST_TEST_SERVER ?? '',
    'rolling',
    'demo',
  );
  const start = async (port: number) => {
    process.env.SHUTDOWN_DRAIN_MS = drain;
    const instance = await openShop(databaseUrl, 'production', port);
    delete process.env.SHUTDOWN_DRAIN_MS;
    return { ...instance, port, url: instance.shop.url };
  };
  const instances = [await start(await freePort()), await start(await freePort())];
  const balancer = await startBalancer(instances.map(({ url }) => url));
  for (const { url } of instances) await expect.poll(() => balancer.serves(url)).toBe(true);
  const people = await bringPeople({
    url: balancer.url,
    databaseUrl,
    paths: ['/', '/products?sort=price-asc', '/categories'],
    products: ['harbour-mug', 'driftwood-lamp', 'garden-wall-pot'],
  });
  const goOn = async () => {
    const since = people.answers.length;
    await expect.poll(() => people.answers.length).toBeGreaterThan(since + 60);
  };

  await goOn();
  for (const [place, old] of instances.entries()) {
    process.kill(old.pid, 'SIGTERM');
    await expect.poll(() => balancer.serves(old.url)).toBe(false);
    expect(await old.died).toBe('Its process ended with 0.');
    await goOn();
    instances[place] = await start(old.port);
    await expect.poll(() => balancer.serves(old.url)).toBe(true);
    await goOn();
  }
  const { said, kept } = await people.leave();
  expect(people.failed(), `of ${people.answers.length} requests`).toEqual([]);
  expect(said).toBeGreaterThan(20);
  expect(kept).toBe(said);

  // A death without a word is another matter, and it shows.
  for (const { pid } of instances.slice(1)) process.kill(pid, 'SIGKILL');
  const answers = await Promise.all([fetch(balancer.url), fetch(balancer.url)]);
  expect(answers.map(({ status }) => status)).toContain(502);

  await balancer.stop();
  for (const { stop } of instances) await stop();
});
