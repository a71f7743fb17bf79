import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { inProject } from '../paths.js';
import { inspect, prepare, withClient } from './database.js';
import { writeSecret } from './settings.js';

/**
 * @typedef {import('./database.js').SignIn} SignIn
 * @typedef {SignIn & { check: string }} Kept `check` tells whether the password is still the one that was made
 */

const file = () => inProject('.data/demo-sign-in.json');

/**
 * Fills an empty shop with the demo catalogue and an owner whose password is made on the spot.
 * @param {string} databaseUrl
 * @param {(text: string) => void} say
 * @returns {Promise<string>} what came of it
 */
export async function seedWhenEmpty(databaseUrl, say) {
  const { empty } = await inspect(databaseUrl);
  if (!empty) return 'has its own products or people';
  say('filling the shop with its demo catalogue');
  const { signIn } = await prepare('seed', databaseUrl, say);
  rmSync(file(), { force: true });
  if (signIn) {
    const check = (await digest(databaseUrl, signIn.email)) ?? '';
    writeSecret(file(), JSON.stringify({ ...signIn, check }));
  }
  return 'demo catalogue planted';
}

/**
 * The demo owner's sign-in, as long as it opens the door.
 * @param {string} databaseUrl
 * @returns {Promise<SignIn | null>}
 */
export async function demoSignIn(databaseUrl) {
  if (!existsSync(file())) return null;
  const { email, password, check } = /** @type {Kept} */ (JSON.parse(readFileSync(file(), 'utf8')));
  return (await digest(databaseUrl, email)) === check ? { email, password } : null;
}

/**
 * A digest of an admin's stored password: another one after it was changed, in this database or another.
 * @param {string} databaseUrl
 * @param {string} email
 * @returns {Promise<string | null>}
 */
function digest(databaseUrl, email) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query('SELECT password_hash FROM admin_user WHERE email = $1', [
      email,
    ]);
    const hash = /** @type {{ password_hash: string }[]} */ (rows)[0]?.password_hash;
    return hash ? createHash('sha256').update(hash).digest('hex') : null;
  });
}
