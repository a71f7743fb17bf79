/**
 * What a tool's report says. `failures` names what failed, as `FILE > TEST`.
 * @typedef {{ passed: number, failures: string[], skipped: number }} Count
 */

/**
 * Counts a report of Vitest. A file that fails without a failed test, since it can't be loaded or its set-up fails,
 * counts as one.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofVitest(report) {
  /** @type {{ numPassedTests: number, numPendingTests: number, numTodoTests: number, testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} */
  const read = JSON.parse(report);
  const failures = read.testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`${name} could not be run`];
    return failed.map(({ fullName }) => `${name} > ${fullName}`);
  });
  return {
    passed: read.numPassedTests,
    failures,
    skipped: read.numPendingTests + read.numTodoTests,
  };
}

/** @typedef {{ title: string, specs?: { title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite */

/**
 * Counts a report of Playwright. A test that passed at a second try counts as passed; Playwright names it as flaky.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofPlaywright(report) {
  /** @type {{ stats: { expected: number, flaky: number, skipped: number }, errors: { message?: string }[], suites: Suite[] }} */
  const { stats, errors, suites } = JSON.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failures: [
      ...suites.flatMap((suite) => unexpected(suite, [])),
      ...errors.map(({ message }) => message ?? 'an error outside of tests'),
    ],
    skipped: stats.skipped,
  };
}

/**
 * @param {Suite} suite
 * @param {string[]} within titles of what it lies in
 * @returns {string[]}
 */
function unexpected({ title, specs = [], suites = [] }, within) {
  const path = [...within, title];
  const failed = specs.filter(({ tests }) => tests.some(({ status }) => status === 'unexpected'));
  return [
    ...failed.map((spec) => [...path, spec.title].join(' > ')),
    ...suites.flatMap((inner) => unexpected(inner, path)),
  ];
}

/**
 * Counts a report of the chaos run: each thing that must hold is a test.
 * @param {string} report JSON
 * @returns {Count}
 */
export function ofChaos(report) {
  /** @type {{ bars: { name: string, held: boolean }[] }} */
  const { bars } = JSON.parse(report);
  const failures = bars.filter(({ held }) => !held).map(({ name }) => `chaos > ${name}`);
  return { passed: bars.length - failures.length, failures, skipped: 0 };
}

/**
 * @param {Count} one
 * @param {Count} other
 * @returns {Count}
 */
export function add(one, other) {
  return {
    passed: one.passed + other.passed,
    failures: [...one.failures, ...other.failures],
    skipped: one.skipped + other.skipped,
  };
}

/**
 * One line of counts; before it, a line for each failure, since what a tool said of it has scrolled away.
 * @param {Count} count
 */
export function summary({ passed, failures, skipped }) {
  const counts = `${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ''}`;
  return [...failures.map((failure) => `failed: ${failure}`), counts].join('\n');
}
