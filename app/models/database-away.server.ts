import { DatabaseUnavailable, OutcomeUnknown, TookTooLong } from '~/db.server';

/** Whether an error says that the database didn't answer, so that the same may work a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailable;
}

/**
 * What such an error means for a form: `away` and `slow` have saved nothing, with `unknown` it may be saved.
 * null for any other error.
 */
export function whyAway(error: unknown): 'away' | 'slow' | 'unknown' | null {
  if (error instanceof TookTooLong) return 'slow';
  if (error instanceof OutcomeUnknown) return 'unknown';
  return error instanceof DatabaseUnavailable ? 'away' : null;
}
