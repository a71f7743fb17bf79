/** Why the database can't be asked, as far as it is known; whoever waits for it is told. */
export type WhyUnavailable =
  'away' | 'crowded' | 'refused' | 'read-only' | 'slow' | 'unknown' | 'schema';

/**
 * The database can't be asked just now: nothing is wrong with what was asked.
 *
 * Thrown in a loader or action it needs no catching: Remix takes it for a 503 response with
 * Retry-After, so an error boundary finds `isRouteErrorResponse(error) && error.status === 503`
 * (an ordinary Error would reach it in production as 'Unexpected Server Error', told from nothing).
 * An action that keeps what was entered catches it: `error instanceof DatabaseUnavailable`.
 */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable';
  readonly status = 503;
  readonly statusText = 'Service Unavailable';
  readonly headers: Headers;
  readonly body = null;

  constructor(
    message: string,
    /** After how many seconds another try makes sense. */
    readonly retryAfterSeconds: number,
    cause?: unknown,
    readonly why: WhyUnavailable = 'away',
  ) {
    super(message, { cause });
    this.headers = new Headers({
      'Retry-After': String(retryAfterSeconds),
      'Cache-Control': 'no-store',
    });
  }

  /** What Remix reads of a response. */
  async text(): Promise<string> {
    return Promise.resolve(this.message);
  }
}

/**
 * A write's answer was lost, and with it whether it was done. For people: it may have been saved;
 * sending the same form again is safe, for its key keeps it from being done twice.
 */
export class OutcomeUnknown extends DatabaseUnavailable {
  override name = 'OutcomeUnknown';
  override readonly why = 'unknown';
}

/**
 * PostgreSQL stopped a statement that ran longer than its `statement_timeout`, or that somebody
 * cancelled. Whatever it belonged to was rolled back, so nothing was saved. Not repeated: a slow
 * statement is made no faster by more of its kind.
 */
export class TookTooLong extends DatabaseUnavailable {
  override name = 'TookTooLong';
  override readonly why = 'slow';
}

/**
 * The database lacks a table, column or function that this version of the shop asks for, because its schema is
 * another version's. What doesn't need it is served; the rest works once the schema is pushed.
 */
export class SchemaDiffers extends DatabaseUnavailable {
  override name = 'SchemaDiffers';
  override readonly why = 'schema';
}
