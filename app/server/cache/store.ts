import { LRUCache } from 'lru-cache';
import type { Entry } from '~/server/cache/entry';

/** The part of the bytes that is for what was asked for once. */
const probation = 0.2;

export type StoreEvents = {
  /** An entry was asked for again, or made anew since. */
  proven?: (key: string, entry: Entry) => void;
  /** A key is gone. */
  gone?: (key: string) => void;
};

/**
 * Entries by their key, bounded in bytes. What was asked for once is kept apart from what was asked for again (a
 * segmented LRU), so that a flood of addresses that nobody asks for twice pushes out nothing that customers look at.
 */
export class Store {
  readonly #once: LRUCache<string, Entry>;
  readonly #again: LRUCache<string, Entry>;
  evictions = 0;

  /** @param limit bytes at most. */
  constructor(
    readonly limit: number,
    readonly events: StoreEvents = {},
  ) {
    const part = (bytes: number) =>
      new LRUCache<string, Entry>({
        maxSize: Math.max(1, Math.floor(bytes)),
        sizeCalculation: ({ size }) => size,
        dispose: (_entry, key, reason) => {
          if (reason !== 'evict') return;
          this.evictions += 1;
          events.gone?.(key);
        },
      });
    this.#once = part(limit * probation);
    this.#again = part(limit * (1 - probation));
  }

  /** For a customer: what is found by one is worth keeping. */
  get(key: string): Entry | undefined {
    const proven = this.#again.get(key);
    if (proven) return proven;
    const entry = this.#once.get(key);
    if (!entry) return undefined;
    this.#prove(key, entry);
    return entry;
  }

  /** Without any effect. */
  peek(key: string): Entry | undefined {
    return this.#again.peek(key) ?? this.#once.peek(key);
  }

  /** @param proven whether it is known to be worth keeping. */
  set(key: string, entry: Entry, proven = false): void {
    if (proven || this.#again.has(key)) {
      this.#prove(key, entry);
    } else {
      this.#once.set(key, entry);
    }
  }

  delete(key: string): void {
    this.#once.delete(key);
    this.#again.delete(key);
    this.events.gone?.(key);
  }

  #prove(key: string, entry: Entry): void {
    this.#once.delete(key);
    this.#again.set(key, entry);
    if (this.#again.has(key)) this.events.proven?.(key, entry);
  }

  *entries(): Generator<[string, Entry]> {
    yield* this.#again.entries();
    yield* this.#once.entries();
  }

  get count(): number {
    return this.#once.size + this.#again.size;
  }

  /** Bytes that there are for what was asked for again. */
  get room(): number {
    return this.#again.maxSize;
  }

  get bytes(): number {
    return this.#once.calculatedSize + this.#again.calculatedSize;
  }
}
