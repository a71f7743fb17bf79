/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * Counts a report of Vitest. A file that fails without a failed test, since it can't be loaded or its set-up fails,
 * counts as one.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofVitest(report) {
  /** @type {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, success: boolean, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const read = JSON.parse(report);
  const broken = read.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests + broken.length,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/**
 * Counts a report of Playwright. A test that passed at a second try counts as passed; Playwright names it as flaky.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofPlaywright(report) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} */
  const { stats, errors } = JSON.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Counts a report of the chaos run: each thing that must hold is a test.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofChaos(report) {
  /** @type {{ bars: { held: boolean }[] }} */
  const { bars } = JSON.parse(report);
  const passed = bars.filter(({ held }) => held).length;
  return { passed, failed: bars.length - passed, skipped: 0 };
}

/**
 * @param {Count} one
 * @param {Count} other
 * @returns {Count}
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** @param {Count} count */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}
