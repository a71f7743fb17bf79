import { describe, expect, test } from 'vitest';
import { add, ofChaos, ofPlaywright, ofVitest, summary } from './results.js';

const vitest = {
  numPassedTests: 3,
  numFailedTests: 1,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: 'passed', assertionResults: [{}, {}] }],
};

describe('counting reports', () => {
  test('Vitest: what it left out is skipped', () => {
    expect(ofVitest(JSON.stringify(vitest))).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  test('Vitest: a file that can not be loaded is a failure', () => {
    const broken = { ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(ofVitest(JSON.stringify(broken)).failed).toBe(2);
  });

  test('Vitest: a file whose set-up fails is a failure, one with failed tests is not another', () => {
    const file = (...statuses: string[]) => ({
      status: 'failed',
      assertionResults: statuses.map((status) => ({ status })),
    });
    const report = {
      ...vitest,
      testResults: [file('skipped', 'skipped'), file('passed', 'failed')],
    };
    expect(ofVitest(JSON.stringify(report)).failed).toBe(2);
  });

  test('Playwright: a second try that passes is a pass, an error outside of tests a failure', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
    const report = JSON.stringify({ stats, errors: [{}] });
    expect(ofPlaywright(report)).toEqual({ passed: 6, failed: 2, skipped: 2 });
  });

  test('chaos: each thing that must hold is a test', () => {
    const report = JSON.stringify({ bars: [{ held: true }, { held: false }, { held: true }] });
    expect(ofChaos(report)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  test('one line, that speaks of skipped ones only when there are some', () => {
    const both = add({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 0, skipped: 0 });
    expect(summary(both)).toBe('3 passed, 0 failed');
    expect(summary({ ...both, skipped: 4 })).toBe('3 passed, 0 failed, 4 skipped');
  });
});
