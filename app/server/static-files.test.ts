import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compressFiles } from '../../scripts/start/compress.js';
import { beginExchange, trusting } from '~/server/exchange';
import { readStaticFiles, serveStatic } from '~/server/static-files';

const script = 'export const mug = "mug";\n'.repeat(100);
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'static-'));
  mkdirSync(join(folder, 'client/assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'client/assets/a-1b2c.js'), script);
  writeFileSync(join(folder, 'client/favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(folder, 'client/a.webp'), 'x'.repeat(2000));
  await compressFiles(join(folder, 'client'));
  const files = readStaticFiles(join(folder, 'client'));
  server = createServer((req, res) => {
    const exchange = beginExchange(req, res, trusting([]));
    if (!exchange || !serveStatic(files, exchange)) res.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/** A path exactly as it is written. */
async function get(path: string, headers = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }).end();
  const response = await new Promise<IncomingMessage>((resolve) => asked.once('response', resolve));
  return {
    status: response.statusCode,
    headers: response.headers,
    body: await buffer(response),
  };
}

test('a file with a hash in its name is kept for ever, the others for an hour', async () => {
  const { status, headers, body } = await get('/assets/a-1b2c.js');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(String(body)).toBe(script);
  const icon = await get('/favicon.svg');
  expect(icon.headers['content-type']).toBe('image/svg+xml');
  expect(icon.headers['cache-control']).toBe('public, max-age=3600');
});

test('it is sent as it was compressed when it was built', async () => {
  const br = await get('/assets/a-1b2c.js', { 'Accept-Encoding': 'gzip, br' });
  expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
  expect(br.headers['content-length']).toBe(String(br.body.byteLength));
  expect(String(brotliDecompressSync(br.body))).toBe(script);
  const gzip = await get('/assets/a-1b2c.js', { 'Accept-Encoding': 'gzip' });
  expect(String(gunzipSync(gzip.body))).toBe(script);
  const plain = await get('/assets/a-1b2c.js', { 'Accept-Encoding': 'br;q=0' });
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(new Set([br, gzip, plain].map(({ headers }) => headers.etag)).size).toBe(3);
  const picture = await get('/a.webp', { 'Accept-Encoding': 'gzip, br' });
  expect(picture.headers['content-encoding']).toBeUndefined();
  expect(picture.headers.vary).toBeUndefined();
});

test('who has it already is told so', async () => {
  const { etag } = (await get('/favicon.svg')).headers;
  for (const tags of [etag, `"other", W/${etag}`, '*']) {
    const known = await get('/favicon.svg', { 'If-None-Match': tags });
    expect(known.status).toBe(304);
    expect(known.headers.etag).toBe(etag);
    expect(known.body.byteLength).toBe(0);
  }
  expect((await get('/favicon.svg', { 'If-None-Match': '"other"' })).status).toBe(200);
});

test('HEAD gets what GET gets, without the file', async () => {
  const get1 = await get('/assets/a-1b2c.js');
  const head = await get('/assets/a-1b2c.js', {}, 'HEAD');
  expect(head.status).toBe(200);
  expect(head.headers['content-length']).toBe(get1.headers['content-length']);
  expect(head.body.byteLength).toBe(0);
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '//secret.txt',
  '/assets/a-1b2c.js.br',
  '/assets',
  '/assets/',
  '/constructor',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('a form is not answered with a file', async () => {
  expect((await get('/favicon.svg', {}, 'POST')).status).toBe(404);
});
