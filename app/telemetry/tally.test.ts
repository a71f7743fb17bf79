import { expect, test } from 'vitest';
import { bounds, Tally } from '~/telemetry/tally.server';

function tallyOf(...times: number[]): Tally {
  const tally = new Tally();
  for (const ms of times) tally.add(ms);
  return tally;
}

test('counts each time once, at the bound that holds it', () => {
  const tally = tallyOf(0, 0.5, 0.6, 10_000, 10_001, Infinity);
  expect(tally.count).toBe(6);
  expect(tally.counts[0]).toBe(2);
  expect(tally.counts[1]).toBe(1);
  expect(tally.counts[bounds.length - 1]).toBe(1);
  expect(tally.counts[bounds.length]).toBe(2);
});

test('counts no times that are none', () => {
  expect(tallyOf(-1, NaN)).toEqual(new Tally());
});

test.each([
  [0.5, 5],
  [0.95, 9.5],
  [1, 10],
])('of times spread evenly to 10 ms, a share of %d lies below %d', (share, ms) => {
  const even = Array.from({ length: 1000 }, (_, n) => (n + 0.5) / 100);
  expect(tallyOf(...even).quantile(share)).toBeCloseTo(ms, 1);
});

test('a quantile of nothing is none, and one beyond the last bound is that bound', () => {
  expect(new Tally().quantile(0.5)).toBeNull();
  expect(tallyOf(60_000).quantile(0.5)).toBe(10_000);
});

test('tells what was counted since a copy was made', () => {
  const tally = tallyOf(1, 2, 3);
  const before = new Tally().include(tally);
  tally.add(700);
  expect(tally.since(before)).toEqual(tallyOf(700));
  expect(tally.since(tally).count).toBe(0);
});
