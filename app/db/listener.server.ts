import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cut } from '~/db/attempt.server';
import { classifyConnect } from '~/db/errors.server';
import { type Backoff, fullJitter } from '~/db/retry.server';
import type { DatabaseSettings } from '~/db/settings.server';
import type { Log } from '~/db/watch.server';

/**
 * connecting: changes may be missed, for a moment; listening: each change is heard; away: no database to listen to;
 * deaf: there is one, but it tells nothing, so that changes are missed.
 */
export type ListenerState = 'connecting' | 'listening' | 'away' | 'deaf';

export type Heard = {
  /** What has changed, as prisma/rules.sql tags it. */
  changed: (tags: string[]) => void;
  /** Changes may have been missed: anything may be another. */
  everythingChanged: () => void;
};

/** Where prisma/rules.sql tells what has changed. */
const channel = 'catalogue';
/** The payload that stands for more than is worth naming. */
const everything = '*';
/** Begins what the listener says to itself. */
const fence = 'fence ';

/** Between two tries to connect. */
const redial: Backoff = { base: 50, cap: 400 };
/** ms between two looks whether the line still carries anything, and for each of them, in two halves. */
const beat = { every: 10_000, patience: 1_000 };
/** ms for a try to connect while the database is away: when it is back, the next try begins soon. */
const shortTry = 700;
/** Of so many tries, one may take as long as connecting may: a slow network is one that is there. */
const patientTry = 4;
const justBegun = 300;
/** ms until one is asked again that is there and says nothing. */
const unheard = 5_000;

/**
 * Hears what changes in the catalogue, whoever changes it, over a connection of its own: LISTEN belongs to a
 * connection, and those of the pool come and go. It heals by itself, and says after each gap that everything may have changed.
 * A silent line is found by what it says to itself and does not hear.
 */
export class CatalogueListener {
  #state: ListenerState = 'connecting';
  #client: pg.Client | undefined;
  #failures = 0;
  #triedAt = -Infinity;
  /** How many statements had been answered when it began to be away. */
  #answeredBefore = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #fences = new Map<string, () => void>();
  /** A connection takes one question at a time. */
  #asked: Promise<unknown> = Promise.resolve();
  /** Gaps so far: how often the connection was made anew. */
  gaps = -1;
  /** What was heard so far. */
  notifications = 0;

  constructor(
    readonly settings: DatabaseSettings,
    readonly heard: Heard,
    readonly log: Log,
    /** How many statements were answered so far over other connections. */
    readonly answered: () => number = () => 0,
  ) {}

  get state(): ListenerState {
    return this.#state;
  }

  start(): void {
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    if (client) cut(client);
  }

  /** Tries anew at once, unless it has just begun to: somebody has reached the database. */
  hurry(): void {
    if (this.#stopped || this.#state === 'listening') return;
    if (performance.now() - this.#triedAt < justBegun) return;
    if (this.#client) cut(this.#client);
    this.#client = undefined;
    clearTimeout(this.#timer);
    void this.#connect();
  }

  /**
   * Resolves once everything that was committed before has been heard. If that can't be known soon, everything counts
   * as changed.
   */
  async caughtUp(): Promise<void> {
    const client = this.#client;
    if (client && this.#state === 'listening') {
      if (await this.#say()) return;
      this.#lost(client, 'connecting');
    }
    this.heard.everythingChanged();
  }

  /** Says something to itself. @returns whether it was heard: by then so is all that was committed before. */
  async #say(): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    const token = randomUUID();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<boolean>((resolve) => {
        // Where the process itself was held up, the first half ends before what has come is read.
        timer = setTimeout(() => {
          timer = setTimeout(() => resolve(false), beat.patience / 2);
        }, beat.patience / 2);
        this.#fences.set(token, () => resolve(true));
        this.#asked = this.#asked
          .then(() => client.query('SELECT pg_notify($1, $2)', [channel, fence + token]))
          .catch(() => resolve(false));
      });
    } finally {
      clearTimeout(timer);
      this.#fences.delete(token);
    }
  }

  /** ms for a try to connect. */
  #patience(): number {
    const { connectTimeout } = this.settings;
    const step = this.#failures % patientTry;
    if (this.#state !== 'away' || step === patientTry - 1) return connectTimeout;
    return Math.min(shortTry * (1 + step), connectTimeout);
  }

  async #connect(): Promise<void> {
    this.#triedAt = performance.now();
    if (this.#state !== 'away') this.#answeredBefore = this.answered();
    const client = new pg.Client({
      connectionString: this.settings.connectionString,
      application_name: `${this.settings.applicationName} listener`,
      connectionTimeoutMillis: this.#patience(),
      query_timeout: this.settings.queryTimeout,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    this.#client = client;
    this.#asked = Promise.resolve();
    // While it is made, its end is seen by what it was asked.
    let made = false;
    client.on('error', () => made && this.#lost(client, 'connecting'));
    client.on('end', () => made && this.#lost(client, 'connecting'));
    client.on('notification', ({ payload = '' }) => this.#hear(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
      const { rows } = await client.query<{ told: boolean }>(
        `SELECT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'catalogue_updated'
          AND tgrelid = to_regclass('public.product')) AS told`,
      );
      if (client !== this.#client) return;
      const heard = rows[0]?.told === true && (await this.#say());
      if (client !== this.#client) return;
      if (!heard) return this.#lost(client, 'deaf', unheard);
      made = true;
      this.#failures = 0;
      this.gaps += 1;
      this.#become('listening');
      // Whatever happened while nobody listened.
      this.heard.everythingChanged();
      this.#beatLater(client);
    } catch (error) {
      const { class: kind, code } = classifyConnect(error);
      // Others are answered: it is but this connection that can't be had, behind a pooler that is full for one.
      const serves = this.answered() > this.#answeredBefore;
      if (kind === 'permanent' || code === '53300') this.#lost(client, 'deaf', unheard);
      else this.#lost(client, serves ? 'deaf' : 'away', fullJitter(redial, this.#failures));
    }
  }

  #beatLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      void this.#say().then((heard) => {
        if (client !== this.#client) return;
        if (heard) this.#beatLater(client);
        else this.#lost(client, 'connecting');
      });
    }, beat.every).unref();
  }

  /** @param pause ms until the next try. */
  #lost(client: pg.Client, state: ListenerState, pause = 0): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    cut(client);
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#become(state);
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.#connect(), pause).unref();
  }

  #become(state: ListenerState): void {
    if (state === this.#state) return;
    this.#state = state;
    if (state === 'connecting') return;
    const level = state === 'deaf' ? 'warn' : 'info';
    this.log[level]({ event: 'catalogue.listener', state }, words[state]);
  }

  #hear(payload: string): void {
    if (payload.startsWith(fence)) return this.#fences.get(payload.slice(fence.length))?.();
    this.notifications += 1;
    const tags = payload.split(' ');
    if (tags.includes(everything)) this.heard.everythingChanged();
    else this.heard.changed(tags);
  }
}

const words = {
  listening: 'Changes of the catalogue are heard.',
  away: 'The database is out of reach: changes of the catalogue are heard again when it is back.',
  deaf: 'The database does not tell what changes in the catalogue: each kept page is asked for again before it is served. Push the schema, and let DATABASE_URL lead to PostgreSQL itself or to a pooler that lends whole sessions (docs/resilience.md).',
};
