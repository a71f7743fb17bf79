import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A hash over the contents of files.
 * @param {string} root
 * @param {string[]} names files and folders in it; one that isn't there counts as empty
 * @param {(path: string) => boolean} [counts] false leaves a file or folder out
 */
export function fingerprint(root, names, counts = () => true) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const name of names) add(name);
  return hash.digest('hex');

  /** @param {string} name */
  function add(name) {
    const path = join(root, name);
    if (!existsSync(path) || !counts(name)) return;
    if (statSync(path).isDirectory()) {
      for (const child of readdirSync(path).sort()) add(`${name}/${child}`);
    } else {
      hash.update(`\0${name}\0`).update(readFileSync(path));
    }
  }
}

/**
 * Whether what a stamp file stands for was made from sources with this fingerprint.
 * @param {string} stamp
 * @param {string} fingerprint
 */
export function isStamped(stamp, fingerprint) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint;
}

/**
 * @param {string} stamp
 * @param {string} fingerprint
 */
export function writeStamp(stamp, fingerprint) {
  writeFileSync(stamp, fingerprint);
}
