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
