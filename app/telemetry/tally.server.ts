/** Upper bounds, in ms, between which times are counted: fine where a page lies, coarse where all is slow. */
export const bounds = [
  0.5, 1, 2.5, 5, 7.5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 10_000,
] as const;

/**
 * Counts how long things took, by bounds. A histogram of prom-client's costs 0.8 us for each time,
 * which a page out of memory would feel; this costs a twentieth.
 */
export class Tally {
  /** By bound, and at the end what took longer than the last. */
  readonly counts = new Float64Array(bounds.length + 1);
  /** ms */
  sum = 0;

  /** @param ms below 0 and NaN are no times, and not counted. */
  add(ms: number): void {
    if (!(ms >= 0)) return;
    let place = 0;
    while (place < bounds.length && ms > (bounds[place] ?? Infinity)) place += 1;
    this.counts[place] = (this.counts[place] ?? 0) + 1;
    this.sum += ms;
  }

  get count(): number {
    return this.counts.reduce((all, count) => all + count, 0);
  }

  /** Adds all that `other` counted. */
  include(other: Tally): this {
    other.counts.forEach(
      (count, place) => (this.counts[place] = (this.counts[place] ?? 0) + count),
    );
    this.sum += other.sum;
    return this;
  }

  /** What was counted since `before` was a copy of this. */
  since(before: Tally): Tally {
    const later = new Tally().include(this);
    before.counts.forEach(
      (count, place) => (later.counts[place] = (later.counts[place] ?? 0) - count),
    );
    later.sum -= before.sum;
    return later;
  }

  /**
   * The time within which a share of all lay, as near as the bounds tell: between two of them it is
   * taken to be spread evenly, as Prometheus does.
   * @param share from 0 to 1
   * @returns ms; null when nothing was counted, the last bound for what lies beyond it.
   */
  quantile(share: number): number | null {
    let left = share * this.count;
    if (this.count === 0) return null;
    for (const [place, bound] of bounds.entries()) {
      const count = this.counts[place] ?? 0;
      const below = bounds[place - 1] ?? 0;
      if (count > 0 && left <= count) return below + ((bound - below) * left) / count;
      left -= count;
    }
    return bounds[bounds.length - 1] ?? null;
  }
}
