import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadPicture } from '~/catalogue/download-picture.server';

let port = 0;
let connections = 0;
const server = createServer((_, response) => response.end('secret'));
server.on('connection', () => (connections += 1));
beforeAll(async () => {
  await once(server.listen(0), 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

test.each([
  ['a loopback address', '127.0.0.1'],
  ['another', '127.9.9.9'],
  ['a name that means one', 'localhost'],
  ['a name of that name', 'a.localhost'],
  ['an address as one number', '2130706433'],
  ['in hexadecimal', '0x7f.1'],
  ['in octal', '0177.0.0.1'],
  ['in six groups', '[::1]'],
  ['of both kinds', '[::ffff:127.0.0.1]'],
  ['by a translator', '[64:ff9b::7f00:1]'],
  ['of any interface', '0.0.0.0'],
  ['of any, in six groups', '[::]'],
  ['of a cloud’s keys', '169.254.169.254'],
  ['of a private network', '10.0.0.1'],
  ['of another', '192.168.0.1'],
  ['of a carrier', '100.64.0.1'],
  ['of a unique local network', '[fd00::1]'],
  ['of a link', '[fe80::1]'],
  ['of many', '224.0.0.1'],
])('%s inside the network is not asked (%s)', async (_what, host) => {
  for (const scheme of ['http', 'https']) {
    await expect(downloadPicture(`${scheme}://${host}:${port}/x.png`, 5_000)).rejects.toThrow(
      /into the network of the server|name is not known/,
    );
  }
  expect(connections).toBe(0);
});

test.each(['file:///etc/passwd', 'ftp://shop.example/a.png', 'data:image/png;base64,AA', '/a', ''])(
  '“%s” is no page of the web',
  async (address) => {
    await expect(downloadPicture(address, 5_000)).rejects.toThrow('leads to no page of the web');
  },
);
