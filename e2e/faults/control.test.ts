import { request } from 'node:http';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startControl } from './control';
import { Faults } from './faults';

const databaseUrl = process.env.DATABASE_URL ?? '';

let faults: Faults;
let control: Awaited<ReturnType<typeof startControl>>;

beforeAll(async () => {
  faults = await Faults.start(databaseUrl);
  control = await startControl(faults.proxy);
});
afterEach(() => faults.heal());
afterAll(async () => {
  await control.stop();
  await faults.stop();
});

type Reply = { status: number; body: Record<string, unknown> };

async function ask(method: string, path: string, body?: unknown): Promise<Reply> {
  const response = await fetch(control.url + path, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(response.headers.get('content-type')).toBe('application/json');
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

const order = (body: unknown) => ask('POST', '/faults', body);

async function query(sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: faults.url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    client.connection.stream.destroy();
  }
}

test('the state is told', async () => {
  await query('SELECT 1');
  expect(await ask('GET', '/')).toEqual({
    status: 200,
    body: {
      listen: `127.0.0.1:${faults.proxy.port}`,
      upstream: new URL(databaseUrl).host,
      refused: false,
      connections: { open: expect.any(Number) as unknown, ever: expect.any(Number) as unknown },
      faults: [],
      counts: {},
    },
  });
});

test.each([
  [{ fault: 'refuse' }, { fault: 'refuse', happened: 1 }],
  [{ fault: 'greet' }, { fault: 'greet', how: 'rst' }],
  [{ fault: 'blackhole' }, { fault: 'blackhole' }],
  [{ fault: 'forget' }, { fault: 'forget' }],
  [{ fault: 'stall' }, { fault: 'stall' }],
  [{ fault: 'stall', at: 'commit' }, { fault: 'stall', at: 'commit' }],
  [{ fault: 'latency', ms: 200, jitter: 50 }, { fault: 'latency', ms: 200, jitter: 50 }],
  [{ fault: 'bandwidth', bytesPerSecond: 1000 }, { fault: 'bandwidth', bytesPerSecond: 1000 }],
  [{ fault: 'slice', size: 10 }, { fault: 'slice', size: 10, ms: 0 }],
  [{ fault: 'cut', at: '/^insert/i' }, { fault: 'cut sent', at: '/^insert/i', how: 'rst', times: 1 }],
])('%j is begun, seen, and ended', async (asked, described) => {
  const begun = await order(asked);
  expect(begun).toMatchObject({ status: 201, body: { ...described, over: false } });
  const id = begun.body.id as number;
  expect((await ask('GET', '/')).body.faults).toMatchObject([{ id }]);
  expect(await ask('DELETE', `/faults/${id}`)).toMatchObject({ status: 200, body: { id, over: true } });
  expect((await ask('GET', `/faults/${id}`)).body).toMatchObject({ over: true });
  expect((await ask('GET', '/')).body.faults).toEqual([]);
}); // prettier-ignore

test.each(['reset', 'close'])('%s is over at once', async (fault) => {
  expect((await order({ fault })).body).toMatchObject({ fault, over: true });
});

test('a cut is ordered, waited for and counted', async () => {
  const { body } = await order({ fault: 'cut', at: 'select', when: 'before', how: 'fin' });
  const happened = ask('GET', `/faults/${body.id as number}/happened`);
  await expect(query('SELECT 1')).rejects.toThrow('Connection terminated');
  expect((await happened).body).toMatchObject({ happened: 1, over: true });
  expect((await ask('GET', '/')).body.counts).toMatchObject({ 'cut before': 1 });
});

test('a fault lasts as long as was said', async () => {
  await order({ fault: 'refuse', for: 50 });
  await expect.poll(() => query('SELECT 1').then(() => true, () => false)).toBe(true); // prettier-ignore
  expect((await ask('GET', '/')).body).toMatchObject({ refused: false, faults: [] });
});

test('all are ended at once', async () => {
  for (const fault of ['refuse', 'stall']) await order({ fault });
  expect(await ask('DELETE', '/faults')).toMatchObject({ body: { refused: false, faults: [] } });
  expect(await query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

describe('what is wrong is said in a sentence', () => {
  test.each<[string, unknown, RegExp]>([
    ['no JSON', 'latency 200', /not JSON/],
    ['nothing', '', /not JSON/],
    ['an unknown fault', { fault: 'earthquake' }, /fault/],
    ['a list', [], /object/],
    ['a missing number', { fault: 'latency' }, /ms/],
    ['a number below zero', { fault: 'latency', ms: -1 }, />=0/],
    ['a text for a number', { fault: 'latency', ms: '200' }, /expected number/],
    ['a number beyond all timers', { fault: 'stall', for: 1e10 }, /<=2147483647/],
    ['no bytes at all', { fault: 'bandwidth', bytesPerSecond: 0 }, />=1/],
    ['a slice of half a byte', { fault: 'slice', size: 0.5 }, /int/],
    ['something it does not take', { fault: 'refuse', ms: 3 }, /Unrecognized key.*ms/],
    ['a statement of two words', { fault: 'cut', at: 'insert into' }, /neither a word/],
    ['a broken pattern', { fault: 'cut', at: '/(/' }, /neither a word/],
    ['an unknown moment', { fault: 'cut', at: 'commit', when: 'later' }, /when/],
  ])('%s', async (_name, body, expected) => {
    const reply = await order(body);
    expect(reply.status).toBe(400);
    expect(reply.body.error).toMatch(expected);
    expect(faults.proxy.running).toEqual([]);
  });

  test('too much', async () => {
    expect((await order('x'.repeat(20_000))).status).toBe(413);
  });

  test.each([
    ['GET', '/nowhere'],
    ['PUT', '/faults'],
    ['GET', '/faults/99999'],
    ['DELETE', '/faults/99999/happened'],
    ['GET', '/faults/1e3'],
  ])('%s %s', async (method, path) => {
    const { status, body } = await ask(method, path);
    expect(status).toBe(404);
    expect(body.error).toMatch(/^(Nothing is found there|No fault 99999)/);
  });
});

test.each([
  ['a page in a browser', { Origin: 'http://shop.example' }],
  ['a name that leads here', { Host: 'shop.example' }],
])('%s may not order', async (_name, headers) => {
  const { port } = new URL(control.url);
  const status = await new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/faults', method: 'DELETE', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
});
