import pg from 'pg';
import { crowded } from '~/db/admission.server';
import { type Attempt, currentAttempt, cut, wasCut } from '~/db/attempt.server';
import { clearDeadline, setDeadline } from '~/db/deadline.server';
import { classify, classifyConnect, ConnectError, endsConnections } from '~/db/errors.server';
import { type BreakerState, Reachability } from '~/db/reachability.server';
import { holdQueries } from '~/db/queries.server';
import { fullJitter } from '~/db/retry.server';
import { clientWith, prepareSession } from '~/db/session.server';
import { type DatabaseSettings, toPoolConfig } from '~/db/settings.server';
import { waitingRequest } from '~/request.server';
import { Tally } from '~/telemetry/tally.server';

type Done = (release?: Error | boolean) => void;
type Callback = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void;

/** What the pool tells whoever counts: in reasons, a SQLSTATE or a word or two. */
export type PoolEvents = {
  /** An operation found no connection ready. */
  waited: () => void;
  evicted: (reason: string) => void;
  flushed: (reason: string) => void;
  refused: (failure: ConnectError) => void;
};

/** Operations of no request that may wait, for each connection allowed. Requests are counted before they ask. */
const waitersPerConnection = 20;

const redial = { base: 50, cap: 400 };

/**
 * node-postgres' pool, with what it lacks:
 * - a failure to connect is a ConnectError, which proves that nothing was sent;
 * - while the database is away, an operation waits for its coming, up to `pool_timeout`; when it has
 *   been away for long, it fails at once and a single one at a time looks again;
 * - a connection is given back to others only when PostgreSQL says it is idle, outside of any
 *   transaction, and nothing is unanswered: else it is cut. (Without that, a write can be
 *   acknowledged inside somebody else's transaction and vanish with it.)
 * - when one connection is lost, those made before are not used again: they died together.
 * - a connection that does not answer in time is cut.
 */
export class DoorPool extends pg.Pool {
  readonly #settings: DatabaseSettings;
  readonly #events: PoolEvents;
  readonly #config: pg.ClientConfig;
  readonly #Client: typeof pg.Client;
  /** How long statements took that were answered. */
  readonly statements = new Tally();
  readonly #reachability = new Reachability(() => this.#probe());
  #generation = 0;
  #waiting = 0;
  readonly #generations = new WeakMap<pg.PoolClient, number>();

  constructor(settings: DatabaseSettings, events: PoolEvents) {
    const config = toPoolConfig(settings);
    const Client = clientWith(settings);
    const ours = { ...config, Client, onConnect: prepareSession(settings) };
    super(ours);
    this.#settings = settings;
    this.#config = config;
    this.#Client = Client;
    this.#events = events;
    this.on('connect', (client: pg.PoolClient) => this.#watch(client));
    this.on('release', () => this.#reachability.wake());
    // Without a listener, the loss of an idle connection would end the process.
    this.on('error', () => undefined);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Callback): void;
  override connect(callback?: Callback): Promise<pg.PoolClient> | void {
    const attempt = currentAttempt();
    if (!callback) return this.#acquire(attempt);
    const slowly = () => {
      this.#acquire(attempt).then(
        (client) => callback(undefined, client, (error) => client.release(error)),
        (error: unknown) => callback(error as Error, undefined, () => undefined),
      );
    };
    if (this.idleCount <= this.waitingCount) return slowly();
    // The short way, which most go: a connection lies ready. Promises would cost more than the rest.
    super.connect((_error, client) => {
      if (!client || !this.#mayLend(client, attempt)) return slowly();
      callback(undefined, client, this.#lend(client, attempt));
    });
  }

  /** Connections in use, idle, and operations waiting for one. */
  get numbers() {
    const { totalCount, idleCount } = this;
    return {
      size: totalCount,
      idle: idleCount,
      waiting: this.#waiting,
      limit: this.#settings.connectionLimit,
    };
  }

  get breaker(): BreakerState {
    return this.#reachability.state;
  }

  /** Told by whoever reached the database by another way: nobody needs to wait any longer. */
  reached(): void {
    this.#reachability.succeeded();
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    this.#reachability.stop();
    return callback ? super.end(callback) : super.end();
  }

  /** No connection made until now is handed out again. */
  flush(reason: string): void {
    this.#generation += 1;
    this.#events.flushed(reason);
  }

  async #acquire(attempt: Attempt | undefined): Promise<pg.PoolClient> {
    const until = performance.now() + this.#settings.poolTimeout;
    const most = waitersPerConnection * this.#settings.connectionLimit;
    if (this.#waiting >= most && !waitingRequest()) throw crowded();
    if (this.idleCount === 0) this.#events.waited();
    this.#waiting += 1;
    try {
      return await this.#waitForOne(attempt, until);
    } finally {
      this.#waiting -= 1;
    }
  }

  async #waitForOne(attempt: Attempt | undefined, until: number): Promise<pg.PoolClient> {
    let known: ConnectError | undefined;
    for (let failures = 0; ; failures += 1) {
      if (attempt?.over) throw abandoned();
      while (this.idleCount === 0 && this.#reachability.state !== 'closed') {
        await this.#reachability.wait(until);
      }
      try {
        const client = await this.#take(until);
        if (this.#mayLend(client, attempt)) {
          this.#lend(client, attempt);
          return client;
        }
      } catch (error) {
        const failure = this.#explain(error);
        const pause = fullJitter(redial, failures);
        // Why no connection came says more than that none came in time.
        if (failure.fault.code !== 'pool timeout') known = failure;
        if (failure.fault.class === 'permanent' || performance.now() + pause > until) {
          throw known ?? failure;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  /** A connection of node-postgres' pool, unless none is to be had in time; one that comes too late goes back. */
  #take(until: number): Promise<pg.PoolClient> {
    return new Promise((resolve, reject) => {
      let late = false;
      const deadline = {
        at: until,
        expire: () => {
          late = true;
          reject(new Error('timeout exceeded when trying to connect'));
        },
      };
      setDeadline(deadline);
      super.connect((error, client) => {
        clearDeadline(deadline);
        if (late) client?.release();
        else if (client) resolve(client);
        else reject(error ?? new Error('No connection.'));
      });
    });
  }

  /** Whether a connection that is to be had may go to this try; if not, it is given back or thrown away. */
  #mayLend(client: pg.PoolClient, attempt: Attempt | undefined): boolean {
    const fresh = this.#generations.get(client) === this.#generation;
    if (fresh && !attempt?.over) return true;
    client.release(!fresh);
    if (!fresh) {
      cut(client);
      this.#events.evicted('flushed');
    }
    return false;
  }

  #explain(error: unknown): ConnectError {
    if (error instanceof ConnectError) return error;
    const fault = classifyConnect(error);
    const failure = new ConnectError(
      `No connection to the database: ${error instanceof Error ? error.message || fault.code : fault.code}`,
      fault,
      error,
    );
    // A full pool says nothing of the database, and one that turns us away, or is full, is there.
    const there = fault.class === 'permanent' || ['pool timeout', '53300'].includes(fault.code);
    if (!there) this.#reachability.failed(failure);
    this.#events.refused(failure);
    return failure;
  }

  async #probe(): Promise<void> {
    const client = new this.#Client(this.#config);
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      throw this.#explain(error);
    } finally {
      cut(client);
    }
  }

  /**
   * Hands a connection out, and looks at it when it comes back.
   * @returns what gives it back.
   */
  #lend(client: pg.PoolClient, attempt: Attempt | undefined): Done {
    const giveBack = client.release.bind(client);
    attempt?.holds(client);
    return (client.release = (error) => {
      attempt?.letsGo(client);
      const dirt = dirtOf(client);
      const outdated = this.#generations.get(client) !== this.#generation;
      giveBack(error ?? (dirt !== undefined || outdated));
      if (dirt === undefined && !outdated) return;
      const answered = error instanceof pg.DatabaseError;
      if (dirt === 'unanswered' && !answered && !wasCut(client)) this.flush('unanswered');
      cut(client);
      this.#events.evicted(answered ? classify(error).code : (dirt ?? 'flushed'));
    });
  }

  #watch(client: pg.PoolClient): void {
    this.#generations.set(client, this.#generation);
    this.#reachability.succeeded();
    const lost = (reason: string) => {
      if (this.#generations.get(client) !== this.#generation || wasCut(client)) return;
      this.flush(reason);
    };
    client.on('error', (error) => lost(classify(error).code));
    // Before the client's own listener: by its callback the connection is given back.
    client.connection.prependListener('errorMessage', ({ code }: { code?: string }) => {
      if (endsConnections(code)) lost(code ?? '');
    });
    const silent = () => {
      lost('query timeout');
      cut(client, new Error('Query read timeout'));
    };
    holdQueries(client, this.#settings.queryTimeout, silent, (ms) => this.statements.add(ms));
  }
}

function abandoned(): ConnectError {
  return new ConnectError('Nobody waits for this operation any more.', {
    class: 'never-sent',
    code: 'abandoned',
  });
}

/** Why a connection may not be given to anybody else; undefined when it may. */
function dirtOf(client: pg.PoolClient): 'unanswered' | 'in a transaction' | undefined {
  const { hasExecuted, readyForQuery } = client as {
    hasExecuted?: boolean;
    readyForQuery?: boolean;
  };
  if (!hasExecuted) return undefined;
  if (!readyForQuery) return 'unanswered';
  return client.getTransactionStatus() === 'I' ? undefined : 'in a transaction';
}
