import { expect, test } from 'vitest';
import { History, type Reading } from '~/telemetry/history.server';
import { Tally } from '~/telemetry/tally.server';

const minute = 60_000;
const noon = Date.UTC(2026, 0, 1, 12);

/** What a process would have counted, which a test counts up. */
function counting(): Reading {
  return { pages: new Tally(), failed: 0, statements: new Tally(), state: 'well' };
}

test('says of each stretch what happened in it, not what was counted before', () => {
  const seen = counting();
  seen.pages.add(700);
  seen.failed = 3;
  const history = new History(seen);
  seen.pages.add(8);
  seen.pages.add(8);
  history.add(noon, seen);
  seen.pages.add(90);
  seen.failed += 1;
  seen.statements.add(2);
  history.add(noon + minute, seen);

  const [first, second] = history.slots(noon + minute, 1, 60);
  expect(first).toMatchObject({ at: noon, pages: 2, failed: 0, statement: null });
  expect(first?.typical).toBeGreaterThan(7.5);
  expect(first?.typical).toBeLessThanOrEqual(10);
  expect(second).toMatchObject({ at: noon + minute, pages: 1, failed: 1 });
  expect(second?.slow).toBeGreaterThan(75);
  expect(history.slots(noon + minute, 10, 144)).toMatchObject([{ at: noon, pages: 3, failed: 1 }]);
  expect(history.slotSince(noon - 4 * minute)).toMatchObject({ pages: 3, failed: 1 });
});

test('a stretch is as bad as its worst moment, and one in which nobody watched is missing', () => {
  const seen = counting();
  const history = new History(seen);
  for (const [at, state] of [
    [0, 'well'],
    [2000, 'away'],
    [4000, 'well'],
    [3 * minute, 'troubled'],
  ] as const) {
    history.add(noon + at, { ...seen, state });
  }
  expect(
    history.slots(noon + 3 * minute, 1, 60).map(({ at, state }) => [at - noon, state]),
  ).toEqual([
    [0, 'away'],
    [3 * minute, 'troubled'],
  ]);
});

test('keeps a day and no more, however long it watches', () => {
  const seen = counting();
  const history = new History(seen);
  for (let n = 0; n < 3000; n += 1) {
    seen.pages.add(1);
    history.add(noon + n * minute, seen);
  }
  const now = noon + 2999 * minute;
  expect(history.slotSince(0).pages).toBe(24 * 60);
  expect(history.slots(now, 10, 144)).toHaveLength(144);
  expect(history.slots(now, 1, 60).map(({ pages }) => pages)).toEqual(Array(60).fill(1));
});

test('a clock that is set back adds to the last minute', () => {
  const seen = counting();
  const history = new History(seen);
  history.add(noon + minute, seen);
  seen.pages.add(1);
  history.add(noon, seen);
  expect(history.slots(noon + minute, 1, 60)).toMatchObject([{ at: noon + minute, pages: 1 }]);
});
