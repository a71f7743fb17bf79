import type { APIRequestContext } from '@playwright/test';
import { metricsToken } from '../scripts/test/secrets.js';
import { expect, test } from './faults/fixtures';
import { openShop } from './fixtures';
import { type Sample, samplesOf } from './samples';

const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });

async function scrape(request: APIRequestContext): Promise<Sample[]> {
  const answer = await request.get('/metrics', bearer(metricsToken));
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(answer.headers()['cache-control']).toBe('no-store');
  return samplesOf(await answer.text());
}

function valueOf(samples: Sample[], name: string, labels: Record<string, string> = {}): number {
  const found = samples.filter(
    (sample) =>
      sample.name === name &&
      Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  );
  return found.reduce((sum, { value }) => sum + value, 0);
}

test('answers are counted by route and status, and no address of a client’s becomes a label', async ({
  request,
}) => {
  const before = await scrape(request);
  const counted = (samples: Sample[], route: string, status: string) =>
    valueOf(samples, 'holdfast_http_requests_total', { route, status });
  const asked = [
    ['/products/harbour-mug', 'routes/_store.products.$slug', '200'],
    ['/products/no-such-thing', 'routes/_store.products.$slug', '404'],
    ['/nowhere-at-all', 'routes/_store.$', '404'],
    ['/admin/products.data', 'routes/admin.products._index', '202'],
    ['/robots.txt', 'routes/robots[.]txt', '200'],
    ['/favicon.svg', 'static', '200'],
    ['/livez', 'livez', '200'],
  ] as const;
  for (const [path] of asked) await request.get(path, { maxRedirects: 0 });
  await request.fetch('/products', { method: 'PROPFIND' });
  // An answer is counted when its connection is done with it.
  await expect
    .poll(async () => {
      const after = await scrape(request);
      return asked.map(
        ([, route, status]) => counted(after, route, status) - counted(before, route, status),
      );
    })
    .toEqual(asked.map(() => 1));

  const after = await scrape(request);
  expect(valueOf(after, 'holdfast_http_requests_total', { method: 'other' })).toBeGreaterThan(0);
  expect(JSON.stringify(after)).not.toMatch(/harbour-mug|no-such-thing|nowhere|PROPFIND/);
  const route = 'routes/_store.products.$slug';
  const duration = 'holdfast_http_request_duration_seconds';
  const whole = valueOf(after, `${duration}_bucket`, { route, le: '+Inf' });
  expect(whole).toBe(valueOf(after, `${duration}_count`, { route }));
  expect(valueOf(after, `${duration}_bucket`, { route, le: '10' })).toBe(whole);
  expect(valueOf(after, `${duration}_sum`, { route })).toBeGreaterThan(0);
  expect(valueOf(after, 'holdfast_db_statement_duration_seconds_count')).toBeGreaterThan(0);
  expect(valueOf(after, 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(after.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds');
});

test('the numbers of the database are those of /healthz, and are there while it is away', async ({
  request,
  faults,
}) => {
  // An outage of another test is over.
  await expect
    .poll(async () => {
      await request.get('/search?q=lamp');
      return valueOf(await scrape(request), 'holdfast_db_in_fault_episode');
    })
    .toBe(0);
  const health = await request.get('/healthz');
  const { database } = (await health.json()) as {
    database: { counters: { attempts: number }; pool: { limit: number } };
  };
  const well = await scrape(request);
  expect(valueOf(well, 'holdfast_db_attempts_total')).toBe(database.counters.attempts);
  expect(valueOf(well, 'holdfast_db_pool_limit')).toBe(database.pool.limit);
  expect(valueOf(well, 'holdfast_db_breaker_state', { state: 'closed' })).toBe(1);

  await faults.refuse();
  faults.reset();
  expect((await request.get('/search?q=lamp')).status()).toBe(503);
  await expect
    .poll(async () =>
      valueOf(await scrape(request), 'holdfast_db_breaker_state', { state: 'open' }),
    )
    .toBe(1);
  const away = await scrape(request);
  // A scrape asks nothing.
  const attempts = 'holdfast_db_attempts_total';
  expect(valueOf(await scrape(request), attempts)).toBe(valueOf(away, attempts));
  expect(valueOf(away, 'holdfast_db_in_fault_episode')).toBe(1);
  expect(valueOf(away, 'holdfast_db_fault_episodes_total')).toBe(
    valueOf(well, 'holdfast_db_fault_episodes_total') + 1,
  );
  expect(valueOf(away, 'holdfast_db_unavailable_total')).toBeGreaterThan(
    valueOf(well, 'holdfast_db_unavailable_total'),
  );
  await faults.heal();
});

test('without their token the metrics are closed, and without one set an unknown address', async ({
  request,
  shop,
}) => {
  const wrong = [{}, bearer('x'.repeat(40)), bearer(''), bearer(`${metricsToken}x`)];
  const answers = await Promise.all(wrong.map((with_) => request.get('/metrics', with_)));
  for (const answer of answers) {
    expect(answer.status()).toBe(401);
    expect(answer.headers()['www-authenticate']).toBe('Bearer');
    expect(await answer.text()).toBe('This needs the token that METRICS_TOKEN holds.\n');
  }
  Reflect.deleteProperty(process.env, 'METRICS_TOKEN');
  const closed = await openShop(shop.databaseUrl);
  process.env.METRICS_TOKEN = metricsToken;
  try {
    const ask = async (path: string) => {
      const answer = await request.get(closed.shop.url + path, bearer(metricsToken));
      const text = (await answer.text()).replaceAll(path, '').replace(/[0-9a-f-]{12,}/g, '');
      return { status: answer.status(), text };
    };
    expect(await ask('/metrics')).toEqual(await ask('/metricz'));
    expect((await ask('/metrics')).status).toBe(404);
  } finally {
    await closed.stop();
  }
});
