import type { Client, PoolClient } from 'pg';
import { RestingStorage } from '~/resting-storage.server';

/**
 * One try of an operation. The pool writes down here which connections the try was given: as long
 * as it is none, nothing was sent; and when the try is given up, they are cut, so that neither a
 * slot nor a transaction stays behind.
 */
export class Attempt {
  #held: PoolClient[] = [];
  #lent = 0;
  #over = false;

  /** How many connections the try was given: while it is 0, nothing can have reached the database. */
  get lent(): number {
    return this.#lent;
  }

  /** True once nobody waits for this try any more. */
  get over(): boolean {
    return this.#over;
  }

  holds(client: PoolClient): void {
    this.#lent += 1;
    this.#held.push(client);
  }

  letsGo(client: PoolClient): void {
    if (this.#held.at(-1) === client) this.#held.pop();
    else this.#held = this.#held.filter((held) => held !== client);
  }

  /** Ends the try: what it still holds is cut, and what it asks for later is refused. */
  end(): void {
    this.#over = true;
    for (const client of this.#held) cut(client);
    this.#held = [];
  }
}

const cuts = new WeakSet<Client | PoolClient>();

/** Destroys a connection's socket: no goodbye that a dead peer would never answer. */
export function cut(client: Client | PoolClient, reason?: Error): void {
  cuts.add(client);
  client.connection.stream.destroy(reason);
}

/** Whether a connection ended by our own hand, which says nothing of the others. */
export function wasCut(client: PoolClient): boolean {
  return cuts.has(client);
}

const current = new RestingStorage<Attempt>();

export function currentAttempt(): Attempt | undefined {
  return current.getStore();
}

export function runInAttempt(attempt: Attempt, run: () => Promise<void>): Promise<void> {
  return current.run(attempt, run);
}
