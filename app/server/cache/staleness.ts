export type Log = Record<'info' | 'warn', (facts: object, message: string) => void>;

/** Since when customers are served pages that could not be made anew; told once as it begins, and once as it ends. */
export class Staleness {
  since: Date | null = null;

  constructor(readonly log: Log) {}

  begin(): void {
    if (this.since) return;
    this.since = new Date();
    this.log.warn(
      { event: 'cache.stale' },
      'Pages can’t be made anew: customers are served those that are kept.',
    );
  }

  end(): void {
    if (!this.since) return;
    const seconds = Math.round((Date.now() - this.since.getTime()) / 1000);
    this.since = null;
    this.log.info({ event: 'cache.recovered', seconds }, 'Pages are made anew again.');
  }
}
