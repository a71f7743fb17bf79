import { ConnectError } from '~/db/errors.server';
import { type Backoff, fullJitter } from '~/db/retry.server';

/** ms: a restart is waited for, an outage is not. */
const patience = 3000;
/** Between two looks at a database that is gone: it is found again in less than a second. */
const between: Backoff = { base: 50, cap: 400 };
const looksAtOnce = 4;

/** What the breaker says to those who come: go on, wait with the others, or go away. */
export type BreakerState = 'closed' | 'waiting' | 'open';

/**
 * Knows whether connecting makes sense: a circuit breaker around connecting alone. While the
 * database is gone, nobody but one prober connects: those who come wait for what it finds, and when
 * it has found nothing for long ('open') they are turned away at once.
 */
export class Reachability {
  readonly #probe: () => Promise<void>;
  #failure: ConnectError | undefined;
  #goneSince = 0;
  #waiters = new Set<() => void>();
  #probing: NodeJS.Timeout | undefined;
  #looks = 0;
  #stopped = false;

  /** @param probe connects and ends; rejects with a ConnectError when it can't. */
  constructor(probe: () => Promise<void>) {
    this.#probe = probe;
  }

  get state(): BreakerState {
    if (!this.#failure) return 'closed';
    return performance.now() - this.#goneSince < patience ? 'waiting' : 'open';
  }

  /**
   * Resolves when connecting makes sense, or when something has changed and the caller should look again.
   * @param until `performance.now()` in ms.
   * @throws ConnectError at once when the database has been gone for long, else at `until`.
   */
  async wait(until: number): Promise<void> {
    const failure = this.#failure;
    if (!failure) return;
    if (this.state === 'open') {
      throw new ConnectError(
        'The database has been out of reach for a while.',
        { class: failure.fault.class, code: 'away' },
        failure,
      );
    }
    const late = await new Promise<boolean>((resolve) => {
      const leave = (timedOut: boolean) => {
        clearTimeout(timer);
        this.#waiters.delete(wake);
        resolve(timedOut);
      };
      const wake = () => leave(false);
      const timer = setTimeout(() => leave(true), until - performance.now());
      this.#waiters.add(wake);
    });
    if (late) throw failure;
  }

  /** A connection has come free, or something else happened that those who wait can use. */
  wake(): void {
    if (this.#waiters.size > 0) for (const wake of [...this.#waiters]) wake();
  }

  failed(failure: ConnectError): void {
    if (!this.#failure) {
      this.#goneSince = performance.now();
      this.#probeLater(0);
    }
    this.#failure = failure;
  }

  succeeded(): void {
    if (!this.#failure) return;
    this.#failure = undefined;
    clearTimeout(this.#probing);
    this.wake();
  }

  /** Nobody looks any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#probing);
    this.wake();
  }

  /** Looks again and again, whether or not the last look has ended: in a blackhole it takes its time. */
  #probeLater(failures: number): void {
    if (this.#stopped) return;
    this.#probing = setTimeout(
      () => {
        if (this.#looks < looksAtOnce) void this.#look();
        this.#probeLater(failures + 1);
      },
      fullJitter(between, failures),
    ).unref();
  }

  async #look(): Promise<void> {
    this.#looks += 1;
    try {
      await this.#probe();
      this.succeeded();
    } catch (error) {
      if (!(error instanceof ConnectError)) throw error;
      // It is there, and turns us away: whoever comes next is told why.
      if (error.fault.class === 'permanent') this.succeeded();
    } finally {
      this.#looks -= 1;
    }
  }
}
