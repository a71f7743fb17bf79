import { mkdtemp, rm } from 'node:fs/promises';
import { createServer as createHttp, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { beginExchange, trusting } from '~/server/exchange';
import { shared } from '~/shared-page.server';

/** A database that takes connections and says nothing, for as long as a test lasts. */
const sockets = new Set<Socket>();
const silent = createTcp((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
await new Promise((resolve) => silent.once('listening', resolve));
const folder = await mkdtemp(join(tmpdir(), 'holdfast-open-'));
const { port } = silent.address() as AddressInfo;
process.env.DATABASE_URL = `postgresql://shop:secret@127.0.0.1:${port}/shop?connect_timeout=100`;
process.env.PAGE_DEADLINE_MS = process.env.SAVE_DEADLINE_MS = '200000';
process.env.CACHE_DIR = folder;
process.env.SHOP_URL = 'http://shop.example';
const { openCache } = await import('~/server/cache/open');

afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the one page says; null where it can't be made. */
let title: string | null;

/** A process that has a cache and serves a page. */
async function start() {
  const opened = await openCache(() => {
    if (title === null) return Promise.reject(new Error('no page'));
    return Promise.resolve({ response: new Response(title, shared('products')) });
  });
  if (!opened) throw new Error('no cache');
  const { cache, close } = opened;
  const server = createHttp((req, res) => {
    const exchange = beginExchange(req, res, trusting([]));
    if (!exchange || cache.answerAtOnce(exchange)) return;
    void cache.answer(exchange, () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close().closeAllConnections();
    return close();
  };
  return { ask: () => ask(server), stop };
}

async function ask(server: Server): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}/`)).text();
}

test('a page from the disk is made anew before it is served, until changes are heard; unless it can’t be', async () => {
  title = 'old';
  const before = await start();
  for (let i = 0; i < 2; i += 1) expect(await before.ask()).toBe('old');
  await before.stop();

  title = 'new';
  const after = await start();
  expect(await after.ask()).toBe('new');
  await after.stop();

  title = null;
  const without = await start();
  expect(await without.ask()).toBe('new');
  await without.stop();
});
