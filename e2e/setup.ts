import { startThrowawayCluster } from '../scripts/postgres/throwaway.js';
import { buildShop } from '../scripts/start/build.js';
import { generateClient } from '../scripts/start/client.js';
import { makeDemoDatabase } from '../scripts/test/demo-database.js';
import { folderInMemory } from '../scripts/test/memory.js';
import { managementSecret, metricsToken } from '../scripts/test/secrets.js';

/** One PostgreSQL for the run, with the demo shop in a database named `demo`, and the shop built. */
export default async function setup(): Promise<() => Promise<void>> {
  const silent = () => {};
  await generateClient(silent);
  await buildShop(silent);
  const cluster = await startThrowawayCluster([], folderInMemory());
  const serverUrl = cluster.url('postgres');
  const { owner } = await makeDemoDatabase(serverUrl, 'demo');
  process.env.HOLDFAST_TEST_SERVER = serverUrl;
  // A shop finds nothing of another one's on the disk.
  process.env.CACHE_DIR = 'off';
  // What a test asks for is all that the database is asked.
  process.env.CACHE_WARM = 'off';
  // Every route is there to be walked.
  process.env.DB_MANAGEMENT_SECRET = managementSecret;
  process.env.METRICS_TOKEN = metricsToken;
  process.env.HOLDFAST_TEST_OWNER = JSON.stringify(owner);
  return cluster.stop;
}
