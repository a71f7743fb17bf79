import { askDatabase, databaseNumbers } from '~/models/database-numbers.server';
import type { DatabaseState } from '~/models/shop-status';
import { singleton } from '~/singleton.server';
import { History, type Reading } from '~/telemetry/history.server';
import { Tally } from '~/telemetry/tally.server';
import { traffic } from '~/telemetry/traffic.server';

/** ms between two readings. */
export const beat = 2_000;

/** ms in which nothing was heard of the database, after which it is asked: at night nobody else asks. */
const silence = 10_000;

/** Reads what the process counts, all the time, so that whoever comes later sees what happened. */
class Watcher {
  readonly since = Date.now();
  /** Who looks on just now: for them the database is asked at each beat in which nobody else asks. */
  lookers = 0;
  #heardAt = performance.now();
  #statements = 0;
  #silent = false;
  #asking = false;
  readonly history = new History(this.#read());

  /** Begins to watch, until the process ends. */
  start(): void {
    setInterval(() => this.#beat(), beat).unref();
  }

  get state(): DatabaseState {
    const { breaker, troubled } = databaseNumbers();
    if (breaker === 'open' || this.#silent) return 'away';
    return breaker === 'waiting' || troubled ? 'troubled' : 'well';
  }

  #beat(): void {
    const { statements, breaker } = databaseNumbers();
    const { count } = statements;
    if (count > this.#statements) this.#heard();
    this.#statements = count;
    const patience = this.lookers > 0 ? beat : silence;
    // While connecting makes no sense, somebody looks already.
    const due = breaker === 'closed' && performance.now() - this.#heardAt >= patience;
    if (due && !this.#asking) void this.#ask();
    this.history.add(Date.now(), this.#read());
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    const answers = await askDatabase();
    this.#asking = false;
    this.#heard();
    this.#silent = !answers;
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#silent = false;
  }

  #read(): Reading {
    const pages = new Tally();
    for (const [route, times] of traffic.times()) if (isPage(route)) pages.include(times);
    let failed = 0;
    for (const { route, status, count } of traffic.answers()) {
      if (status >= 500 && isPage(route)) failed += count;
    }
    return { pages, failed, statements: databaseNumbers().statements, state: this.state };
  }
}

/** Whether a route is a page for customers. */
function isPage(route: string): boolean {
  return route.startsWith('routes/_store');
}

export const watcher = singleton('watcher', () => new Watcher());
