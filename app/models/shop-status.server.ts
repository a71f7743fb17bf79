import { hostname } from 'node:os';
import { databaseNumbers } from '~/models/database-numbers.server';
import { type History, type Now, type Status, type Window, windows } from '~/models/shop-status';
import { watcher } from '~/telemetry/watcher.server';

/** ms over which what needs a stretch of time is said. */
const lately = 5 * 60_000;

/** ms */
const day = 24 * 60 * 60_000;

/** Under Docker the host's name is the container's. */
const instance = `${hostname()}, process ${process.pid}`;

/** How the shop is, as this process sees it. It asks no database. */
export function getStatus(window: Window): Status {
  return { instance, since: watcher.since, now: getNow(), history: getHistory(window) };
}

export function getNow(): Now {
  const { pool, breaker, schema } = databaseNumbers();
  const at = Date.now();
  return {
    ...watcher.history.slotSince(at - lately),
    at,
    state: watcher.state,
    breaker,
    schema,
    connections: { busy: pool.size - pool.idle, limit: pool.limit, waiting: pool.waiting },
  };
}

export function getHistory(window: Window): History {
  const now = Date.now();
  const { minutes, slots } = windows[window];
  const first = now - (window === 'day' ? day : minutes * slots * 60_000);
  const { episodes } = databaseNumbers();
  return {
    slots: watcher.history.slots(now, minutes, slots),
    episodes: episodes.filter(({ ended }) => ended === null || ended >= first).reverse(),
  };
}
