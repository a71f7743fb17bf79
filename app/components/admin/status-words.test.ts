import { expect, test } from 'vitest';
import { causeOf, duration, verdictOn } from '~/components/admin/status-words';
import type { Now } from '~/models/shop-status';

const well: Now = {
  at: 0,
  pages: 400,
  failed: 4,
  typical: 12,
  slow: 80,
  statement: 2,
  state: 'well',
  breaker: 'closed',
  schema: 'current',
  connections: { busy: 1, limit: 10, waiting: 0 },
};

test.each<[Partial<Now>, string]>([
  [{}, 'The shop is open'],
  [{ typical: null, pages: 0, failed: 0 }, 'The shop is open'],
  [{ pages: 3, failed: 0, typical: 1500 }, 'The shop is open'],
  [{ typical: 1500 }, 'The shop is slow'],
  [{ failed: 5 }, 'Some pages failed in the last five minutes'],
  [{ state: 'troubled', failed: 5 }, 'The database has trouble'],
  [{ schema: 'behind' }, 'The database lacks something that this version asks for'],
  [{ schema: 'behind', state: 'away' }, 'The database is not answering'],
])('%j: %s', (now, title) => {
  expect(verdictOn({ ...well, ...now }).title).toBe(title);
});

test.each([
  [null, '–'],
  [0.75, '0.75 ms'],
  [999, '999 ms'],
  [1000, '1 s'],
  [4130, '4.1 s'],
  [61_000, '61 s'],
  [15 * 60_000, '15 min'],
  [5 * 3_600_000, '5 h'],
])('%d ms are said as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test.each([
  ['crowded', 'More people came at once than could be served'],
  ['57P01', 'The database was stopped or restarted'],
  ['57014', 'The database took too long for a question'],
  ['28P01', 'The database refused the shop’s password'],
  ['query timeout', 'The database did not answer in time'],
  ['pool timeout', 'All of the shop’s connections were busy'],
  ['40P01', 'Saves got in each other’s way'],
  ['ECONNRESET', 'Connections to the database broke'],
])('the code %s means: %s', (code, cause) => {
  expect(causeOf(code)).toBe(cause);
});
