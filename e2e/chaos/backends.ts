import pg from 'pg';
import { setTimeout as delay } from 'node:timers/promises';
import { query } from '../query';

/** How PostgreSQL knows the shop's connections. */
const shop = `application_name = 'holdfast'`;
/** ms between two tries to connect, and for how long. */
const connecting = { pause: 25, patience: 60_000 };

/** The database's own side: what can be done to the shop from there, by connections past the proxy. */
export class Backends {
  readonly #url: string;

  constructor(databaseUrl: string) {
    this.#url = databaseUrl;
  }

  /** Waits until it takes connections. @returns when that was */
  async accept(): Promise<number> {
    const giveUpAt = performance.now() + connecting.patience;
    for (;;) {
      const at = performance.now();
      const client = await this.#connect();
      if (client) {
        await client.end();
        return at;
      }
      if (at > giveUpAt) throw new Error('PostgreSQL did not come back.');
      await delay(connecting.pause);
    }
  }

  /** Ends the shop's connections. @returns how many; 0 where nobody can be asked */
  async terminate(): Promise<number> {
    const client = await this.#connect();
    if (!client) return 0;
    const { rowCount } = await client
      .query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${shop}`)
      .catch(() => ({ rowCount: 0 }));
    await client.end();
    return rowCount ?? 0;
  }

  /** Takes every connection there is, those of the shop first. @returns whether it had all */
  async useUp(wait: () => Promise<void>): Promise<boolean> {
    const held: pg.Client[] = [];
    let full = false;
    await this.terminate();
    while (!full) {
      const client = await this.#connect();
      if (client) held.push(client);
      full = client === null;
    }
    await wait();
    await Promise.all(held.map((client) => client.end()));
    return held.length > 0;
  }

  /** Holds what the shop needs. @returns whether it was to be had */
  async lock(what: 'row' | 'table', wait: () => Promise<void>): Promise<boolean> {
    const client = await this.#connect();
    if (!client) return false;
    try {
      await client.query(`BEGIN; SET LOCAL lock_timeout = 500`);
      await client.query(
        what === 'table'
          ? 'LOCK TABLE product IN ACCESS EXCLUSIVE MODE'
          : `SELECT FROM product WHERE slug LIKE 'chaos-%' FOR UPDATE`,
      );
      await wait();
      await client.query('ROLLBACK');
      return true;
    } catch {
      return false;
    } finally {
      await client.end();
    }
  }

  /** The shop's connections, and those of them that are left in a transaction. */
  async count(): Promise<{ open: number; inTransaction: number }> {
    const [counted] = await this.ask<{ open: number; inTransaction: number }>(
      `SELECT count(*)::int AS open,
              count(*) FILTER (WHERE state LIKE 'idle in transaction%')::int AS "inTransaction"
         FROM pg_stat_activity WHERE ${shop}`,
    );
    return counted ?? { open: 0, inTransaction: 0 };
  }

  ask<Row extends object>(sql: string): Promise<Row[]> {
    return query<Row>(this.#url, sql);
  }

  /** null where it can't be had. */
  async #connect(): Promise<pg.Client | null> {
    const client = new pg.Client({ connectionString: this.#url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch {
      return null;
    }
  }
}
