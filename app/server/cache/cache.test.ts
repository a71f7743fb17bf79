import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text as socketText } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SharedCache } from '~/server/cache/cache';
import { encodePage } from '~/server/encoding';
import { beginExchange, trusting } from '~/server/exchange';
import { OWN_CONTROL, shared, sharedUntil } from '~/shared-page.server';

/** A shop of one page, on a real server, and all that its cache asks about. */
let cache: SharedCache;
let server: Server;
let made: number;
let away: boolean;
let hears: 'yes' | 'soon' | 'no';
/** What a page says, read when making it begins. */
let title: string;
/** Holds back what is being made. */
let gate: Promise<void>;
let answer: (text: string) => Response;

const page = (text: string) => new Response(text, shared('product:1'));

beforeEach(async () => {
  made = 0;
  away = false;
  hears = 'yes';
  title = 'old';
  gate = Promise.resolve();
  answer = page;
  cache = new SharedCache({
    limit: 1_000_000,
    currency: 'EUR',
    origin: 'http://shop.example',
    async make() {
      made += 1;
      const read = title;
      await gate;
      return { response: answer(read), route: 'page' };
    },
    isAway: () => away,
    hears: () => hears,
    isAdmin: (cookie) => Promise.resolve(cookie.includes('real')),
    log: { info: () => undefined, warn: () => undefined },
  });
  const trust = trusting([]);
  server = createServer((req, res) => {
    const exchange = beginExchange(req, res, trust);
    if (!exchange || cache.answerAtOnce(exchange)) return;
    void cache
      .answer(exchange, ({ status, headers, body }) => {
        const page = encodePage(headers, body, null);
        res.writeHead(status, Object.fromEntries(headers)).end(page);
      })
      .then((answered) => answered || res.writeHead(200).end('personal'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  vi.useRealTimers();
  server.close();
});

async function get(headers: IncomingHttpHeaders = {}, path = '/') {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: headers as Record<string, string>,
    redirect: 'manual',
  });
  const status = response.headers.get('cache-status')?.replace('holdfast; ', '') ?? null;
  return { code: response.status, text: await response.text(), status, headers: response.headers };
}

function hold(): () => void {
  let release: () => void = () => undefined;
  gate = new Promise((resolve) => (release = resolve));
  return release;
}

test('a page is made once, for however many wait, and then kept', async () => {
  const release = hold();
  const waiting = Array.from({ length: 20 }, () => get());
  await expect.poll(() => made).toBe(1);
  release();
  for (const { text } of await Promise.all(waiting)) expect(text).toBe('old');
  expect(await get()).toMatchObject({ text: 'old', status: 'hit' });
  expect(made).toBe(1);
});

test('a page begun before a change is given to who asked before it, and to nobody after', async () => {
  const release = hold();
  const before = get();
  await expect.poll(() => made).toBe(1);
  title = 'new';
  cache.changed(['product:1']);
  const after = get();
  release();
  expect((await before).text).toBe('old');
  expect((await after).text).toBe('new');
  expect(await get()).toMatchObject({ text: 'new', status: 'hit' });
  expect(made).toBe(2);
});

test('only what a page shows outdates it', async () => {
  await get();
  cache.changed(['product:2', 'products']);
  expect((await get()).status).toBe('hit');
  cache.changed(['product:1']);
  expect((await get()).status).toBe('fwd=stale; stored');
  cache.everythingChanged();
  expect((await get()).status).toBe('fwd=stale; stored');
});

test('what can’t be made anew is served as it is, with its age, and then not tried for a while', async () => {
  await get();
  answer = () => new Response(null, { status: 503 });
  cache.everythingChanged();
  const stale = await get();
  expect(stale).toMatchObject({ code: 200, text: 'old', status: 'hit; detail=stale' });
  expect(stale.headers.get('age')).toMatch(/^\d+$/);
  await get();
  expect(made).toBe(2);
  expect(cache.numbers.staleSince).not.toBeNull();
  expect(cache.numbers.counters.failedFills).toBe(1);
});

test('a page that is known to be right is new to other caches, and no longer good there than here', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const begun = Date.now();
  const after = async (seconds: number) => {
    vi.setSystemTime(begun + seconds * 1000);
    const { status, headers } = await get();
    return `${status} ${headers.get('age')}`;
  };
  const first = await get();
  expect(first.headers.get('cache-control')).toContain('s-maxage=60, stale-while-revalidate=60');
  expect(first.headers.has(OWN_CONTROL)).toBe(false);
  expect(await after(539)).toBe('hit 0');
  expect(await after(599)).toBe('hit 59');
  expect(made).toBe(1);
  hears = 'soon';
  expect(await after(599)).toBe('hit; detail=stale 599');
  expect(made).toBe(2);
});

test('that one page can’t be made is no news each time another can', async () => {
  const brokenAt = '/products/broken';
  await get();
  await get({}, brokenAt);
  answer = (text) => (text === 'broken' ? new Response(null, { status: 500 }) : page(text));
  cache.everythingChanged();
  title = 'broken';
  await get({}, brokenAt);
  const { staleSince } = cache.numbers;
  expect(staleSince).not.toBeNull();
  title = 'new';
  expect((await get()).text).toBe('new');
  expect(cache.numbers.staleSince).toBe(staleSince);
  cache.everythingChanged();
  expect((await get({}, brokenAt)).text).toBe('new');
  expect(cache.numbers.staleSince).toBeNull();
});

test('while the database is away nothing is tried, and afterwards all is made anew', async () => {
  await get();
  away = true;
  hears = 'no';
  for (let i = 0; i < 5; i += 1) expect((await get()).status).toBe('hit; detail=stale');
  expect(made).toBe(1);
  away = false;
  hears = 'yes';
  title = 'new';
  cache.everythingChanged();
  expect(await get()).toMatchObject({ text: 'new', status: 'fwd=stale; stored' });
  expect(cache.numbers.staleSince).toBeNull();
});

test('a page that lacks something does not take the place of a whole one', async () => {
  await get();
  cache.everythingChanged();
  answer = () => new Response('less', { headers: { 'Cache-Control': 'no-store' } });
  expect(await get()).toMatchObject({ text: 'old', status: 'hit; detail=stale' });
});

test('a page that is gone is gone', async () => {
  await get();
  cache.changed(['product:1']);
  answer = () => new Response('gone', { status: 404 });
  expect(await get()).toMatchObject({ code: 404, status: null });
  expect(cache.store.count).toBe(0);
});

test('where changes are not heard each page is asked for anew; where that is a moment’s question, it is not waited for', async () => {
  await get();
  hears = 'no';
  title = 'new';
  expect((await get()).text).toBe('new');
  hears = 'soon';
  title = 'newer';
  expect(await get()).toMatchObject({ text: 'new', status: 'hit; detail=stale' });
  await expect.poll(async () => (await get()).text).toBe('newer');
});

test('an admin is shown what was made after she asked, by no other cache', async () => {
  await get();
  title = 'new';
  const hers = await get({ cookie: 'a=1; holdfast_admin=real' });
  expect(hers.text).toBe('new');
  expect(hers.headers.get('cache-control')).toBe('private, no-cache');
  expect(await get()).toMatchObject({ text: 'new', status: 'hit' });
  expect((await get({ cookie: 'holdfast_admin=made-up' })).status).toBe('hit');
});

test('other cookies make no difference; who signs a request is asked for past it', async () => {
  await get();
  expect((await get({ cookie: 'theme=dark; _ga=1' })).status).toBe('hit');
  expect(await get({ authorization: 'Bearer x' })).toMatchObject({ text: 'personal' });
});

test('what is for one person is neither kept nor given to another', async () => {
  answer = (text) =>
    new Response(text, { headers: { 'Cache-Control': 's-maxage=60', 'Set-Cookie': 'a=1' } });
  expect(await get()).toMatchObject({ text: 'personal', status: null });
  expect(cache.store.count).toBe(0);
});

test('a request’s own wishes don’t make the shop work', async () => {
  await get();
  for (const wish of ['no-cache', 'max-age=0', 'no-store']) {
    expect((await get({ 'cache-control': wish, pragma: 'no-cache' })).status).toBe('hit');
  }
  expect(made).toBe(1);
});

test('an address that can be said better leads there', async () => {
  const { code, headers } = await get({}, '/products?page=1&sort=price&utm_source=x');
  expect(code).toBe(302);
  expect(headers.get('location')).toBe('/products?sort=price');
  expect(made).toBe(0);
});

test('a picture that can’t be had is shown in another size, and no other cache is to keep that', async () => {
  const file = '/images/0123456789abcdef0123456789abcdef';
  answer = () => new Response('640', { headers: { 'Cache-Control': 'public, max-age=31536000' } });
  await get({}, `${file}/640.avif`);
  answer = () => new Response(null, { status: 503 });
  const other = await get({}, `${file}/1280.avif`);
  expect(other).toMatchObject({ code: 200, text: '640', status: 'hit; detail=other-size' });
  expect(other.headers.get('cache-control')).toBe('private, no-cache');
  expect((await get({}, `${file.replace('0', 'f')}/640.avif`)).code).toBe(503);
});

test.each([
  ['the database is away', () => (away = true)],
  ['it is not heard of', () => (hears = 'soon')],
  ['making it fails', () => cache.everythingChanged()],
])('a page that has ended is given to nobody, also where %s', async (_, fail) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  answer = (text) => new Response(text, sharedUntil(300, 'product:1'));
  await get();
  fail();
  answer = () => new Response(null, { status: 503 });
  vi.setSystemTime(Date.now() + 299_000);
  expect(await get()).toMatchObject({ code: 200, text: 'old', status: 'hit; detail=stale' });
  vi.setSystemTime(Date.now() + 2_000);
  const { code, text } = await get();
  expect({ code, text }).not.toMatchObject({ text: 'old' });
  expect(cache.store.count).toBe(1);
});

test('what was made before an end was set is forgotten', async () => {
  await get();
  cache.forgetOutdated(['product:1']);
  expect(cache.store.count).toBe(1);
  cache.changed(['product:1']);
  cache.forgetOutdated(['product:2']);
  expect(cache.store.count).toBe(1);
  cache.forgetOutdated(['product:1']);
  expect(cache.store.count).toBe(0);
});

describe('what is kept comes whole', () => {
  const small = 'ü…'.repeat(700);
  const large = Array.from({ length: 8_000 }, (_, n) => String(n * 7919)).join(' ');

  test.each([
    ['small', small],
    ['large', large],
  ])('%s, in each encoding', async (_, text) => {
    title = text;
    answer = (said) =>
      new Response(said, {
        headers: { ...shared('product:1').headers, 'Content-Type': 'text/html' },
      });
    await get();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const kept = await get({ 'accept-encoding': encoding });
      expect(kept.status).toBe('hit');
      expect(kept.text === text).toBe(true);
    }
  });

  test('in the order in which it was asked for, by one who does not wait for answers', async () => {
    await get();
    const { port } = server.address() as AddressInfo;
    const asks = ['', 'Connection: close\r\n'].map(
      (last, n) => `GET /?n=${n} HTTP/1.1\r\nHost: localhost\r\n${last}\r\n`,
    );
    const socket = connect(port, '127.0.0.1');
    socket.write(asks.join(''));
    const answers = (await socketText(socket)).split('HTTP/1.1 200 OK').slice(1);
    expect(answers).toHaveLength(2);
    for (const one of answers)
      expect(one).toMatch(/cache-status: holdfast; hit\r\n[^]*\r\n\r\nold$/);
  });
});
