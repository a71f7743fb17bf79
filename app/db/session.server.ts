import pg from 'pg';
import type { DatabaseSettings } from '~/db/settings.server';

/** The pool's own timeout is for waiting; each new connection has its shorter one. */
export function clientWith({ connectTimeout }: DatabaseSettings) {
  return class extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionTimeoutMillis: connectTimeout });
    }
  };
}

/**
 * A shop's pages ask for a few rows, out of indexes that are in memory or on an SSD: a page at random costs about
 * as much as the next one there (https://www.postgresql.org/docs/current/runtime-config-query.html), while compiling
 * a statement, or spreading it over several processes, costs more than the answer.
 */
const planForPages =
  'SET random_page_cost = 1.1; SET jit = off; SET max_parallel_workers_per_gather = 0';

/**
 * Asks PostgreSQL to notice within a second that we are gone while it works for us, so that the locks of a
 * cut connection don't outlive it. Older servers and some systems can't: they are left as they are. Says, too, how
 * this connection's statements are to be planned.
 */
export function prepareSession({ connectTimeout }: DatabaseSettings) {
  const text = `DO $$ BEGIN SET client_connection_check_interval = 1000;
    EXCEPTION WHEN OTHERS THEN NULL; END $$;
    ${planForPages}`;
  return (client: pg.ClientBase) =>
    client.query({ text, query_timeout: connectTimeout } as pg.QueryConfig);
}
