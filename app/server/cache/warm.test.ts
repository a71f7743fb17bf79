import { beforeEach, expect, test } from 'vitest';
import { SharedCache } from '~/server/cache/cache';
import { warm } from '~/server/cache/warm';
import { shared } from '~/shared-page.server';

const limit = 500_000;
const origin = 'http://shop.example';

let cache: SharedCache;
/** Addresses in the order in which they were made. */
let made: string[];
/** Keys that had to make room. */
let gone: string[];

/** A page of some 20 kB as it is kept, with ten pictures on it. */
function page(address: string): Response {
  const n = Number(/\d+/.exec(address)?.[0] ?? 0);
  const pictures = Array.from({ length: 10 }, (_, i) => `<img src="${picture(n * 10 + i)}">`);
  return new Response(pictures.join('').padEnd(16_000), shared('products'));
}

function picture(n: number): string {
  return `/images/${n.toString(16).padStart(32, '0')}/640.avif`;
}

function rendition(): Response {
  return new Response(new Uint8Array(20_000), {
    headers: { 'Content-Type': 'image/avif', 'Cache-Control': 'public, max-age=31536000' },
  });
}

beforeEach(() => open(origin));

/** @param known as in SHOP_URL. */
function open(known: string | undefined): void {
  made = [];
  gone = [];
  cache = new SharedCache({
    ...{ limit, currency: 'EUR', origin: known },
    make({ address }) {
      made.push(address);
      const response = address.startsWith('/images/') ? rendition() : page(address);
      return Promise.resolve({ response });
    },
    isAway: () => false,
    hears: () => 'yes',
    isAdmin: () => Promise.resolve(false),
    gone: (key) => gone.push(key),
    log: { info: () => undefined, warn: () => undefined },
  });
}

const products = (count: number) => Array.from({ length: count }, (_, n) => `/products/p${n}`);

function warmed(popular: string[]): Promise<void> {
  const { signal } = new AbortController();
  const log = { info: () => undefined };
  return warm({ cache, origin, popular, isReady: () => true, signal, log });
}

async function keep(addresses: string[]): Promise<void> {
  for (const address of addresses) {
    const wanted = cache.wantedAt(address, origin, '');
    if (wanted) await cache.warm(wanted);
  }
}

/** As after a restart: what is kept may be another by now, and pictures are what they were. */
function restart(): void {
  cache.everythingChanged();
  made = [];
  gone = [];
}

test('pictures push out none of the pages that were made before them', async () => {
  await warmed(products(5));
  for (const key of [...products(5), '/', '/products', '/categories']) {
    expect(cache.store.peek(key), key).toBeDefined();
  }
  expect(cache.store.peek(picture(0))).toBeDefined();
  expect(gone).toEqual([]);
});

test('pages end where there is room for no more of them, the popular ones kept', async () => {
  await warmed(products(100));
  expect(cache.store.peek('/products/p0')).toBeDefined();
  expect(made).not.toContain('/');
  expect(made).toContain(picture(0));
  expect(gone).toEqual([]);
});

test('after a restart what is kept is made anew, however full the memory is', async () => {
  await keep(products(40));
  restart();
  await warmed([]);
  expect(made[0]).toMatch(/^\/products\/p\d+$/);
  expect(made.filter((address) => address.startsWith('/products/')).length).toBeGreaterThan(10);
  const again = new Set(made);
  expect(gone.filter((key) => again.has(key))).toEqual([]);
});

test('pictures that another build left make room for this one’s pages', async () => {
  await keep(Array.from({ length: 100 }, (_, n) => picture(1_000 + n)));
  restart();
  await warmed(products(5));
  for (const key of [...products(5), '/']) expect(cache.store.peek(key), key).toBeDefined();
  expect(gone.every((key) => key.startsWith('/images/'))).toBe(true);
});

test('where nobody knows the shop’s address, pages are made at those that customers asked at', async () => {
  open(undefined);
  const { signal } = new AbortController();
  const log = { info: () => undefined };
  const popular = ['https://shop.example/products/p1', '/products/p2'];
  await warm({ cache, origin: undefined, popular, isReady: () => true, signal, log });
  expect(made.filter((address) => !address.startsWith('/images/'))).toEqual(['/products/p1']);
  expect(cache.store.peek('https://shop.example/products/p1')).toBeDefined();
});
