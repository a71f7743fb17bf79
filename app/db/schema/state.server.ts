import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { connect, leave } from '~/db/schema/connection.server';
import { draftPlan } from '~/db/schema/plan.server';
import { hasBeenPushed, newestDone } from '~/db/schema/record.server';
import { readSchemaSources, type SchemaSources } from '~/db/schema/sources.server.js';
import type { Log } from '~/db/watch.server';

/**
 * The database's schema, to this version of the shop: as it should be; lacking something, so that some pages can't be
 * shown; having all and more, as a newer version has made it; not known yet.
 */
export type SchemaState = 'current' | 'behind' | 'ahead' | 'unknown';

/** ms after which a state is looked at again, and sooner when there is something to wait for. */
const keep = { current: 60_000, other: 5_000 };

/** ms from the beginning of one look to that of another which a failure asks for, and for which it waits for its answer. */
const onFailure = { between: 250, patience: 1_000 };

/** Statements that only take away: what they are for, this version does without. */
const takesAway =
  /^(DROP (TABLE|INDEX|TYPE)|ALTER TABLE "\w+"\s+DROP (COLUMN|CONSTRAINT) "\w+"(,\s*DROP (COLUMN|CONSTRAINT) "\w+")*$)/;

/**
 * Knows how the live schema compares with this version's. As long as the newest push is this version's, a look
 * is one small query; only for another's is the difference worked out, once.
 */
export class SchemaWatch {
  #state: SchemaState = 'unknown';
  #lookedAt = -Infinity;
  #looking: Promise<SchemaState> | undefined;
  #next: Promise<void> | undefined;
  /** The newest push that `#state` was worked out for; null for none, undefined before the first look. */
  #newest: string | null | undefined;

  constructor(
    readonly connectionString: string,
    readonly log: Log,
  ) {}

  /** What is known, without looking again. */
  get known(): SchemaState {
    return this.#state;
  }

  /** What is known, at once. Looks again when that is old. */
  recent(): SchemaState {
    const age = performance.now() - this.#lookedAt;
    if (age > (this.#state === 'current' ? keep.current : keep.other)) void this.look();
    return this.#state;
  }

  /**
   * Whether something may be missing because the schema is another version's: something was. As long as that is not
   * known to be so, a look that begins now decides; for what it has not found out in time, it may be.
   */
  async mayDiffer(): Promise<boolean> {
    if (this.#state === 'behind' || this.#state === 'ahead') {
      this.recent();
      return true;
    }
    const late = delay(onFailure.patience, 'late', { ref: false });
    const end = await Promise.race([this.#lookAnew(), late]);
    return end === 'late' || this.#state !== 'current';
  }

  /** Looks now; however many ask at once, one looks. What can't be asked is as it was known. */
  look(): Promise<SchemaState> {
    return (this.#looking ??= this.#look().finally(() => (this.#looking = undefined)));
  }

  /** A look that is under way may have seen how it was before: another one, for all who ask until it begins. */
  #lookAnew(): Promise<void> {
    return (this.#next ??= (async () => {
      await delay(Math.max(0, this.#lookedAt + onFailure.between - performance.now()));
      await this.#looking;
      this.#next = undefined;
      await this.look();
    })());
  }

  async #look(): Promise<SchemaState> {
    this.#lookedAt = performance.now();
    try {
      const state = await this.#compare();
      if (state !== this.#state && !(state === 'current' && this.#state === 'unknown')) {
        const level = state === 'behind' ? 'warn' : 'info';
        this.log[level]({ event: 'database.schema', schema: state }, words[state]);
      }
      this.#state = state;
    } catch {
      // The door says what is wrong with the database.
    }
    return this.#state;
  }

  async #compare(): Promise<SchemaState> {
    const sources = await readSchemaSources();
    const client = await connect(this.connectionString);
    try {
      const newest = await newestDone(client);
      if (newest?.fingerprint === sources.fingerprint) return 'current';
      if (this.#newest === (newest?.id ?? null)) return this.#state;
      const state = await this.#workOut(client, sources);
      this.#newest = newest?.id ?? null;
      return state;
    } finally {
      leave(client);
    }
  }

  async #workOut(client: pg.Client, sources: SchemaSources): Promise<SchemaState> {
    const { statements, changes } = await draftPlan(client, this.connectionString, sources);
    if (statements.length === 0) return 'current';
    const less = changes.every((statement) => takesAway.test(statement));
    if (changes.length > 0) return less ? 'ahead' : 'behind';
    return (await hasBeenPushed(client, sources.fingerprint)) ? 'ahead' : 'behind';
  }
}

const words: Record<SchemaState, string> = {
  current: 'The database has this version’s schema now.',
  behind:
    'The database lacks something that this version asks for: what does not need it is served. Push the schema (docs/operating/schema.md).',
  ahead: 'The database has the schema of a newer version; this one does without what is new.',
  unknown: 'It is not known which schema the database has.',
};
