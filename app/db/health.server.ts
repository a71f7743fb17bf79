import pg from 'pg';
import { classify, classifyConnect } from '~/db/errors.server';
import type { DoorPool } from '~/db/pool.server';
import type { BreakerState } from '~/db/reachability.server';
import type { DatabaseSettings } from '~/db/settings.server';
import type { Watch } from '~/db/watch.server';

export type DatabaseHealth = {
  /** ok: as it should be; degraded: usable, with trouble, or late answers, of late; down: not usable. */
  status: 'ok' | 'degraded' | 'down';
  /** Of a trivial statement; null when it was not answered in time. */
  latencyMs: number | null;
  pool: DoorPool['numbers'];
  /** closed: all is well; waiting: gone a moment ago, those who come wait; open: away, they are turned away. */
  breaker: BreakerState;
  lastError: { class: string; code: string; at: string } | null;
  counters: Watch['counters'];
};

type Look = Pick<DatabaseHealth, 'latencyMs'> & { usable: boolean };

/** The look took longer than its limit. */
class Late extends Error {}

/** ms: the answer is there within a second whatever the database does. */
const limit = 800;

/**
 * Looks at the database by a connection of its own, so that a full pool neither delays nor hides
 * the answer. However many ask at once, one looks. Where the machine is so busy that connecting
 * takes too long, a statement of the pool's that was answered meanwhile shows that the database is
 * there: an instance that still serves is not to be taken away for being slow.
 */
export class HealthCheck {
  readonly #pool: DoorPool;
  readonly #settings: DatabaseSettings;
  readonly #watch: Watch;
  #looking: Promise<Look> | undefined;

  constructor(pool: DoorPool, settings: DatabaseSettings, watch: Watch) {
    this.#pool = pool;
    this.#settings = settings;
    this.#watch = watch;
  }

  async check(): Promise<DatabaseHealth> {
    const { latencyMs, usable } = await (this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    }));
    const { numbers: pool } = this.#pool;
    if (latencyMs !== null) {
      this.#pool.reached();
      this.#watch.success();
    }
    const troubled = latencyMs === null || this.#watch.troubled || pool.waiting > 0;
    return {
      status: !usable ? 'down' : troubled ? 'degraded' : 'ok',
      latencyMs,
      pool,
      breaker: this.#pool.breaker,
      lastError: this.#watch.lastFault ?? null,
      counters: this.#watch.counters,
    };
  }

  async #look(): Promise<Look> {
    const { connectionString } = this.#settings;
    const answered = this.#pool.statements.count;
    const client = new pg.Client({ connectionString, application_name: 'holdfast health' });
    client.on('error', () => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Late('Query read timeout')), limit);
    });
    try {
      return { latencyMs: await Promise.race([late, ask(client)]), usable: true };
    } catch (error) {
      const fault = 'severity' in (error as object) ? classifyConnect(error) : classify(error);
      // A full database serves those who are in already.
      if (fault.code === '53300' && this.#pool.numbers.size > 0) {
        return { latencyMs: 0, usable: true };
      }
      this.#watch.fault(fault, error instanceof Error ? error.message || fault.code : fault.code);
      const usable = error instanceof Late && this.#pool.statements.count > answered;
      return { latencyMs: null, usable };
    } finally {
      clearTimeout(timer);
      client.connection.stream.destroy();
    }
  }
}

async function ask(client: pg.Client): Promise<number> {
  await client.connect();
  const begun = performance.now();
  await client.query('SELECT 1');
  return Math.round((performance.now() - begun) * 10) / 10;
}
