/** Retries that a process may make before its operations have earned any: a quiet shop may repeat too. */
const reserve = 10;
/** Retries that a healthy time saves up for a bad one. */
const most = 100;

/**
 * Keeps retries from making an outage worse: each operation earns one retry and each retry spends
 * one, so that over any time the retries never more than double the load, but for what was saved up.
 * A token bucket, as in Finagle: https://twitter.github.io/finagle/guide/Glossary.html#term-retry-budget
 */
export class RetryBudget {
  #tokens = reserve;

  get left(): number {
    return this.#tokens;
  }

  earn(): void {
    if (this.#tokens < most) this.#tokens += 1;
  }

  /** Takes a retry out of the budget. @returns false when there is none left. */
  spend(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
