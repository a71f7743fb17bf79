import { setMaxListeners } from 'node:events';
import type { Fault, Scene } from './fault';
import type { Link } from './link';
import type { FaultProxy } from './proxy';

/** A fault that has begun. */
export class Running implements Scene {
  readonly id: number;
  readonly fault: Fault;
  readonly #proxy: FaultProxy;
  readonly #over = new AbortController();
  readonly #touched = new WeakSet<Link>();
  #waiting: { times: number; resolve: () => void }[] = [];
  #finish: () => void = () => undefined;
  #times = 0;

  /** Resolves when it has nothing left to do: a `cut`, when it was done as often as asked. */
  readonly done: Promise<void>;

  constructor(id: number, fault: Fault, proxy: FaultProxy) {
    this.id = id;
    this.fault = fault;
    this.#proxy = proxy;
    // Any number of connections may wait for its end.
    setMaxListeners(0, this.#over.signal);
    this.done = new Promise((resolve) => (this.#finish = resolve));
  }

  /** How often it took place; a connection that it touched counts once. */
  get times(): number {
    return this.#times;
  }

  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Resolves when it has taken place this often; at once when it has already. */
  happened(times = 1): Promise<void> {
    if (this.#times >= times) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ times, resolve }));
  }

  readonly struck = (link?: Link): void => {
    if (link && this.#touched.has(link)) return;
    if (link) this.#touched.add(link);
    this.#times += 1;
    this.#proxy.struck(this, link);
    for (const { times, resolve } of this.#waiting) if (times === this.#times) resolve();
  };

  readonly spent = (): void => {
    if (!this.over.aborted) this.#stop();
    this.#finish();
  };

  /** Ends this fault, and no other. */
  readonly end = async (): Promise<void> => {
    if (this.over.aborted) return;
    this.#stop();
    await this.fault.end?.(this.#proxy);
  };

  #stop(): void {
    this.#proxy.forget(this);
    this.#over.abort();
    this.#waiting = [];
  }
}
