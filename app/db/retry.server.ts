import { clearDeadline, setDeadline } from '~/db/deadline.server';

/** ms; `cap` bounds a single pause. */
export type Backoff = { base: number; cap: number };

/** One try under way. `giveUp` is called when nobody waits for it, or what is left of it, any more. */
export type Try<Result> = { result: Promise<Result>; giveUp: () => void };

export type RetryPolicy = {
  /** Tries after the first. */
  retries: number;
  /** ms from now; nothing is waited for after it, and a try under way is given up. */
  deadline: number;
  backoff: Backoff;
  /** Whether this failure of the n-th try (from 0) allows another. */
  mayRetry: (error: unknown, n: number) => boolean;
  onRetry?: (error: unknown, n: number) => void;
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
 * @param begin starts a try, which has so many ms left.
 * @throws DeadlineError at the deadline; the signal's reason when it aborts; else what the last try threw.
 */
export function retry<Result>(
  begin: (remaining: number) => Try<Result>,
  policy: RetryPolicy,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const { signal } = policy;
    const end = performance.now() + policy.deadline;
    let current: Try<Result> | undefined;
    let pause: NodeJS.Timeout | undefined;
    let last: unknown;
    let n = 0;

    const settle = () => {
      clearDeadline(deadline);
      signal?.removeEventListener('abort', onAbort);
    };
    const stop = (reason: Error) => {
      settle();
      clearTimeout(pause);
      const abandoned = current;
      current = undefined;
      reject(reason);
      abandoned?.giveUp();
    };
    const onAbort = () => stop(signal?.reason as Error);
    const onDeadline = () =>
      stop(new DeadlineError('The time for this operation ran out.', { cause: last }));

    const tryOnce = () => {
      const mine = begin(end - performance.now());
      current = mine;
      mine.result.then(
        (value) => {
          if (current !== mine) return;
          settle();
          resolve(value);
        },
        (error: unknown) => {
          if (current === mine) failed(error as Error);
        },
      );
    };
    const failed = (error: Error) => {
      current?.giveUp();
      current = undefined;
      if (n >= policy.retries || !policy.mayRetry(error, n)) return stop(error);
      const ms = fullJitter(policy.backoff, n, policy.random);
      // Another try would not have begun in time: the failure says more than the deadline.
      if (performance.now() + ms >= end) return stop(error);
      policy.onRetry?.(error, n);
      last = error;
      n += 1;
      pause = setTimeout(tryOnce, ms);
    };

    const deadline = setDeadline(end, onDeadline);
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    else if (policy.deadline <= 0) onDeadline();
    else tryOnce();
  });
}
