/** ms; `cap` bounds a single pause. */
export type Backoff = { base: number; cap: number };

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
 * Runs `attempt` until it succeeds, may not be repeated, or time is up.
 * @param attempt is given a signal that aborts when nobody waits for this try any more, and the ms left.
 * @throws DeadlineError at the deadline; the signal's reason when it aborts; else what the last try threw.
 */
export async function retry<Result>(
  attempt: (signal: AbortSignal, remaining: number, n: number) => Promise<Result>,
  policy: RetryPolicy,
): Promise<Result> {
  const end = performance.now() + policy.deadline;
  let last: unknown;
  for (let n = 0; ; n += 1) {
    const remaining = end - performance.now();
    try {
      return await bounded((signal) => attempt(signal, remaining, n), remaining, policy.signal);
    } catch (error) {
      if (error instanceof DeadlineError) throw new DeadlineError(error.message, { cause: last });
      policy.signal?.throwIfAborted();
      if (n >= policy.retries || !policy.mayRetry(error, n)) throw error;
      last = error;
      const pause = fullJitter(policy.backoff, n, policy.random);
      // Another try would not have begun in time: the failure says more than the deadline.
      if (performance.now() + pause >= end) throw error;
      policy.onRetry?.(error, n);
      await bounded((signal) => sleep(pause, signal), end - performance.now(), policy.signal);
    }
  }
}

/** Runs something until it ends, `ms` are over, or the outer signal aborts; in the last two, tells it so. */
async function bounded<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  ms: number,
  outer: AbortSignal | undefined,
): Promise<Result> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  return new Promise<Result>((resolve, reject) => {
    const giveUp = (reason: Error) => {
      reject(reason);
      controller.abort(reason);
    };
    const timer = setTimeout(
      () => giveUp(new DeadlineError('The time for this operation ran out.')),
      Math.max(0, ms),
    );
    const onAbort = () => giveUp(outer?.reason as Error);
    outer?.addEventListener('abort', onAbort, { once: true });
    run(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        outer?.removeEventListener('abort', onAbort);
      });
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
