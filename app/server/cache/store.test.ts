import { expect, test } from 'vitest';
import type { Entry } from '~/server/cache/entry';
import { Store } from '~/server/cache/store';

const entry = (size: number): Entry => ({
  headers: [],
  plain: { body: Buffer.alloc(0), etag: '""' },
  encoded: {},
  tags: [],
  freshness: { fresh: 1, whileRevalidating: 0, ifError: 0, longer: 0 },
  madeAt: 0,
  moment: 0,
  route: undefined,
  hits: 0,
  retryAt: 0,
  failedAt: 0,
  size,
});

test('a flood of what is asked for once stays under the bound, and pushes out nothing that was asked for again', () => {
  const store = new Store(100_000);
  for (let i = 0; i < 50; i += 1) store.set(`page ${i}`, entry(1_000));
  for (let i = 30; i < 50; i += 1) expect(store.get(`page ${i}`), `page ${i}`).toBeDefined();
  for (let i = 0; i < 10_000; i += 1) store.set(`junk ${i}`, entry(1_500));
  expect(store.bytes).toBeLessThanOrEqual(100_000);
  expect(store.evictions).toBeGreaterThan(9_000);
  for (let i = 30; i < 50; i += 1) expect(store.peek(`page ${i}`), `page ${i}`).toBeDefined();
});

test('what is larger than its room is not kept, and takes nothing away', () => {
  const store = new Store(10_000);
  store.set('small', entry(1_000), true);
  store.set('large', entry(20_000), true);
  expect(store.peek('large')).toBeUndefined();
  expect(store.peek('small')).toBeDefined();
  expect(store.bytes).toBe(1_000);
});

test('says what is worth keeping elsewhere too, and what is gone', () => {
  const gone: string[] = [];
  const proven: string[] = [];
  const store = new Store(10_000, {
    proven: (key) => proven.push(key),
    gone: (key) => gone.push(key),
  });
  store.set('a', entry(5_000), true);
  store.set('b', entry(5_000), true);
  expect(gone).toEqual(['a']);
  store.delete('b');
  expect(gone).toEqual(['a', 'b']);
  store.set('c', entry(500));
  expect(proven).toEqual(['a', 'b']);
  store.get('c');
  expect(proven).toEqual(['a', 'b', 'c']);
});
