import { env } from '~/env.server';
import { bearerOf, secretChecker } from '~/secret.server';

/** Whether there are metrics to be read at all. */
export const hasMetrics = env.METRICS_TOKEN !== undefined;

const isToken = secretChecker(env.METRICS_TOKEN);

/** A token of 32 characters is not guessed, so nobody is locked out: that would blind whoever watches. */
export function mayReadMetrics(request: Request): boolean {
  return isToken(bearerOf(request));
}
