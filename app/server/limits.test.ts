import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createBoundedServer, silenceFor } from '~/server/limits';

test('an answer that takes its time is waited for', () => {
  expect(silenceFor(300_000)).toBeGreaterThan(300_000);
  expect(silenceFor(1_000)).toBeGreaterThan(2_000);
});

test('what is no request is answered with 400', async () => {
  const server = createBoundedServer((_, res) => res.end(), 0).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  client.end('nonsense\r\n\r\n');
  expect(await text(client)).toContain('400 Bad Request');
  server.close();
});
