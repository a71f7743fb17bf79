import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Begin, DeadlineError, fullJitter, retry, type RetryPolicy } from '~/db/retry.server';
import { random } from '../../e2e/faults/random';

/** ms by which a deadline may be late. */
const tick = 20;
const backoff = { base: 100, cap: 1000 };
const policy: RetryPolicy = { retries: 3, deadline: 10_000, backoff, mayRetry: () => true };

/** An operation that fails so many times before it succeeds, and the times at which it was tried. */
function failing(times: number) {
  const begun = performance.now();
  const tries: number[] = [];
  const attempt: Begin<string> = (_remaining, succeeded, failed) => {
    tries.push(performance.now() - begun);
    const failure = new Error(`failure ${tries.length}`);
    queueMicrotask(() => (tries.length <= times ? failed(failure) : succeeded('done')));
    return () => undefined;
  };
  return { attempt, tries };
}

/** Runs all timers until the promise is settled. */
async function settled<Value>(promise: Promise<Value>): Promise<PromiseSettledResult<Value>> {
  const [[result]] = await Promise.all([Promise.allSettled([promise]), vi.runAllTimersAsync()]);
  return result;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  await vi.runAllTimersAsync();
  vi.useRealTimers();
});

describe('fullJitter', () => {
  test.each([
    [0, 100],
    [1, 200],
    [2, 400],
    [3, 800],
    [4, 1000],
    [60, 1000],
  ])('after failure %i lies anywhere up to %i ms', (n, bound) => {
    expect(fullJitter(backoff, n, () => 0)).toBe(0);
    expect(fullJitter(backoff, n, () => 0.5)).toBe(bound / 2);
    expect(fullJitter(backoff, n, () => 1 - Number.EPSILON)).toBeCloseTo(bound);
  });
});

describe('retry', () => {
  test('does not repeat what succeeds', async () => {
    const { attempt, tries } = failing(0);
    expect(await retry(attempt, policy)).toBe('done');
    expect(tries).toEqual([0]);
  });

  test('pauses by full jitter between tries', async () => {
    const { attempt, tries } = failing(3);
    expect(await settled(retry(attempt, { ...policy, random: () => 0.5 }))).toMatchObject({
      value: 'done',
    });
    expect(tries).toEqual([0, 50, 150, 350]);
  });

  test('throws the last failure when the tries are used up', async () => {
    const { attempt, tries } = failing(Infinity);
    expect(await settled(retry(attempt, policy))).toMatchObject({
      reason: { message: 'failure 4' },
    });
    expect(tries).toHaveLength(4);
  });

  test('asks before each repetition', async () => {
    const { attempt, tries } = failing(Infinity);
    const mayRetry = vi.fn((_error: unknown, n: number) => n < 1);
    await settled(retry(attempt, { ...policy, mayRetry }));
    expect(tries).toHaveLength(2);
    expect(mayRetry.mock.calls.map(([error, n]) => [(error as Error).message, n])).toEqual([
      ['failure 1', 0],
      ['failure 2', 1],
    ]);
  });

  test('gives up a try at the deadline, and tells it', async () => {
    const giveUp = vi.fn();
    const begun = performance.now();
    const result = await settled(retry(() => giveUp, { ...policy, deadline: 700 }));
    expect(result).toMatchObject({ reason: expect.any(DeadlineError) as unknown });
    expect(performance.now() - begun).toBeLessThanOrEqual(700 + tick);
    expect(giveUp).toHaveBeenCalledOnce();
  });

  test('ends with the signal, in a try or in a pause', async () => {
    for (const after of [0, 60]) {
      const controller = new AbortController();
      const { attempt } = failing(Infinity);
      setTimeout(() => controller.abort(new Error('left')), after);
      const result = settled(
        retry(attempt, { ...policy, random: () => 0.99, signal: controller.signal }),
      );
      expect(await result).toMatchObject({ reason: { message: 'left' } });
    }
  });

  test('does not begin for a signal that has aborted', async () => {
    const { attempt, tries } = failing(0);
    const signal = AbortSignal.abort(new Error('left'));
    expect(await settled(retry(attempt, { ...policy, signal }))).toMatchObject({
      reason: { message: 'left' },
    });
    expect(tries).toEqual([]);
  });

  test('holds its limits for any seed', async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const chance = random(seed);
      const retries = Math.floor(chance() * 6);
      const deadline = Math.floor(chance() * 3000);
      const failures = Math.floor(chance() * 8);
      const begun = performance.now();
      const { attempt, tries } = failing(failures);
      const result = await settled(
        retry(attempt, { ...policy, retries, deadline, random: chance }),
      );
      const took = performance.now() - begun;

      expect(tries.length, `seed ${seed}: tries`).toBeLessThanOrEqual(retries + 1);
      expect(took, `seed ${seed}: time`).toBeLessThanOrEqual(deadline + tick);
      tries.forEach((at, n) => {
        const pause = at - (tries[n - 1] ?? 0);
        const bound = n === 0 ? 0 : Math.min(backoff.cap, backoff.base * 2 ** (n - 1));
        expect(pause, `seed ${seed}: pause ${n}`).toBeLessThanOrEqual(bound + 1);
      });
      if (result.status === 'fulfilled') expect(failures).toBeLessThan(tries.length);
    }
  });
});
