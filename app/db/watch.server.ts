import type { Fault, FaultClass } from '~/db/errors.server';

export type Log = {
  info: (facts: object, message: string) => void;
  warn: (facts: object, message: string) => void;
  error: (facts: object, message: string) => void;
};

/** A time in which the database failed. Times are ms since 1970. */
export type Episode = Fault & {
  began: number;
  /** Of its last fault; null while it lasts. */
  ended: number | null;
  faults: number;
  /** Operations given up, and requests turned away: what people noticed. */
  failed: number;
};

/** `since` and `last` are `performance.now()`, which no clock that is set can move. */
type Running = { since: number; last: number; of: Episode; failedBefore: number };

/** Episodes that are kept: of a bad day, the last ones. */
const mostEpisodes = 200;

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
  /** The last ones, the newest at the end. */
  readonly episodes: Episode[] = [];
  episodesBegun = 0;
  readonly #log: Log;
  #episode: Running | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  fault(fault: Fault, cause: string): void {
    const now = performance.now();
    this.lastFault = { ...fault, at: new Date().toISOString() };
    if (this.#episode) {
      this.#episode.of.faults += 1;
      this.#episode.last = now;
      this.#countFailed(this.#episode);
      return;
    }
    const { class: kind, code } = fault;
    const of: Episode = { class: kind, code, began: Date.now(), ended: null, faults: 1, failed: 0 };
    this.#episode = { since: now, last: now, of, failedBefore: this.counters.unavailable };
    this.episodes.push(of);
    this.episodesBegun += 1;
    if (this.episodes.length > mostEpisodes) this.episodes.shift();
    const level = fault.class === 'permanent' ? 'error' : 'warn';
    this.#log[level]({ event: 'database.fault', ...fault, cause }, 'The database fails.');
  }

  /** Something succeeded. */
  success(): void {
    const episode = this.#episode;
    if (!episode || performance.now() - episode.last < quiet) return;
    this.#episode = undefined;
    const lasted = Math.round(episode.last - episode.since);
    episode.of.ended = episode.of.began + lasted;
    this.#countFailed(episode);
    this.#log.info(
      {
        event: 'database.recovered',
        faults: episode.of.faults,
        seconds: lasted / 1000,
        counters: this.counters,
      },
      'The database is well again.',
    );
  }

  #countFailed({ of, failedBefore }: Running): void {
    of.failed = this.counters.unavailable - failedBefore;
  }

  /** Whether there was a fault in the last seconds. */
  get troubled(): boolean {
    return this.#episode !== undefined && performance.now() - this.#episode.last < quiet;
  }
}
