/** A server that does nothing but send what it was given: the least that node:http can do. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** By path. */
export type Given = Record<string, { headers: Record<string, string>; body: string }>;

process.on('message', (given: Given) => {
  const pages = new Map(
    Object.entries(given).map(([path, { headers, body }]) => [
      path,
      { headers, body: Buffer.from(body, 'base64') },
    ]),
  );
  const server = createServer((req, res) => {
    const page = pages.get(req.url ?? '');
    if (!page) return res.writeHead(404).end();
    return res.writeHead(200, page.headers).end(page.body);
  });
  server.keepAliveTimeout = 75_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
