import type { Fault, FaultClass } from '~/db/errors.server';

export type Log = {
  info: (facts: object, message: string) => void;
  warn: (facts: object, message: string) => void;
  error: (facts: object, message: string) => void;
};

/** ms without a fault after which an episode is over. */
const quiet = 5000;

/** Counts what happens at the door, and says of each episode of faults how it began and how it ended. */
export class Watch {
  readonly counters = {
    attempts: 0,
    retries: { 'never-sent': 0, unknown: 0, transaction: 0, permanent: 0 } satisfies Record<
      FaultClass,
      number
    >,
    /** Retries not made because the process had used up its budget of them. */
    retriesRefused: 0,
    /** Operations that found no connection ready. */
    waits: 0,
    /** Connections not given back to the pool because of their state. */
    evictions: 0,
    flushes: 0,
    /** Requests turned away because too many asked at once. */
    shed: 0,
    /** Writes whose answer was lost and whose key then told that they had been done, and repetitions. */
    resolvedByKey: 0,
    /** Operations given up: answered with 503. */
    unavailable: 0,
  };

  lastFault: (Fault & { at: string }) | undefined;
  readonly #log: Log;
  #episode: { since: number; last: number; faults: number } | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  fault(fault: Fault, cause: string): void {
    const now = performance.now();
    this.lastFault = { ...fault, at: new Date().toISOString() };
    if (this.#episode) {
      this.#episode.faults += 1;
      this.#episode.last = now;
      return;
    }
    this.#episode = { since: now, last: now, faults: 1 };
    const level = fault.class === 'permanent' ? 'error' : 'warn';
    this.#log[level]({ event: 'database.fault', ...fault, cause }, 'The database fails.');
  }

  /** Something succeeded. */
  success(): void {
    const episode = this.#episode;
    if (!episode || performance.now() - episode.last < quiet) return;
    this.#episode = undefined;
    this.#log.info(
      {
        event: 'database.recovered',
        faults: episode.faults,
        seconds: Math.round(episode.last - episode.since) / 1000,
        counters: this.counters,
      },
      'The database is well again.',
    );
  }

  /** Whether there was a fault in the last seconds. */
  get troubled(): boolean {
    return this.#episode !== undefined && performance.now() - this.#episode.last < quiet;
  }
}
