import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setInterval as every } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { closeSilent } from '~/server/silence';

/** More than the sockets' buffers hold. */
const large = Buffer.alloc(64 * 1024 * 1024);
/** ms */
const silence = 100;
/** Pieces of what takes longer than the silence allowed, told by the same clock. */
const pieces = 30;

let server: Server;

async function serve(answer: RequestListener): Promise<Socket> {
  server = createServer({ keepAliveTimeout: 60_000 }, answer);
  closeSilent(server, silence);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
}

async function sendBitByBit(res: ServerResponse): Promise<void> {
  for await (const n of ticks()) res.write(`${n}\n`);
  res.end('whole');
}

async function* ticks(): AsyncGenerator<number> {
  let n = 0;
  for await (const _ of every(silence / 10)) {
    if (n === pieces) return;
    yield (n += 1);
  }
}

const request = 'GET / HTTP/1.1\r\nHost: shop.example\r\n';

afterEach(() => server.closeAllConnections());

test('a client that asks and never reads loses its connection', async () => {
  const client = await serve((_, res) => res.end(large));
  client.pause().write(`${request}\r\n`);
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'close');
  expect(socket.bytesWritten).toBeGreaterThan(0);
});

test('one that asks and is never answered loses it, too', async () => {
  const client = await serve(() => undefined);
  client.resume().write(`${request}\r\n`);
  await once(client, 'close');
});

test('one that is answered bit by bit keeps it', async () => {
  const client = await serve((_, res) => void sendBitByBit(res));
  client.write(`${request}Connection: close\r\n\r\n`);
  expect(await text(client)).toContain('whole');
});

test('one that is asked for nothing is left to the clock for that', async () => {
  const client = await serve((_, res) => res.end('here'));
  client.write(`${request}\r\n`);
  await once(client, 'data');
  for await (const _ of ticks()) expect(client.closed).toBe(false);
  client.write(`${request}Connection: close\r\n\r\n`);
  expect(await text(client)).toContain('here');
});
