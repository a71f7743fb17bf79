import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inProject, root } from '../paths.js';
import { Problem } from '../problem.js';
import { serverAccount } from './account.js';
import { isReachable, reachablePlace, usableBinaries } from './binaries.js';
import { freePort, initialise, isRunning, runningPort, start, stop, urlOf } from './cluster.js';

/** @typedef {import('./cluster.js').Cluster} Cluster */

/**
 * The shop's own PostgreSQL.
 * @typedef {object} Embedded
 * @property {Cluster} cluster
 * @property {number} port
 * @property {string} data where its files are
 * @property {boolean} adopted it ran already, left behind by a start that was killed
 * @property {(database: string) => string} url
 */

/** Taken when it is free. */
export const usualPort = 54_320;

/**
 * Starts the PostgreSQL whose data is in .data/postgres, made first if it isn't there.
 * @param {string} password
 * @param {(text: string) => void} say
 * @returns {Promise<Embedded>}
 */
export async function startEmbedded(password, say) {
  const cluster = findCluster();
  const url = (/** @type {string} */ database) => urlOf(port, password, database);
  let port = runningPort(cluster) ?? 0;
  const adopted = port !== 0;
  if (!exists(cluster.data)) {
    say('making a PostgreSQL in .data/postgres');
    await make(cluster, password);
  }
  if (!adopted) port = await startOnSomePort(cluster);
  return { cluster, port, data: cluster.data, adopted, url };
}

/**
 * Starts the same cluster again after something ended it.
 * @param {Embedded} embedded
 */
export async function restartEmbedded({ cluster, port }) {
  if (!isRunning(cluster)) await start(cluster, port);
}

/** @param {Embedded} embedded */
export function isEmbeddedRunning({ cluster }) {
  return isRunning(cluster);
}

/**
 * @param {Embedded} embedded
 * @param {'fast' | 'immediate'} [mode]
 */
export async function stopEmbedded({ cluster }, mode = 'fast') {
  if (isRunning(cluster)) await stop(cluster, mode);
}

/** @returns {Cluster} */
function findCluster() {
  const link = inProject('.data/postgres');
  const account = accountFor(link);
  const binaries = usableBinaries(root, account);
  // PostgreSQL's account may get into where a link leads, and not to the link.
  if (exists(link)) return { binaries, data: realpathSync(link), account };
  if (isReachable(inProject('.data'), account)) return { binaries, data: link, account };
  // Root's own folders are closed to the account that PostgreSQL runs under: the data goes elsewhere.
  rmSync(link, { force: true });
  const folder = mkdtempSync(join(reachablePlace(), 'data-'));
  if (account) chownSync(folder, account.uid, account.gid);
  symlinkSync(join(folder, 'postgres'), link);
  return { binaries, data: join(folder, 'postgres'), account };
}

/**
 * Root runs PostgreSQL as whoever owns its files.
 * @param {string} data
 */
function accountFor(data) {
  if (!exists(data) || !process.getuid) return serverAccount();
  const { uid, gid } = statSync(data);
  if (process.getuid() === uid) return null;
  if (process.getuid() === 0) return { uid, gid };
  throw new Problem(
    `The database's files in ${data} belong to another account of this machine.`,
    'Start the shop as the account that started it first, or set DATABASE_URL.',
  );
}

/**
 * A cluster appears whole or not at all, whatever interrupts the making.
 * @param {Cluster} cluster
 * @param {string} password
 */
async function make(cluster, password) {
  const parent = dirname(cluster.data);
  mkdirSync(parent, { recursive: true });
  const unfinished = `${cluster.data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await initialise({ ...cluster, data: unfinished }, password);
  renameSync(unfinished, cluster.data);
}

/**
 * @param {Cluster} cluster
 * @returns {Promise<number>}
 */
async function startOnSomePort(cluster, tries = 3) {
  const port = await freePort(usualPort);
  try {
    await start(cluster, port);
    return port;
  } catch (error) {
    const taken = error instanceof Problem && error.message.includes('Address already in use');
    if (!taken || tries === 1) throw error;
    return startOnSomePort(cluster, tries - 1);
  }
}

/** @param {string} path */
function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether the data lives outside the project's folder. */
export function isElsewhere() {
  return lstatSync(inProject('.data/postgres')).isSymbolicLink();
}
