import { DatabaseUnavailable, type WhyUnavailable } from '~/db.server';

export type { WhyUnavailable } from '~/db.server';

/** Whether an error says that the database didn't answer, so that the same may work a moment later. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof DatabaseUnavailable;
}

/** Why, for a form: only with `unknown` may it be saved all the same. null for any other error. */
export function whyAway(error: unknown): WhyUnavailable | null {
  return error instanceof DatabaseUnavailable ? error.why : null;
}
