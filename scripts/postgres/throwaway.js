import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.js';
import { urlOf } from './cluster.js';

/** @typedef {import('./cluster.js').Cluster} Cluster */

/**
 * Starts a PostgreSQL of its own for tests. It is gone, files and all, when `stop` is called or this process
 * ends in whatever way: its keeper watches a pipe that only this process holds.
 * @param {string[]} [settings] of PostgreSQL, beside those of a test, like `shared_buffers=1GB`
 * @param {string} [folder] for its files; one of this project's when not said
 * @returns {Promise<{ url: (database: string) => string, cluster: Cluster, port: number, stop: () => Promise<void> }>}
 *   whoever stops `cluster` in the middle may start it again on `port`
 */
export async function startThrowawayCluster(settings = [], folder = '') {
  const program = fileURLToPath(new URL('keeper.js', import.meta.url));
  const keeper = spawn(process.execPath, [program, folder, ...settings], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const lines = createInterface(keeper.stdout);
  const line = await firstLine(lines);
  lines.close();
  if (line === null) throw new Problem('No PostgreSQL for the tests.', 'Read what it says above.');
  /** @type {{ port: number, password: string, cluster: Cluster }} */
  const { port, password, cluster } = JSON.parse(line);
  keeper.unref();
  return {
    url: (database) => urlOf(port, password, database),
    cluster,
    port,
    async stop() {
      const ended = once(keeper, 'exit');
      keeper.ref();
      keeper.stdin.end();
      await ended;
    },
  };
}

/**
 * @param {import('node:readline').Interface} lines
 * @returns {Promise<string | null>} null when there is none
 */
function firstLine(lines) {
  return new Promise((resolve) => {
    lines.once('line', resolve).once('close', () => resolve(null));
  });
}
