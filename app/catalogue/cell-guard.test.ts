import { describe, expect, test } from 'vitest';
import { guard, unguard } from '~/catalogue/cell-guard';
import { random } from '../../e2e/faults/random';

describe('a cell that a spreadsheet would run', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['- a list', "'- a list"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
  ])('%s is written as text', (cell, written) => {
    expect(guard(cell)).toBe(written);
    expect(unguard(written)).toBe(cell);
  });

  test.each(['-5', '+3', '-12.50', "'0123", "it's", '', "'", 'a=b'])('%s is none', (cell) => {
    expect(guard(cell)).toBe(cell);
    expect(unguard(cell)).toBe(cell);
  });
});

test('every cell comes back as it was', () => {
  const chance = random(7);
  const signs = ["'", '=', '+', '-', '@', '\t', '1', '.', 'a', ' '];
  for (let n = 0; n < 5_000; n += 1) {
    const length = Math.floor(chance() * 5);
    const cell = Array.from({ length }, () => signs[Math.floor(chance() * signs.length)]).join('');
    expect(unguard(guard(cell)), cell).toBe(cell);
    expect(guard(cell), cell).not.toMatch(/^[=@\t]|^[+-](?!\d+(\.\d+)?$)/);
  }
});
