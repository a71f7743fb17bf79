import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Watch } from '~/db/watch.server';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an episode of faults is one line when it begins, and one with their number when it has ended', () => {
  const lines: object[] = [];
  const write = (facts: object) => void lines.push(facts);
  const watch = new Watch({ info: write, warn: write, error: write });
  const fault = { class: 'never-sent', code: 'crowded' } as const;

  for (let n = 0; n < 300; n += 1) {
    watch.fault(fault, 'Too many.');
    watch.success();
    vi.advanceTimersByTime(10);
  }
  expect(lines).toEqual([{ event: 'database.fault', ...fault, cause: 'Too many.' }]);
  vi.advanceTimersByTime(5000);
  for (let n = 0; n < 3; n += 1) watch.success();
  expect(lines.slice(1)).toMatchObject([
    { event: 'database.recovered', faults: 300, seconds: 2.99, counters: { shed: 0 } },
  ]);

  watch.fault(fault, 'Too many.');
  expect(lines).toHaveLength(3);
});

test('an episode is kept, with what people noticed of it, and the last ones alone', () => {
  vi.setSystemTime(1000);
  const watch = new Watch({ info: () => {}, warn: () => {}, error: () => {} });
  watch.counters.unavailable = 7;
  watch.fault({ class: 'unknown', code: 'ECONNRESET' }, 'reset');
  watch.counters.unavailable += 2;
  vi.advanceTimersByTime(300);
  watch.fault({ class: 'never-sent', code: 'ECONNREFUSED' }, 'refused');
  const episode = { class: 'unknown', code: 'ECONNRESET', began: 1000, faults: 2 };
  expect(watch.episodes).toEqual([{ ...episode, ended: null, failed: 2 }]);
  watch.counters.unavailable += 1;
  vi.advanceTimersByTime(5000);
  watch.success();
  expect(watch.episodes).toEqual([{ ...episode, ended: 1300, failed: 3 }]);

  for (let n = 0; n < 300; n += 1) {
    watch.fault({ class: 'unknown', code: String(n) }, 'again');
    vi.advanceTimersByTime(5000);
    watch.success();
  }
  expect(watch.episodesBegun).toBe(301);
  expect(watch.episodes).toHaveLength(200);
  expect(watch.episodes.at(-1)).toMatchObject({ code: '299', failed: 0 });
});
