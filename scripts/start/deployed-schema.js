import { setTimeout as delay } from 'node:timers/promises';
import { bringSchemaUp, inspect } from './database.js';
import { readSchemaSources } from '../../app/db/schema/sources.server.js';
import { inProject } from '../paths.js';
import { asProblem } from './explain.js';

/** ms between two looks for a database that isn't there, and between two tries to change one that is. */
const pause = { look: 1_000, change: 60_000 };

/**
 * Makes a deployed shop's tables as soon as its database is there, while the shop is open already. A schema that is
 * there is left to a push by whoever runs the shop, unless SCHEMA_AT_START=push lets this start make it. What keeps it
 * from that is said once, and again when it changes; it never ends the shop.
 * @param {string} databaseUrl
 * @param {AbortSignal} signal
 */
export async function bringSchemaUpWhenThere(databaseUrl, signal) {
  let said = '';
  while (!signal.aborted) {
    let wait = pause.look;
    try {
      const [found, sources] = await Promise.all([
        inspect(databaseUrl),
        readSchemaSources(inProject('prisma')),
      ]);
      wait = pause.change;
      const differs = found.fingerprint !== sources.fingerprint;
      const mayChange = found.fingerprint === null || process.env.SCHEMA_AT_START === 'push';
      const outcome = differs && !mayChange ? left : await bringSchemaUp(databaseUrl, () => {});
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

const left =
  'of another version, and left as it is. Read the plan and push: docs/operating/schema.md';
