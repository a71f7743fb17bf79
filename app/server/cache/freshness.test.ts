import { expect, test } from 'vitest';
import { freshnessOf } from '~/server/cache/freshness';
import {
  OWN_CONTROL,
  ownCacheControl,
  shared,
  sharedCacheControl,
  sharedUntil,
} from '~/shared-page.server';

const answer = (headers: Record<string, string>, status = 200) =>
  freshnessOf(new Response(null, { status, headers }));

test('a page is kept for longer by the cache that hears of its changes than by others', () => {
  expect(answer(shared('products').headers)).toEqual({
    fresh: 600_000,
    whileRevalidating: 60_000,
    ifError: 2_592_000_000,
    longer: 540_000,
  });
});

test('others’ times are kept to where there are no own ones', () => {
  expect(answer(sharedUntil(1000, 'products').headers)).toEqual({
    fresh: 60_000,
    whileRevalidating: 60_000,
    ifError: 940_000,
    longer: 0,
  });
  expect(answer({ 'Cache-Control': 'public, max-age=300', Vary: 'Accept-Encoding' })?.fresh).toBe(
    300_000,
  );
  expect(answer({ 'Cache-Control': 'no-store', [OWN_CONTROL]: 'max-age=60' })).toBeNull();
  expect(answer({ 'Cache-Control': 's-maxage=60', [OWN_CONTROL]: 'no-store' })).toBeNull();
});

test.each([
  [Infinity, 'max-age=600, stale-while-revalidate=60,'],
  [630.5, 'max-age=600, stale-while-revalidate=31,'],
  [90.5, 'max-age=91, stale-while-revalidate=0,'],
  [-0.5, 'max-age=1, stale-while-revalidate=0,'],
])('%d s before a product is to be seen, pages are kept here for %s', (left, control) => {
  expect(ownCacheControl(left)).toContain(control);
});

test.each<[string, Record<string, string>, number?]>([
  ['nothing is said', {}],
  ['it says no-store', { 'Cache-Control': 'no-store, s-maxage=60' }],
  ['it is private', { 'Cache-Control': 'private, max-age=60' }],
  ['it is not fresh for a moment', { 'Cache-Control': 'public, max-age=0' }],
  ['it must be asked for each time', { 'Cache-Control': 'no-cache, s-maxage=60' }],
  ['it sets a cookie', { 'Cache-Control': 'public, s-maxage=60', 'Set-Cookie': 'a=1' }],
  ['it varies by cookies', { 'Cache-Control': 'public, s-maxage=60', Vary: 'Cookie' }],
  ['it varies by all', { 'Cache-Control': 'public, s-maxage=60', Vary: '*' }],
  ['it is not found', { 'Cache-Control': 'public, s-maxage=60' }, 404],
  ['it leads elsewhere', { 'Cache-Control': 'public, s-maxage=60' }, 302],
  ['it is an error', { 'Cache-Control': 'public, s-maxage=60' }, 503],
])('nothing is kept where %s', (_, headers, status) => {
  expect(answer(headers, status)).toBeNull();
});

test.each([
  [Infinity, 's-maxage=60, stale-while-revalidate=60,'],
  [90.5, 's-maxage=60, stale-while-revalidate=31,'],
  [12.2, 's-maxage=13, stale-while-revalidate=0,'],
  [0.01, 's-maxage=1, stale-while-revalidate=0,'],
  [-0.5, 's-maxage=1, stale-while-revalidate=0,'],
])('%d s before a product is to be seen, pages are shared for %s', (left, control) => {
  expect(sharedCacheControl(left)).toContain(control);
});

test.each([
  [Infinity, 's-maxage=60, stale-while-revalidate=60, stale-if-error=2592000'],
  [1000.9, 's-maxage=60, stale-while-revalidate=60, stale-if-error=940'],
  [90.5, 's-maxage=60, stale-while-revalidate=30, stale-if-error=30'],
  [12.2, 's-maxage=12, stale-while-revalidate=0, stale-if-error=0'],
  [0.99, 'no-store'],
  [-1, 'no-store'],
])('a page that ends in %d s is no good after that, whatever fails: %s', (ends, control) => {
  expect(sharedCacheControl(Infinity, ends)).toContain(control);
});
