/**
 * Keeps a throwaway cluster for as long as its standard input stays open. Arguments are the folder for its files, or an
 * empty one, and settings of PostgreSQL.
 */
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serverAccount } from './account.js';
import { isReachable, usableBinaries } from './binaries.js';
import { freePort, initialise, isRunning, start, stop } from './cluster.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const [asked, ...settings] = process.argv.slice(2);

/** A test's data may be lost at any time, so nothing waits for the disk. */
const hasty = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'max_connections=200',
  // Many connections are made, by programs that would each reckon 4,096 rounds to prove that they know a password.
  'scram_iterations=1',
  ...settings,
];

const account = serverAccount();
const near = asked || join(root, '.data/test');
mkdirSync(near, { recursive: true });
const folder = mkdtempSync(join(isReachable(near, account) ? near : tmpdir(), 'postgres-'));
if (account) chownSync(folder, account.uid, account.gid);
const cluster = { binaries: usableBinaries(root, account), data: join(folder, 'data'), account };
const password = randomBytes(18).toString('base64url');

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.stdin.on('end', () => void finish()).resume();

try {
  await initialise(cluster, password, hasty);
  const port = await freePort();
  await start(cluster, port);
  console.log(JSON.stringify({ port, password, cluster }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

async function finish() {
  if (isRunning(cluster)) await stop(cluster, 'immediate');
  process.exit(0);
}
