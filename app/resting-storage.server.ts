import { AsyncLocalStorage } from 'node:async_hooks';

/** ms in which nothing runs before it is switched off: switching costs more than a statement's work in it. */
const patience = 100;

/**
 * An AsyncLocalStorage that is switched off while nothing runs in it. Before Node 24, one that is on makes whatever
 * the process does asynchronously dearer: an answer out of memory by a tenth.
 */
export class RestingStorage<Store> {
  readonly #storage = new AsyncLocalStorage<Store>();
  #running = 0;
  #looksAgain = false;

  getStore(): Store | undefined {
    return this.#storage.getStore();
  }

  /** @param work has the store until its promise is settled; what it left behind may lose it then. */
  run<Result>(store: Store, work: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    try {
      const result = this.#storage.run(store, work);
      result.then(this.#end, this.#end);
      return result;
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  exit<Result>(work: () => Result): Result {
    return this.#storage.exit(work);
  }

  readonly #end = (): void => {
    this.#running -= 1;
    if (this.#running > 0 || this.#looksAgain) return;
    this.#looksAgain = true;
    setTimeout(() => {
      this.#looksAgain = false;
      if (this.#running === 0) this.#storage.disable();
    }, patience).unref();
  };
}
