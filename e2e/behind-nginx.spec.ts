import type { APIRequestContext, APIResponse } from '@playwright/test';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createServer, request as forward, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../scripts/postgres/cluster.js';
import { expect, type Shop, test } from './fixtures';
import { query } from './query';

/*
 * docs/operating/nginx.conf as it stands there, but for its ports and folder. Between nginx and the shop a minute is made
 * a second, and what nginx asks is noted.
 */
const program = process.env.HOLDFAST_TEST_NGINX ?? 'nginx';
const path = '/products/harbour-mug';

function hasNginx(): boolean {
  try {
    execFileSync(program, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.skip(!hasNginx(), 'there is no nginx here');
test.describe.configure({ mode: 'serial' });

type Asked = { path: string; known: string | undefined; status: number };

/** Passes requests on to the shop, and answers with their minutes made seconds. */
async function hasten(shop: Shop, asked: Asked[]): Promise<Server> {
  const server = createServer((req, res) => {
    const { method, url = '', headers } = req;
    const passed = forward(`${shop.url}${url}`, { method, headers }, (answer) => {
      const status = answer.statusCode ?? 0;
      asked.push({ path: url, known: headers['if-none-match'], status });
      const control = answer.headers['cache-control']?.replace(
        /\b(s-maxage|revalidate)=60/g,
        '$1=1',
      );
      res.writeHead(status, {
        ...answer.headers,
        ...(control ? { 'cache-control': control } : {}),
      });
      answer.pipe(res);
    });
    passed.on('error', () => res.destroy());
    req.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const asked: Asked[] = [];
let folder: string;
let nginx: ChildProcess;
let between: Server;
let front: string;

test.beforeAll(async ({ shop }) => {
  between = await hasten(shop, asked);
  folder = mkdtempSync(join(tmpdir(), 'holdfast-nginx-'));
  const port = await freePort();
  front = `http://127.0.0.1:${port}`;
  const ours = readFileSync(new URL('../docs/operating/nginx.conf', import.meta.url), 'utf8')
    .replace('127.0.0.1:3000', `127.0.0.1:${(between.address() as AddressInfo).port}`)
    .replace('listen 8080', `listen 127.0.0.1:${port}`)
    .replace('/var/cache/nginx/holdfast', join(folder, 'cache'));
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${join(folder, 'pid')}; error_log stderr;
     ${process.getuid?.() === 0 ? 'user root;' : ''} worker_processes 1;
     events {} http { access_log off; ${places}\n${ours} }`,
  );
  nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  await expect
    .poll(() =>
      fetch(`${front}/livez`).then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});

test.afterAll(async () => {
  const ended = once(nginx, 'exit');
  nginx.kill();
  await ended;
  between.closeAllConnections();
  between.close();
  rmSync(folder, { recursive: true });
});

const cached = (answer: APIResponse) => answer.headers()['x-cache'];
const get = (request: APIRequestContext, of: string, headers: Record<string, string> = {}) =>
  request.get(front + of, { headers });

test('nginx keeps a page for each encoding, and answers who has it already', async ({
  request,
}) => {
  for (const encoding of ['br', 'gzip']) {
    const accepts = { 'Accept-Encoding': encoding };
    expect(cached(await get(request, path, accepts))).toBe('MISS');
    const page = await get(request, path, accepts);
    expect(cached(page)).toMatch(/HIT|STALE|UPDATING/);
    expect(page.headers()['content-encoding']).toBe(encoding);
    const { etag = '' } = page.headers();
    const again = await get(request, path, { ...accepts, 'If-None-Match': etag });
    expect(again.status()).toBe(304);
  }
});

test('what nginx has is asked for again by its tag, and an edit shows when its time is over', async ({
  request,
  shop,
}) => {
  const known = () => asked.some((one) => one.path === path && one.known && one.status === 304);
  await expect
    .poll(async () => {
      await get(request, path);
      return known();
    })
    .toBe(true);
  for (const title of ['Harbour Goblet', 'Harbour Mug']) {
    await query(shop.databaseUrl, `UPDATE product SET title = $1 WHERE slug = 'harbour-mug'`, [
      title,
    ]);
    await expect
      .poll(async () => (await get(request, path)).text(), { timeout: 15_000 })
      .toContain(`>${title}</h1>`);
  }
});

test('a page that was left alone for longer than it may be old is asked for anew first', async ({
  request,
  shop,
}) => {
  await get(request, path);
  await query(shop.databaseUrl, `UPDATE product SET title = $1 WHERE slug = 'harbour-mug'`, [
    'Harbour Beaker',
  ]);
  // Both its times, of a second each.
  await delay(3_000);
  expect(await (await get(request, path)).text()).toContain('>Harbour Beaker</h1>');
  await query(shop.databaseUrl, `UPDATE product SET title = $1 WHERE slug = 'harbour-mug'`, [
    'Harbour Mug',
  ]);
});

test('what is the admin’s, or an error, is never kept', async ({ request }) => {
  for (const of of ['/admin/login', '/products/nope', '/healthz']) {
    await get(request, of);
    expect(cached(await get(request, of)), of).toBe('MISS');
  }
  const admin = { Cookie: 'holdfast_admin=anything' };
  expect(cached(await get(request, path, admin))).toBe('BYPASS');
});

test('what is taken out of its folder is fetched anew', async ({ request }) => {
  await get(request, '/categories');
  expect(cached(await get(request, '/categories'))).not.toBe('MISS');
  const cache = join(folder, 'cache');
  for (const name of readdirSync(cache)) rmSync(join(cache, name), { recursive: true });
  expect(cached(await get(request, '/categories'))).toBe('MISS');
});

test('with the shop gone, what nginx has is still sent', async ({ request }) => {
  await get(request, path);
  between.closeAllConnections();
  await new Promise((resolve) => between.close(resolve));
  await expect.poll(async () => cached(await get(request, path))).toBe('STALE');
  const page = await get(request, path);
  expect(page.status()).toBe(200);
  expect(await page.text()).toContain('>Harbour Mug</h1>');
  expect((await get(request, '/products/nope')).status()).toBe(502);
});
