import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginExchange, type Exchange, trusting } from '~/server/exchange';

type Told = Pick<Exchange, 'id' | 'path' | 'client' | 'protocol'> & {
  url: string;
  headers: IncomingHttpHeaders;
};

const servers: Server[] = [];
const ports = { wary: 0, trustful: 0 };

beforeAll(async () => {
  ports.wary = await listen([]);
  ports.trustful = await listen(['loopback']);
});

afterAll(() => servers.forEach((server) => server.close()));

/** A server that tells what it made of a request. */
async function listen(ranges: string[]): Promise<number> {
  const server = createServer((req, res) => {
    const exchange = beginExchange(req, res, trusting(ranges));
    if (!exchange) return res.writeHead(400).end();
    const { id, path, client, protocol } = exchange;
    const told = { id, path, client, protocol, url: req.url, headers: req.headers };
    return res.end(JSON.stringify(told));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends a request as it is written. */
async function ask(port: number, target: string, headers: string[] = []): Promise<Told | number> {
  const socket = connect(port, '127.0.0.1');
  const head = [`GET ${target} HTTP/1.1`, 'Connection: close', ...headers];
  if (!headers.some((line) => line.startsWith('Host:'))) head.push('Host: shop.example');
  socket.end(`${head.join('\r\n')}\r\n\r\n`);
  const answer = await text(socket);
  const status = Number(answer.split(' ')[1]);
  if (status !== 200) return status;
  return JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? '') as Told;
}

const forwarded = [
  'X-Forwarded-For: 203.0.113.7',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Host: shop.test',
  'Forwarded: for=203.0.113.7;proto=https',
  'X-Request-Id: from-the-proxy-1',
];

test('a proxy that is trusted is believed', async () => {
  expect(await ask(ports.trustful, '/a?b=c', forwarded)).toMatchObject({
    id: 'from-the-proxy-1',
    path: '/a',
    url: '/a?b=c',
    client: '203.0.113.7',
    protocol: 'https:',
    headers: { host: 'shop.test' },
  });
});

test('anybody else’s word counts for nothing, and nobody behind hears it', async () => {
  const told = await ask(ports.wary, '/a', forwarded);
  expect(told).toMatchObject({
    client: '127.0.0.1',
    protocol: 'http:',
    headers: { host: 'shop.example' },
  });
  const { id, headers } = told as Told;
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  expect(Object.keys(headers).filter((name) => name.includes('forwarded'))).toEqual([]);
});

test('an id that is none is not taken over', async () => {
  for (const id of ['short', 'x'.repeat(65), 'with space', '<b>bold</b>']) {
    const told = (await ask(ports.trustful, '/', [`X-Request-Id: ${id}`])) as Told;
    expect(told.id).toMatch(/^[0-9a-f]{12}$/);
  }
});

test('an absolute address is the same as its path', async () => {
  expect(await ask(ports.wary, 'http://elsewhere.example/a?b')).toMatchObject({
    path: '/a',
    url: '/a?b',
    headers: { host: 'shop.example' },
  });
});

test.each(['*', '/%', '/%E0%A4', '/%ff', 'a/b', 'http://elsewhere.example'])(
  '%s is no address',
  async (target) => {
    expect(await ask(ports.wary, target)).toBe(400);
  },
);

test.each(['a b', 'a@b/c', 'a@b', '[', '"', 'shop.example:99999', ''])(
  'Host: %s is no host',
  async (host) => {
    expect(await ask(ports.wary, '/', [`Host: ${host}`])).toBe(400);
  },
);
