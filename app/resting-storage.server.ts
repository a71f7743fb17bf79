import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * An AsyncLocalStorage that is switched off while nothing runs in it. Before Node 24, one that was ever used makes whatever
 * the process does asynchronously dearer: an answer out of memory by a tenth.
 */
export class RestingStorage<Store> {
  readonly #storage = new AsyncLocalStorage<Store>();
  #running = 0;

  getStore(): Store | undefined {
    return this.#storage.getStore();
  }

  /** @param work has the store until its promise is settled; what it left behind may lose it then. */
  run<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    const result = this.#storage.run(store, async () => work());
    const end = () => {
      this.#running -= 1;
      if (this.#running === 0) this.#storage.disable();
    };
    result.then(end, end);
    return result;
  }

  exit<Result>(work: () => Result): Result {
    return this.#storage.exit(work);
  }
}
