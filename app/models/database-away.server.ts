import { DatabaseUnavailable, OutcomeUnknown } from '~/db.server';

/** Whether an error says that the database didn't answer, so that the same may work a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailable || error instanceof OutcomeUnknown;
}
