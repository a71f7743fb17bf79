import { existsSync, statfsSync } from 'node:fs';

/** bytes: several times what the databases of a run come to. */
const room = 4 * 2 ** 30;

/**
 * Where the tests' databases are quickest: in memory, if the system lends that much. The files of one more copy cost
 * the kernel half a second where a disk is slow, and a twentieth of that in memory.
 * @returns {string | undefined} undefined where there is too little
 */
export function folderInMemory() {
  if (!existsSync('/dev/shm')) return undefined;
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize > room ? '/dev/shm' : undefined;
}
