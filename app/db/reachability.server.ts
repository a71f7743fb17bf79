import { ConnectError } from '~/db/errors.server';

/** ms: a restart is waited for, an outage is not. */
const patience = 2000;
/** ms between two looks at a database that is away: it is found again in less than a second. */
const between = 250;

/**
 * Knows whether connecting makes sense: a circuit breaker around connecting alone. Closed while the
 * database is there ('here') or has just gone ('gone'); open when it has been away for long, and
 * then it lets one through every quarter of a second.
 */
export class Reachability {
  #goneSince: number | undefined;
  #lastLook = 0;
  #failure: ConnectError | undefined;

  get state(): 'here' | 'gone' | 'away' {
    if (this.#goneSince === undefined) return 'here';
    return performance.now() - this.#goneSince < patience ? 'gone' : 'away';
  }

  /** @throws ConnectError at once when the database is away and somebody has just looked. */
  checkDial(): void {
    if (this.state !== 'away') return;
    const now = performance.now();
    if (now - this.#lastLook >= between) {
      this.#lastLook = now;
      return;
    }
    const kind = this.#failure?.fault.class ?? 'never-sent';
    throw new ConnectError(
      'The database has been out of reach for a while.',
      { class: kind, code: 'away' },
      this.#failure,
    );
  }

  failed(failure: ConnectError): void {
    this.#goneSince ??= performance.now();
    this.#failure = failure;
  }

  succeeded(): void {
    this.#goneSince = undefined;
    this.#failure = undefined;
  }
}
