import { describe, expect, test } from 'vitest';
import { add, ofChaos, ofPlaywright, ofVitest, summary } from './results.js';

const vitest = {
  numPassedTests: 3,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ name: 'a.test.ts', status: 'passed', assertionResults: [] }],
};

const file = (...statuses: string[]) => ({
  name: 'b.test.ts',
  status: 'failed',
  assertionResults: statuses.map((status, n) => ({ status, fullName: `does ${n}` })),
});

describe('counting reports', () => {
  test('Vitest: what it left out is skipped', () => {
    expect(ofVitest(JSON.stringify(vitest))).toEqual({ passed: 3, failures: [], skipped: 2 });
  });

  test('Vitest: a file that can not be loaded, or whose set-up fails, is a failure', () => {
    const report = { ...vitest, testResults: [file(), file('skipped', 'skipped')] };
    const broken = 'b.test.ts could not be run';
    expect(ofVitest(JSON.stringify(report)).failures).toEqual([broken, broken]);
  });

  test('Vitest: a file with failed tests is no failure beside theirs', () => {
    const report = { ...vitest, testResults: [file('passed', 'failed', 'failed')] };
    expect(ofVitest(JSON.stringify(report)).failures).toEqual([
      'b.test.ts > does 1',
      'b.test.ts > does 2',
    ]);
  });

  test('Playwright: a second try that passes is a pass, an error outside of tests a failure', () => {
    const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
    const suites = [
      {
        title: 'shop.spec.ts',
        specs: [spec('opens', 'expected'), spec('closes', 'unexpected')],
        suites: [{ title: 'by night', specs: [spec('sleeps', 'unexpected'), spec('x', 'flaky')] }],
      },
    ];
    const stats = { expected: 5, flaky: 1, skipped: 2 };
    const report = JSON.stringify({ stats, errors: [{ message: 'no browser' }], suites });
    expect(ofPlaywright(report)).toEqual({
      passed: 6,
      failures: ['shop.spec.ts > closes', 'shop.spec.ts > by night > sleeps', 'no browser'],
      skipped: 2,
    });
  });

  test('chaos: each thing that must hold is a test', () => {
    const bars = [{ held: true }, { name: 'saves lost', held: false }, { held: true }];
    const counted = { passed: 2, failures: ['chaos > saves lost'], skipped: 0 };
    expect(ofChaos(JSON.stringify({ bars }))).toEqual(counted);
  });

  test('one line, that speaks of skipped ones only when there are some', () => {
    const both = add(
      { passed: 1, failures: [], skipped: 0 },
      { passed: 2, failures: [], skipped: 0 },
    );
    expect(summary(both)).toBe('3 passed, 0 failed');
    expect(summary({ ...both, skipped: 4 })).toBe('3 passed, 0 failed, 4 skipped');
  });

  test('before it, what failed', () => {
    const both = add(
      { passed: 1, failures: ['a'], skipped: 0 },
      { passed: 2, failures: ['b'], skipped: 0 },
    );
    expect(summary(both)).toBe('failed: a\nfailed: b\n3 passed, 2 failed');
  });
});
