import { clearDeadline, type Deadline, setDeadline } from '~/db/deadline.server';

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
  /** What the caller is told of the failure that ended it all; a promise keeps the caller waiting until it is known. */
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
 * Written with callbacks, and one object for all: on Node 20 each promise more costs a query about half a percent.
 * @throws DeadlineError at the deadline; the signal's reason when it aborts; else what the last try
 *   failed with; all but the signal's as `explain` puts it.
 */
export function retry<Result>(begin: Begin<Result>, policy: RetryPolicy): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    new Tries(begin, policy, resolve, reject).start();
  });
}

class Tries<Result> implements Deadline {
  /** When it is over, whatever happens. */
  readonly at: number;
  readonly #begin: Begin<Result>;
  readonly #policy: RetryPolicy;
  readonly #resolve: (result: Result) => void;
  readonly #reject: (error: Error) => void;
  #giveUp: (() => void) | undefined;
  #pause: NodeJS.Timeout | undefined;
  #onAbort: (() => void) | undefined;
  #last: unknown;
  #over = false;
  #failures = 0;

  constructor(
    begin: Begin<Result>,
    policy: RetryPolicy,
    resolve: (result: Result) => void,
    reject: (error: Error) => void,
  ) {
    this.#begin = begin;
    this.#policy = policy;
    this.#resolve = resolve;
    this.#reject = reject;
    this.at = performance.now() + policy.deadline;
  }

  start(): void {
    const { signal, deadline } = this.#policy;
    setDeadline(this);
    if (signal) {
      this.#onAbort = () => this.#stop(signal.reason as Error);
      signal.addEventListener('abort', this.#onAbort, { once: true });
    }
    if (signal?.aborted) this.#onAbort?.();
    else if (deadline <= 0) this.expire();
    else this.#tryOnce(deadline);
  }

  expire(): void {
    this.#fail(new DeadlineError('The time for this operation ran out.', { cause: this.#last }));
  }

  #tryOnce(remaining: number): void {
    this.#giveUp = this.#begin(
      remaining,
      (result) => this.#succeeded(result),
      (error) => this.#failed(error),
    );
  }

  #succeeded(result: Result): void {
    if (this.#over) return;
    this.#settle();
    this.#resolve(result);
  }

  #failed(error: unknown): void {
    if (this.#over) return;
    const { retries, mayRetry, backoff, random, onRetry } = this.#policy;
    this.#giveUp?.();
    this.#giveUp = undefined;
    const n = this.#failures;
    if (n >= retries || !mayRetry(error, n)) return this.#fail(error);
    const ms = fullJitter(backoff, n, random);
    // Another try would not have begun in time: the failure says more than the deadline.
    if (performance.now() + ms >= this.at) return this.#fail(error);
    onRetry?.(error, n);
    this.#last = error;
    this.#failures += 1;
    this.#pause = setTimeout(() => this.#tryOnce(this.at - performance.now()), ms);
  }

  #fail(error: unknown): void {
    const { explain } = this.#policy;
    const told = explain ? explain(error) : error;
    if (!(told instanceof Promise)) return this.#stop(told as Error);
    this.#end();
    told.then(this.#reject, this.#reject);
  }

  #stop(reason: Error): void {
    this.#end();
    this.#reject(reason);
  }

  #end(): void {
    this.#settle();
    clearTimeout(this.#pause);
    this.#giveUp?.();
  }

  #settle(): void {
    this.#over = true;
    clearDeadline(this);
    if (this.#onAbort) this.#policy.signal?.removeEventListener('abort', this.#onAbort);
  }
}
