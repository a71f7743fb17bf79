import { expect, test } from 'vitest';
import { RetryBudget } from '~/db/budget.server';

test('a process that has just begun may repeat a little', () => {
  const budget = new RetryBudget();
  const granted = Array.from({ length: 30 }, () => budget.spend()).filter(Boolean);
  expect(granted).toHaveLength(10);
});

test('in an outage retries never more than double the load', () => {
  const budget = new RetryBudget();
  while (budget.spend());
  let retries = 0;
  const operations = 1000;
  for (let n = 0; n < operations; n += 1) {
    budget.earn();
    for (let tries = 0; tries < 3; tries += 1) if (budget.spend()) retries += 1;
  }
  expect(retries).toBe(operations);
});

test('what a healthy day has saved up is bounded', () => {
  const budget = new RetryBudget();
  for (let n = 0; n < 100_000; n += 1) budget.earn();
  let retries = 0;
  while (budget.spend()) retries += 1;
  expect(retries).toBe(100);
});
