import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { freePort } from '../postgres/cluster.js';
import { assertPortFree } from './port.js';

test('a free port is free', async () => {
  await expect(assertPortFree('127.0.0.1', await freePort())).resolves.toBeUndefined();
});

test('a taken port is named, together with another one', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(assertPortFree('127.0.0.1', port)).rejects.toMatchObject({
    message: `Port ${port} is taken by another program.`,
    remedy: expect.stringContaining('PORT=') as string,
  });
  server.close();
});

test('an address of another machine is refused', async () => {
  await expect(assertPortFree('192.0.2.1', 3000)).rejects.toThrow('HOST is "192.0.2.1"');
});
