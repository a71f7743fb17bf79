import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Problem } from '../problem.js';

/** @typedef {{ uid: number, gid: number }} Account */

/**
 * PostgreSQL refuses to run as root, so root lends it an account of its own.
 * @returns {Account | null} null when whoever runs this isn't root, and may run it as themselves
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return null;
  const account = find('postgres') ?? create('postgres') ?? find('nobody');
  if (account) return account;
  throw new Problem(
    'PostgreSQL does not run as root, and this machine has no other account for it.',
    'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/**
 * @param {string} name
 * @returns {Account | null}
 */
function find(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/**
 * @param {string} name
 * @returns {Account | null}
 */
function create(name) {
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  spawnSync('useradd', [...options, name], { stdio: 'ignore' });
  return find(name);
}
