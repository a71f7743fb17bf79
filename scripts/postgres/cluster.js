import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { Problem } from '../problem.js';
import { run } from '../run.js';
import { program } from './binaries.js';

/**
 * @typedef {import('./account.js').Account} Account
 * @typedef {{ binaries: string, data: string, account: Account | null }} Cluster
 *   `data` is the folder PostgreSQL keeps everything in.
 */

/** The name of the cluster's one role. */
const user = 'holdfast';

/** Only this machine's programs get in, by TCP and with a password. */
const listen = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];

/**
 * Makes a new, empty cluster.
 * @param {Cluster} cluster
 * @param {string} password
 * @param {string[]} [settings] like `fsync=off`
 * @throws Problem
 */
export async function initialise(cluster, password, settings = []) {
  mkdirSync(cluster.data, { recursive: true, mode: 0o700 });
  own(cluster, cluster.data);
  const passwordFile = join(dirname(cluster.data), `password-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  own(cluster, passwordFile);
  try {
    await command(cluster, 'initdb', [
      `--pgdata=${cluster.data}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=und',
      ...(settings.includes('fsync=off') ? ['--no-sync'] : []),
      ...[...listen, ...settings].map((setting) => `--set=${setting}`),
    ]);
  } finally {
    rmSync(passwordFile);
  }
}

/**
 * Starts a cluster and waits until it answers. It becomes a daemon, which a Ctrl-C in this terminal doesn't reach.
 * @param {Cluster} cluster
 * @param {number} port
 */
export async function start(cluster, port) {
  // What a killed server left: its number may by now be another program's, which PostgreSQL would take for itself.
  if (!isRunning(cluster)) rmSync(join(cluster.data, 'postmaster.pid'), { force: true });
  const log = join(cluster.data, 'server.log');
  try {
    await command(cluster, 'pg_ctl', [
      'start',
      '--wait',
      '--silent',
      '--timeout=60',
      `--pgdata=${cluster.data}`,
      `--log=${log}`,
      `--options=-p ${port}`,
    ]);
  } catch (error) {
    if (!(error instanceof Problem) || !existsSync(log)) throw error;
    const said = readFileSync(log, 'utf8').trim().split('\n').slice(-5).join('\n');
    throw new Problem(
      `PostgreSQL did not start. Its log (${log}) ends with:\n${said}`,
      error.remedy,
    );
  }
}

/**
 * @param {Cluster} cluster
 * @param {'fast' | 'immediate'} mode fast ends connections and writes everything out; immediate leaves that to the next start
 */
export async function stop(cluster, mode) {
  await command(cluster, 'pg_ctl', [
    'stop',
    '--wait',
    '--silent',
    '--timeout=30',
    `--mode=${mode}`,
    `--pgdata=${cluster.data}`,
  ]);
}

/**
 * The port a running cluster listens on.
 * @param {Cluster} cluster
 * @returns {number | null} null when it isn't running, whatever a crash left behind
 */
export function runningPort(cluster) {
  return isRunning(cluster) ? Number(readPidFile(cluster)[3]) || null : null;
}

/**
 * Whether the cluster's server lives. Process numbers are used again, so where the system tells, a living
 * process counts only if it works in the cluster's folder, as PostgreSQL does.
 * @param {Cluster} cluster
 */
export function isRunning(cluster) {
  const pid = Number(readPidFile(cluster)[0]);
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster.data);
  } catch {
    return false;
  }
}

/** @param {Cluster} cluster */
function readPidFile({ data }) {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

/**
 * A TCP port that is free on 127.0.0.1.
 * @param {number} [preferred] taken when it is free
 * @returns {Promise<number>}
 */
export function freePort(preferred = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred ? resolve(freePort()) : reject(error)));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * @param {number} port
 * @param {string} password
 * @param {string} database
 */
export function urlOf(port, password, database) {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * @param {Cluster} cluster
 * @param {'initdb' | 'pg_ctl'} name
 * @param {string[]} args
 */
async function command(cluster, name, args) {
  const { status, output } = await run(program(cluster.binaries, name), args, as(cluster));
  if (status === 0) return;
  if (/No space left/i.test(output)) {
    throw new Problem(
      'The disk is too full for PostgreSQL.',
      'Make room (about 1 GB), then run this again.',
    );
  }
  const errors = output.split('\n').filter((line) => /error|fatal/i.test(line));
  throw new Problem(
    `PostgreSQL's ${name} failed: ${(errors.length ? errors : output.split('\n').slice(-5)).join('\n')}`,
    'Put right what it says, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** @param {Cluster} cluster */
function as(cluster) {
  return { cwd: dirname(cluster.binaries), ...cluster.account };
}

/**
 * @param {Cluster} cluster
 * @param {string} path
 */
function own({ account }, path) {
  if (account) chownSync(path, account.uid, account.gid);
}
