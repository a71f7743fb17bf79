/** Tags remembered one by one; beyond them all count as changed. */
const most = 10_000;

/**
 * Remembers what has changed, and in which order things were made and changed: whatever was begun before a change is
 * told from what was begun after it, however long it took to make.
 */
export class Purges {
  #now = 0;
  #everything = 0;
  readonly #tags = new Map<string, number>();

  /** The moment, for `changedSince`. */
  get now(): number {
    return this.#now;
  }

  purge(tags: Iterable<string>): void {
    this.#now += 1;
    for (const tag of tags) this.#tags.set(tag, this.#now);
    if (this.#tags.size > most) this.purgeEverything();
  }

  /** Whatever may have changed counts as changed. */
  purgeEverything(): void {
    this.#now += 1;
    this.#everything = this.#now;
    this.#tags.clear();
  }

  /** Whether anything of these has changed since a moment. What has no tags never does. */
  changedSince(tags: readonly string[], moment: number): boolean {
    if (moment === this.#now || tags.length === 0) return false;
    if (this.#everything > moment) return true;
    return tags.some((tag) => (this.#tags.get(tag) ?? 0) > moment);
  }
}
