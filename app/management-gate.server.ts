import { RateLimiterMemory } from 'rate-limiter-flexible';
import { env } from '~/env.server';
import { secretChecker } from '~/secret.server';

/** Whether the database can be managed over HTTP at all. */
export const hasManagement = env.DB_MANAGEMENT_SECRET !== undefined;

const isSecret = secretChecker(env.DB_MANAGEMENT_SECRET);

/**
 * Failures that are borne: of one address in a quarter of an hour, and of all in a minute. A secret of 32
 * characters is not guessed anyway; this keeps the log and the machine quiet. What is tried beyond it is
 * refused unread, the right secret too, or guessing could go on.
 */
const ofAddress = new RateLimiterMemory({ points: 10, duration: 15 * 60 });
const ofAll = new RateLimiterMemory({ points: 100, duration: 60 });

export type Gate = 'open' | 'closed' | 'too many';

/**
 * Whether the secret was given.
 * @param given '' where nothing was.
 */
export async function tryGate(address: string, given: string): Promise<Gate> {
  if (!(await spend(address))) return 'too many';
  if (!isSecret(given)) return 'closed';
  await Promise.all([ofAddress.delete(address), ofAll.reward('all')]);
  return 'open';
}

async function spend(address: string): Promise<boolean> {
  try {
    await ofAddress.consume(address);
    await ofAll.consume('all');
    return true;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return false;
  }
}
