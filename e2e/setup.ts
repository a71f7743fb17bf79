import { startThrowawayCluster } from '../scripts/postgres/throwaway.js';
import { buildShop } from '../scripts/start/build.js';
import { generateClient } from '../scripts/start/client.js';
import { prepare } from '../scripts/start/database.js';
import { cloneDatabase } from '../scripts/test/database.js';

/** One PostgreSQL for the run, with the demo shop in a database named `demo`, and the shop built. */
export default async function setup(): Promise<() => Promise<void>> {
  const silent = () => {};
  await generateClient(silent);
  await buildShop(silent);
  const cluster = await startThrowawayCluster();
  const serverUrl = cluster.url('postgres');
  const demo = await cloneDatabase(serverUrl, 'demo', 'template0');
  await prepare('schema', demo, silent);
  const { signIn } = await prepare('seed', demo, silent);
  process.env.HOLDFAST_TEST_SERVER = serverUrl;
  // Every route is there to be walked.
  process.env.DB_MANAGEMENT_SECRET = 'a management secret only good for tests';
  process.env.HOLDFAST_TEST_OWNER = JSON.stringify(signIn ?? null);
  return cluster.stop;
}
