import { inProject } from '../paths.js';
import { run } from '../run.js';

/** The same faults in every test run; enough of them that each kind comes up. */
const chaos = { seconds: 120, seed: 1 };

/**
 * Runs the shop under faults. It mostly waits, so it runs beside the other tools.
 * @param {string} report where the result goes
 * @returns {Promise<import('../run.js').Result>}
 */
export function runChaos(report) {
  const { seconds, seed } = chaos;
  return run(process.execPath, [
    '--import',
    'tsx',
    inProject('scripts/chaos.ts'),
    `--seconds=${seconds}`,
    `--seed=${seed}`,
    `--json=${report}`,
  ]);
}
