import { ensureDatabase, bringSchemaUp } from './start/database.js';
import { show } from './start/explain.js';
import { takeLock } from './start/lock.js';
import { keptSecret, loadEnvironmentFile, makeDataFolder, readSettings } from './start/settings.js';
import { startEmbedded, stopEmbedded } from './postgres/embedded.js';

/**
 * Runs a command's work on the shop's database: the one DATABASE_URL names (in the environment or .env), else the
 * one that `npm start` runs, else that one's files with a PostgreSQL that is started for the duration. The schema
 * is brought up first. DATABASE_URL and SESSION_SECRET are in process.env when `work` is called, so import what
 * reads them inside it:
 *
 *     await withDatabase(async () => {
 *       const { importCatalogue } = await import('../app/catalogue/import.server');
 *       return (await importCatalogue(file)) ? 0 : 1;
 *     });
 *
 * What `work` throws is shown as one sentence; the process then exits with 1. The process ends here, so that no
 * idle connection keeps it.
 * @param {(databaseUrl: string) => Promise<number | void>} work returns the exit status, 0 when it says nothing
 * @returns {Promise<never>}
 */
export async function withDatabase(work) {
  let status = 0;
  let release = async () => {};
  try {
    makeDataFolder();
    loadEnvironmentFile();
    const { databaseUrl } = readSettings(process.env);
    const found = databaseUrl ? { url: databaseUrl, release } : await findOwnDatabase();
    release = found.release;
    process.env.DATABASE_URL = found.url;
    process.env.SESSION_SECRET ||= keptSecret('session-secret');
    await bringSchemaUp(found.url, (text) => console.error(`${text} …`));
    status = (await work(found.url)) ?? 0;
  } catch (error) {
    show(error);
    status = 1;
  }
  await release().catch(show);
  process.exit(status);
}

/** @returns {Promise<{ url: string, release: () => Promise<void> }>} */
async function findOwnDatabase() {
  const taken = await takeLock({ name: process.env.npm_lifecycle_event ?? 'a command' });
  if ('heldBy' in taken && !taken.heldBy.url) {
    console.error(`Waiting until "${taken.heldBy.name}" is done …`);
    await taken.released;
    return findOwnDatabase();
  }
  const embedded = await startEmbedded(keptSecret('postgres-password'), (text) =>
    console.error(`${text} …`),
  );
  await ensureDatabase(embedded.url('postgres'), 'shop');
  if ('heldBy' in taken) return { url: embedded.url('shop'), release: async () => {} };
  return {
    url: embedded.url('shop'),
    async release() {
      await stopEmbedded(embedded);
      taken.lock.release();
    },
  };
}
