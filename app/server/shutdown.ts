import type { Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '~/log.server';
import { announceStop } from '~/stopping.server';

/** ms that answers under way may take once no new ones are begun. */
const patience = 8_000;

/** ms between two looks for connections that have fallen idle. */
const look = 50;

/**
 * Ends a server without losing a request: balancers are told first and given time to notice, then
 * nothing new is taken, what is under way is finished, the database is left, and the process ends.
 */
export class Shutdown {
  /** Whether the end has begun: `/healthz` says so, and answers ask clients to close their connections. */
  stopping = false;
  readonly #server: Server;
  readonly #drain: number;
  readonly #disconnect: () => Promise<void>;
  readonly #working = new Set<Promise<void>>();

  /** @param drain ms in which new requests are still answered. */
  constructor(server: Server, drain: number, disconnect: () => Promise<void>) {
    this.#server = server;
    this.#drain = drain;
    this.#disconnect = disconnect;
  }

  /** Keeps the process until work is done, even when the client that asked for it has left. */
  waitFor(work: Promise<void>): Promise<void> {
    const watched = work.finally(() => this.#working.delete(watched));
    this.#working.add(watched);
    return watched;
  }

  /** Begins the end; a second call is the end at once. */
  begin(): void {
    if (this.stopping) process.exit(1);
    this.stopping = true;
    announceStop();
    void this.#finish();
  }

  async #finish(): Promise<void> {
    log.info({ event: 'server.stopping', drainMs: this.#drain }, 'Stopping.');
    await delay(this.#drain);
    const closed = new Promise<boolean>((resolve) => this.#server.close(() => resolve(true)));
    const sweeping = setInterval(() => this.#server.closeIdleConnections(), look);
    const finished = closed.then(() => Promise.all(this.#working)).then(() => true);
    const inTime = await Promise.race([finished, delay(patience, false)]);
    clearInterval(sweeping);
    if (!inTime) {
      log.warn(
        { event: 'server.cut', working: this.#working.size },
        'Not all was answered in time.',
      );
      this.#server.closeAllConnections();
    }
    await this.#disconnect();
    log.info({ event: 'server.stopped' }, 'Stopped.');
    process.exit(0);
  }
}
