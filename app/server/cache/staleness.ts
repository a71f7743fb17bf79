export type Log = Record<'info' | 'warn', (facts: object, message: string) => void>;

/** ms without a failure after which any page that is made shows that it is over. */
const quiet = 60_000;

/**
 * Since when customers are served pages that could not be made anew; told once as it begins, and once as it ends: when
 * the page that failed last is made, however many others are meanwhile, or when what hindered all of them is over.
 */
export class Staleness {
  since: Date | null = null;
  #failed: string | undefined;
  #at = -Infinity;

  constructor(readonly log: Log) {}

  /** @param key of the page that could not be made. */
  begin(key: string): void {
    this.#failed = key;
    this.#at = performance.now();
    if (this.since) return;
    this.since = new Date();
    this.log.warn(
      { event: 'cache.stale' },
      'Pages can’t be made anew: customers are served those that are kept.',
    );
  }

  /** What may have hindered all pages is gone: the next that is made tells. */
  heal(): void {
    this.#failed = undefined;
  }

  /** @param key of a page that was made. */
  end(key: string): void {
    if (!this.since) return;
    const another = this.#failed !== undefined && this.#failed !== key;
    if (another && performance.now() - this.#at < quiet) return;
    const seconds = Math.round((Date.now() - this.since.getTime()) / 1000);
    this.since = null;
    this.log.info({ event: 'cache.recovered', seconds }, 'Pages are made anew again.');
  }
}
