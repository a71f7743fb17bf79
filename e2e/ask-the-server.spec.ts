import { randomUUID } from 'node:crypto';
import { request as open } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, type Shop, test } from './fixtures';

/** Sends bytes as they are. @returns what comes back until the server closes. */
async function send(shop: Shop, bytes: string): Promise<string> {
  const { hostname, port } = new URL(shop.url);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  return text(socket);
}

/** The lines of the log that tell of requests, as they are written. */
function requests(shop: Shop): { id: string; path: string; status: number; route?: string }[] {
  // The last one may be on its way still.
  const lines = shop.log().split('\n').slice(0, -1);
  return lines
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { event: string; id: string; path: string; status: number })
    .filter(({ event }) => event === 'request');
}

test('every answer protects its reader and has an id, by which the log knows it', async ({
  request,
  shop,
}) => {
  for (const path of ['/', '/nothing-here', '/favicon.svg', '/livez', '/healthz', '/robots.txt']) {
    const headers = (await request.get(path)).headers();
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  }
  const search = `/search?q=my+secret+${randomUUID()}`;
  const made = { path: '/search', status: 200, route: 'routes/_store.search' };
  for (const [path, facts] of [
    [search, { ...made, cache: 'miss' }],
    [search, { ...made, cache: 'fresh' }],
    ['/favicon.svg', { path: '/favicon.svg', status: 200, route: 'static' }],
    ['/nothing-here', { path: '/nothing-here', status: 404 }],
  ] as const) {
    const { 'x-request-id': id } = (await request.get(path)).headers();
    const lines = () => requests(shop).filter((line) => line.id === id);
    await expect.poll(lines, path).toMatchObject([facts]);
  }
  expect(shop.log()).not.toContain('my+secret');
  expect(requests(shop).map(({ path }) => path)).not.toContain('/livez');
});

test('a page comes compressed to who can read that, and is the same page', async ({ request }) => {
  const plain = await request.get('/products', { headers: { 'Accept-Encoding': 'identity' } });
  expect(plain.headers()['content-encoding']).toBeUndefined();
  expect(plain.headers()['content-length']).toBe(String((await plain.body()).byteLength));
  for (const encoding of ['br', 'gzip']) {
    const answer = await request.get('/products', { headers: { 'Accept-Encoding': encoding } });
    expect(answer.headers()['content-encoding']).toBe(encoding);
    expect(answer.headers()['vary']).toContain('Accept-Encoding');
    expect(await answer.text()).toBe(await plain.text());
    expect(Number(answer.headers()['content-length'])).toBeLessThan(
      Number(plain.headers()['content-length']) / 2,
    );
  }
});

test('HEAD gets the headers of GET', async ({ request }) => {
  for (const path of ['/products', '/favicon.svg', '/livez']) {
    const [got, head] = [await request.get(path), await request.head(path)];
    expect(head.status(), path).toBe(got.status());
    expect(head.headers()['content-type']).toBe(got.headers()['content-type']);
    expect((await head.body()).byteLength).toBe(0);
  }
});

for (const [what, bytes, status] of [
  ['that is no HTTP', 'mug\r\n\r\n', 400],
  ['without a host', 'GET / HTTP/1.1\r\n\r\n', 400],
  [
    'with two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx',
    400,
  ],
  [
    'with a length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['for no address', 'GET mug HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['that can’t be decoded', 'GET /%E0%A4 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['with headers of 20 kB', `GET / HTTP/1.1\r\nHost: a\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  [
    'with an unknown expectation',
    'GET / HTTP/1.1\r\nHost: a\r\nExpect: mug\r\nConnection: close\r\n\r\n',
    417,
  ],
] as const) {
  test(`a request ${what} is refused with ${status}, and the shop goes on`, async ({
    shop,
    request,
  }) => {
    expect(await send(shop, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await request.get('/livez')).status()).toBe(200);
  });
}

test('a client that asks first is told to go on', async ({ shop }) => {
  const answer = await send(
    shop,
    `POST /admin/login HTTP/1.1\r\nHost: ${new URL(shop.url).host}\r\nExpect: 100-continue\r\nConnection: close\r\n` +
      'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 3\r\n\r\na=b',
  );
  expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 4\d\d /);
});

test('a client that leaves in the middle of its request harms nobody', async ({
  shop,
  request,
}) => {
  const { hostname, port } = new URL(shop.url);
  for (const bytes of [
    'GET /products HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST /admin/login HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9999\r\n\r\n--x',
  ]) {
    const socket = connect(Number(port), hostname);
    await new Promise<void>((resolve) => socket.write(bytes, () => resolve()));
    socket.resetAndDestroy();
  }
  expect((await request.get('/products')).status()).toBe(200);
});

test('a client that sends far too much may finish, reads the refusal, and can go on', async ({
  shop,
}) => {
  const size = 20 * 1024 * 1024;
  const sending = open(`${shop.url}/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': size },
  });
  const sent = new Promise((resolve) => sending.once('finish', resolve));
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode));
    });
  });
  sending.end(Buffer.alloc(size));
  expect(await answered).toBe(413);
  await sent;
});
