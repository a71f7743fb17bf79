import { PrismaPg } from '@prisma/adapter-pg';
import { Admission, crowded } from '~/db/admission.server';
import { Attempt, runInAttempt } from '~/db/attempt.server';
import { RetryBudget } from '~/db/budget.server';
import {
  classify,
  ConnectError,
  type Fault,
  lacksSomething,
  QUERY_CANCELED,
} from '~/db/errors.server';
import { type Prisma, PrismaClient } from '~/db/generated/client';
import { HealthCheck } from '~/db/health.server';
import { nameOfKept } from '~/db/kept-statement.server';
import {
  checkRequest,
  type Json,
  type Once,
  Refused,
  workOnce,
  type WriteRequest,
} from '~/db/once.server';
import { DoorPool } from '~/db/pool.server';
import { prunings } from '~/db/prune.server';
import { DeadlineError, retry } from '~/db/retry.server';
import type { DatabaseSettings } from '~/db/settings.server';
import {
  DatabaseUnavailable,
  OutcomeUnknown,
  SchemaDiffers,
  TookTooLong,
  type WhyUnavailable,
} from '~/db/unavailable.server';
import { type Log, Watch } from '~/db/watch.server';
import { currentRequest, type RequestContext, runOutsideRequest } from '~/request.server';
import { activeSpan } from '~/tracing.server';

/** What an operation is given: the client, without what opens, closes or changes it. */
export type Database = Omit<PrismaClient, `$${'connect' | 'disconnect' | 'on' | 'extends'}`>;
export type Transaction = Prisma.TransactionClient;

export type Limits = {
  /** Tries after the first; when not said, as many as the deadline and the process's budget allow. */
  retries?: number;
  /** ms from now after which nothing is tried or waited for any more; 5 s for reads and 10 s for writes when not said. */
  deadline?: number;
  signal?: AbortSignal;
};

/** `keyed` is a write that finds out by itself whether it was done before. */
type Access = 'read' | 'write' | 'keyed';

const backoff = { base: 50, cap: 1000 };

/** How often a lock that could not be had is tried again: whoever holds it may hold it for long. */
const lockRetries = { read: 1, write: 1, keyed: 3 };

/** ms */
const hour = 3_600_000;

/** Seconds after which a browser, or a machine, may ask again: an outage is looked at several times a second. */
const retryAfter = 2;

/** The way to one database: its pool, Prisma on it, and the one layer that repeats. */
export class Door {
  readonly settings: DatabaseSettings;
  readonly watch: Watch;
  readonly pool: DoorPool;
  readonly budget = new RetryBudget();
  /** Whether what is missing may be missing because the schema is another version's. */
  schemaDiffers: () => Promise<boolean> = () => Promise.resolve(false);
  readonly #prisma: PrismaClient;
  readonly #health: HealthCheck;
  readonly #admission: Admission;
  #pruneAt = 0;

  constructor(settings: DatabaseSettings, log: Log) {
    const watch = new Watch(log);
    this.settings = settings;
    this.watch = watch;
    this.pool = new DoorPool(settings, {
      waited: () => (watch.counters.waits += 1),
      evicted: () => (watch.counters.evictions += 1),
      flushed: (code) => {
        watch.counters.flushes += 1;
        watch.fault({ class: 'unknown', code }, 'A connection is lost; those as old go with it.');
      },
      refused: ({ fault, message }) => watch.fault(fault, message),
    });
    const options = settings.keepsStatements ? { statementNameGenerator: nameOfKept } : {};
    this.#prisma = new PrismaClient({ adapter: new PrismaPg(this.pool, options) });
    this.#health = new HealthCheck(this.pool, settings, watch);
    this.#admission = new Admission(settings.connectionLimit, () => {
      watch.counters.shed += 1;
      const { fault, message } = crowded();
      watch.fault(fault, message);
    });
  }

  run<Result>(
    access: 'read' | 'write',
    operation: (db: Database) => Promise<Result>,
    limits: Limits,
  ): Promise<Result> {
    return this.#run(access, (db) => operation(db), limits);
  }

  transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    limits: Limits,
    access: Access = 'write',
  ): Promise<Result> {
    // Prisma's own limits come after ours: at its own it would leave a connection behind.
    const maxWait = this.settings.poolTimeout + this.settings.queryTimeout + 1000;
    return this.#run(
      access,
      (db, remaining) => db.$transaction(work, { maxWait, timeout: remaining + 100 }),
      limits,
    );
  }

  async once<Result extends Json>(
    request: WriteRequest,
    work: (tx: Transaction) => Promise<Result>,
    limits: Limits,
  ): Promise<Once<Result>> {
    checkRequest(request);
    try {
      const done = await this.transaction((tx) => workOnce(tx, request, work), limits, 'keyed');
      if (done.replayed) this.watch.counters.resolvedByKey += 1;
      else void runOutsideRequest(() => this.#prune());
      return done;
    } catch (error) {
      if (error instanceof Refused) return { result: error.result as Result, replayed: false };
      throw error;
    }
  }

  /** What is known without asking the database. */
  get numbers() {
    const { pool, watch, budget } = this;
    return {
      pool: pool.numbers,
      breaker: pool.breaker,
      statements: pool.statements,
      budget: budget.left,
      counters: watch.counters,
      troubled: watch.troubled,
      episodes: watch.episodes,
      episodesBegun: watch.episodesBegun,
    };
  }

  check() {
    return this.#health.check();
  }

  async close(): Promise<void> {
    if (this.pool.ending) return;
    const patience = new Promise((resolve) => setTimeout(resolve, 1000).unref());
    await Promise.race([this.pool.end(), patience]);
  }

  /** Once an hour, after a write that went well; what fails is tried an hour later. */
  async #prune(): Promise<void> {
    const now = performance.now();
    if (now < this.#pruneAt) return;
    this.#pruneAt = now + hour;
    for (const prune of prunings) {
      try {
        while (await this.run('write', prune, { retries: 0 }));
      } catch {
        // The door has told of it. On an older schema a table may be missing.
      }
    }
  }

  #run<Result>(
    access: Access,
    operation: (db: Database, remaining: number) => Promise<Result>,
    limits: Limits,
  ): Promise<Result> {
    const { watch, budget } = this;
    const request = currentRequest();
    if (request && !this.#admission.admits(request)) {
      const refusal = this.#explain(crowded(), access, undefined) as Error;
      return Promise.reject(refusal);
    }
    let attempt: Attempt | undefined;
    budget.earn();
    return retry<Result>(
      (remaining, succeeded, failed) => {
        const mine = (attempt = new Attempt());
        watch.counters.attempts += 1;
        try {
          // A promise of Prisma's does nothing until it is asked for its result: that must be in here.
          void runInAttempt(mine, () =>
            operation(this.#prisma, remaining).then((result) => {
              watch.success();
              succeeded(result);
            }, failed),
          );
        } catch (error) {
          failed(error);
        }
        return () => mine.end();
      },
      {
        retries: limits.retries ?? Infinity,
        deadline: this.#timeFor(access, limits, request),
        signal: limits.signal,
        backoff,
        explain: (error) => this.#explain(error, access, attempt),
        mayRetry: (error, n) => {
          if (!mayRepeat(access, classify(error), attempt?.lent ?? 0, n)) return false;
          const may = budget.spend();
          if (!may) watch.counters.retriesRefused += 1;
          return may;
        },
        onRetry: (error) => {
          const fault = classify(error);
          watch.counters.retries[fault.class] += 1;
          activeSpan()?.note('retry', { ...fault });
          if (!(error instanceof ConnectError)) watch.fault(fault, messageOf(error));
        },
      },
    );
  }

  /** ms: what the caller grants, or the settings, but never more than is left of the request that asks. */
  #timeFor(access: Access, limits: Limits, request: RequestContext | undefined): number {
    const { readDeadline, writeDeadline } = this.settings;
    const granted = limits.deadline ?? (access === 'read' ? readDeadline : writeDeadline);
    return request ? Math.min(granted, request.deadline - performance.now()) : granted;
  }

  /** What the caller is told when nothing is tried any more. */
  #explain(error: unknown, access: Access, attempt: Attempt | undefined): unknown {
    const late = error instanceof DeadlineError;
    const fault = late ? ({ class: 'unknown', code: 'deadline' } as const) : classify(error);
    const stopped = fault.code === QUERY_CANCELED;
    if (lacksSomething(fault)) return this.#explainMissing(error);
    if (fault.class === 'permanent' && !stopped && !(error instanceof ConnectError)) return error;
    if (!(error instanceof ConnectError)) this.watch.fault(fault, messageOf(error));
    this.watch.counters.unavailable += 1;
    if (stopped) {
      const nothing = access === 'read' ? '' : ' Nothing was saved.';
      return new TookTooLong(
        `The database needed too long for this and gave it up.${nothing} Please try again in a moment.`,
        retryAfter,
        error,
      );
    }
    if (access !== 'read' && attempt && attempt.lent > 0 && fault.class === 'unknown') {
      const message =
        'The database did not answer in time, so it is not known whether this was saved. Sending the same again is safe.';
      return new OutcomeUnknown(message, retryAfter, error);
    }
    const message = 'The database is not available just now. Please try again in a moment.';
    return new DatabaseUnavailable(message, retryAfter, error, whyOf(fault));
  }

  async #explainMissing(error: unknown): Promise<unknown> {
    if (!(await this.schemaDiffers())) return error;
    this.watch.counters.unavailable += 1;
    const message =
      'The database does not have what this version of the shop asks for, until its schema is pushed.';
    return new SchemaDiffers(message, 10, error);
  }
}

/** @param lent how many connections the try was given: one for each statement, or transaction. */
function mayRepeat(access: Access, fault: Fault, lent: number, n: number): boolean {
  switch (fault.class) {
    case 'never-sent':
      // The pool has waited already; or knows that waiting is of no use.
      if (fault.code === 'away' || fault.code === 'crowded') return false;
      return access !== 'write' || lent === 0;
    case 'unknown':
      return access !== 'write';
    case 'transaction':
      if (fault.code === '55P03' && n >= lockRetries[access]) return false;
      return access !== 'write' || lent <= 1;
    case 'permanent':
      return false;
  }
}

/** What a fault says of the database to whoever can't be served. */
function whyOf({ class: kind, code }: Fault): WhyUnavailable {
  if (code === 'crowded') return 'crowded';
  if (code === '25006') return 'read-only';
  return kind === 'permanent' ? 'refused' : 'away';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.trim().split('\n').at(-1) ?? '') : String(error);
}
