import { ConnectError } from '~/db/errors.server';
import type { RequestContext } from '~/request.server';

/** Requests, for each connection, that may ask the database at once: more would only wait to time out. */
const requestsPerConnection = 20;

/**
 * Sheds load early, and by whole requests: one that was let in may ask all its questions until it is
 * answered, one that was turned away has cost nothing. By single questions, a crowd would end
 * with many pages half asked and few served.
 */
export class Admission {
  readonly #limit: number;
  readonly #inside = new Set<RequestContext>();
  readonly #turnedAway = new WeakSet<RequestContext>();
  readonly #shed: () => void;

  /** @param shed is told of each request that is turned away. */
  constructor(connectionLimit: number, shed: () => void) {
    this.#limit = requestsPerConnection * connectionLimit;
    this.#shed = shed;
  }

  /** Whether a request may ask the database. */
  admits(request: RequestContext): boolean {
    if (this.#inside.has(request) || request.answered) return true;
    if (this.#turnedAway.has(request)) return false;
    if (this.#inside.size >= this.#limit) {
      this.#turnedAway.add(request);
      this.#shed();
      return false;
    }
    this.#inside.add(request);
    request.whenAnswered = () => this.#inside.delete(request);
    return true;
  }
}

/** What those are told who are turned away. */
export function crowded(): ConnectError {
  return new ConnectError('More ask at once than can be served in time.', {
    class: 'never-sent',
    code: 'crowded',
  });
}
