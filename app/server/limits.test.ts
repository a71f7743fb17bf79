import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createBoundedServer } from '~/server/limits';

/** More than the sockets' buffers hold. */
const large = Buffer.alloc(64 * 1024 * 1024);

test('a client that asks and never reads loses its connection', async () => {
  const server = createBoundedServer((_, res) => res.end(large), 0, 100).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
  client.on('error', () => undefined);
  client.write('GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n');
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'close');
  expect(socket.bytesWritten).toBeGreaterThan(0);
  expect(server.timeout).toBe(100);
  client.destroy();
  server.close();
});

test('one whose answer takes its time keeps it', async () => {
  const server = createBoundedServer((_, res) => res.end('here'), 300_000).listen(0, '127.0.0.1');
  await once(server, 'listening');
  expect(server.timeout).toBeGreaterThan(300_000);
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.write('GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n');
  expect(await text(client)).toContain('here');
  server.close();
});

test('what is no request is answered with 400', async () => {
  const server = createBoundedServer((_, res) => res.end(), 0).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.end('nonsense\r\n\r\n');
  expect(await text(client)).toContain('400 Bad Request');
  server.close();
});
