import { prepare } from '../start/database.js';
import { cloneDatabase } from './database.js';

/**
 * Makes a database with the demo shop in it.
 * @param {string} serverUrl another database of that server
 * @param {string} name
 * @returns {Promise<{ databaseUrl: string, owner: import('../start/database.js').SignIn }>}
 */
export async function makeDemoDatabase(serverUrl, name) {
  const databaseUrl = await cloneDatabase(serverUrl, name, 'template0');
  await prepare('schema', databaseUrl, () => {});
  const { signIn } = await prepare('seed', databaseUrl, () => {});
  if (!signIn) throw new Error('The demo catalogue came without its owner.');
  return { databaseUrl, owner: signIn };
}
