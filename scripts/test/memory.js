import { existsSync, statfsSync } from 'node:fs';

/** bytes: several times what the databases of a run come to. */
const room = 4 * 2 ** 30;

/** @returns {number} bytes that the system still lends for files in memory; 0 where it has none of them */
export function freeInMemory() {
  if (!existsSync('/dev/shm')) return 0;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize;
}

/**
 * Where the tests' databases are quickest: in memory, if the system lends that much. The files of one more copy cost
 * the kernel half a second where a disk is slow, and a twentieth of that in memory.
 * @returns {string | undefined} undefined where there is too little
 */
export function folderInMemory() {
  return freeInMemory() > room ? '/dev/shm' : undefined;
}
