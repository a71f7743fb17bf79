import { setTimeout as delay } from 'node:timers/promises';
import { bringSchemaUp, inspect } from './database.js';
import { asProblem } from './explain.js';

/** ms between two looks for a database that isn't there, and between two tries to change one that is. */
const pause = { look: 1_000, change: 60_000 };

/**
 * Brings a deployed shop's database to this version's schema as soon as it is there, while the shop is open
 * already. What keeps it from that is said once, and again when it changes; it never ends the shop.
 * @param {string} databaseUrl
 * @param {AbortSignal} signal
 */
export async function bringSchemaUpWhenThere(databaseUrl, signal) {
  let said = '';
  while (!signal.aborted) {
    let wait = pause.look;
    try {
      await inspect(databaseUrl);
      wait = pause.change;
      const outcome = await bringSchemaUp(databaseUrl, () => {});
      console.log(`Schema     ${outcome}`);
      return;
    } catch (error) {
      const { message, remedy } = asProblem(error);
      if (message !== said) console.error(`Schema     ${message} → ${remedy}`);
      said = message;
    }
    await delay(wait, undefined, { ref: false, signal }).catch(() => {});
  }
}
