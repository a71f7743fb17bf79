import { expect, test } from 'vitest';
import { type Heard, Journal } from './journal';
import { asMarkdown, asText, barsOf } from './report';
import { type Facts, summarise } from './result';

const page = {
  role: 'customer',
  method: 'GET',
  path: '/',
  begun: 0,
  ended: 50,
  status: 200,
} as const;
const absent = { kind: 'stop', begun: 100, accepted: 1000, recovered: 1300, usual: 50 };

function outcome(heard: Heard[], changes: Partial<Facts> = {}) {
  const journal = new Journal();
  journal.answers.push(...heard);
  const result = summarise({
    settings: { seconds: 10, seed: 1 },
    lasted: 10,
    journal,
    storm: { tried: [], absences: [], count: 0 },
    stolen: { longest: 0, between: () => 0 },
    verdict: { lost: 0, duplicated: 0, torn: 0, unresolved: 0, wrong: 0, findings: [] },
    leaks: { connections: 0, transactions: 0, left: 0, counters: {} },
    server: { died: false, end: 'Its process ended with 0.' },
    ...changes,
  });
  const missed = barsOf(result).flatMap(({ held, name }) => (held ? [] : [name]));
  return { result, missed };
}

test('all holds where nothing happened', () => {
  const { result, missed } = outcome([page]);
  expect(missed).toEqual([]);
  expect(asText(result)).toContain('of seed 1, 1 requests, 0 saves: all held.');
  expect(asMarkdown(result)).toContain('npm run chaos -- --seconds 10 --seed 1');
});

test('a page that a customer missed is named with the fault that struck it', () => {
  const reset = { kind: 'reset', begun: 10, ended: 11, tookPlace: true };
  const storm = { tried: [reset], absences: [], count: 1 };
  const { result, missed } = outcome([{ ...page, status: 503 }], { storm });
  expect(result.errors.unexpected).toEqual({ '503 in reset': 1 });
  expect(missed).toEqual([expect.stringContaining('customers missed')]);
});

test.each([
  ['is expected while the database is away for long', 2500, {}, { 'stop for 2000 ms or more': 1 }],
  ['is not while it is soon there again', 1000, { '503 in no fault': 1 }, {}],
])('a page that is missed %s', (_name, accepted, unexpected, expected) => {
  const absences = [{ ...absent, accepted, recovered: accepted + 100 }];
  const missed = { ...page, begun: 900, ended: 950, status: 503 };
  const { result } = outcome([missed], { storm: { tried: [], absences, count: 0 } });
  expect(result.errors).toEqual({ unexpected, expected });
});

test.each([0, 500])('an answer that is no page, redirect or honest 503 is broken: %s', (status) => {
  expect(outcome([{ ...page, role: 'editor', status }]).missed).toEqual(['broken answers']);
});

test('an answer beyond its deadline is late, and a save has longer', () => {
  const late = { ...page, ended: 7000 };
  expect(outcome([late]).missed).toEqual(['answers later than their deadline']);
  expect(outcome([{ ...late, role: 'editor', method: 'POST' }]).missed).toEqual([]);
  const stolen = { longest: 2000, between: () => 2000 };
  expect(outcome([late], { stolen }).missed).toEqual([]);
});

test('a recovery counts without the time that the page takes anyway', () => {
  const storm = (recovered: number) => ({
    tried: [],
    absences: [{ ...absent, recovered }],
    count: 0,
  });
  expect(outcome([], { storm: storm(2040) }).missed).toEqual([]);
  expect(outcome([], { storm: storm(2060) }).missed).toEqual(['recovery within 1000 ms']);
});

test('leaks, a death, too few faults and every finding are missed bars', () => {
  expect(outcome([], { leaks: { connections: 1, transactions: 0, left: 0, counters: {} } }).missed).toEqual(['connections leaked']);
  expect(outcome([], { leaks: { connections: 0, transactions: 1, left: 0, counters: {} } }).missed).toEqual(['transactions left open']);
  expect(outcome([], { server: { died: true, end: 'Its process ended with 1.' } }).missed).toHaveLength(2);
  expect(outcome([], { server: { died: false, end: 'Its process ended with SIGKILL.' } }).missed).toHaveLength(1);
  expect(outcome([], { settings: { seconds: 60, seed: 1 } }).missed).toEqual(['at least 200 faults']);
  const verdict = { lost: 1, duplicated: 1, torn: 1, unresolved: 1, wrong: 1, findings: ['lost: this'] };
  const { result, missed } = outcome([], { verdict });
  expect(missed).toHaveLength(5);
  expect(asText(result)).toContain('lost: this');
}); // prettier-ignore
