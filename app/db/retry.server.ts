import { clearDeadline, setDeadline } from '~/db/deadline.server';

/** ms; `cap` bounds a single pause. */
export type Backoff = { base: number; cap: number };

/**
 * Begins a try, which has so many ms left, and tells its end to one of the two.
 * @returns gives it up: called when nobody waits for it, or what is left of it, any more.
 */
export type Begin<Result> = (
  remaining: number,
  succeeded: (result: Result) => void,
  failed: (error: unknown) => void,
) => () => void;

export type RetryPolicy = {
  /** Tries after the first. */
  retries: number;
  /** ms from now; nothing is waited for after it, and a try under way is given up. */
  deadline: number;
  backoff: Backoff;
  /** Whether this failure of the n-th try (from 0) allows another. */
  mayRetry: (error: unknown, n: number) => boolean;
  onRetry?: (error: unknown, n: number) => void;
  /** What the caller is told of the failure that ended it all. */
  explain?: (error: unknown) => unknown;
  signal?: AbortSignal;
  /** From 0 to below 1. */
  random?: () => number;
};

/** The time for all tries together ran out. `cause` is the last failure, if there was one. */
export class DeadlineError extends Error {
  override name = 'DeadlineError';
}

/**
 * Full jitter: any pause up to a bound that doubles with each failure, so that those who failed
 * together don't come back together.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter({ base, cap }: Backoff, n: number, random = Math.random): number {
  return random() * Math.min(cap, base * 2 ** n);
}

/**
 * Tries until one try succeeds, may not be repeated, or time is up.
 * Written with callbacks: on Node 20 each promise more costs a query about half a percent.
 * @throws DeadlineError at the deadline; the signal's reason when it aborts; else what the last try
 *   failed with; all but the signal's as `explain` puts it.
 */
export function retry<Result>(begin: Begin<Result>, policy: RetryPolicy): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const { signal } = policy;
    const end = performance.now() + policy.deadline;
    let giveUp: (() => void) | undefined;
    let pause: NodeJS.Timeout | undefined;
    let last: unknown;
    let over = false;
    let n = 0;

    const settle = () => {
      over = true;
      clearDeadline(deadline);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (reason: Error) => {
      settle();
      clearTimeout(pause);
      giveUp?.();
      reject(reason);
    };
    const fail = (error: unknown) =>
      stop((policy.explain ? policy.explain(error) : error) as Error);
    const onAbort = () => stop(signal?.reason as Error);
    const onDeadline = () =>
      fail(new DeadlineError('The time for this operation ran out.', { cause: last }));

    const succeeded = (result: Result) => {
      if (over) return;
      settle();
      resolve(result);
    };
    const failed = (error: unknown) => {
      if (over) return;
      giveUp?.();
      giveUp = undefined;
      if (n >= policy.retries || !policy.mayRetry(error, n)) return fail(error);
      const ms = fullJitter(policy.backoff, n, policy.random);
      // Another try would not have begun in time: the failure says more than the deadline.
      if (performance.now() + ms >= end) return fail(error);
      policy.onRetry?.(error, n);
      last = error;
      n += 1;
      pause = setTimeout(tryOnce, ms);
    };
    const tryOnce = () => {
      giveUp = begin(end - performance.now(), succeeded, failed);
    };

    const deadline = setDeadline(end, onDeadline);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    else if (policy.deadline <= 0) onDeadline();
    else tryOnce();
  });
}
