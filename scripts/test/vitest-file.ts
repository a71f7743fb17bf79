import { afterEach, beforeEach, expect, inject, vi } from 'vitest';
import { cloneDatabase } from './database.js';

process.env.DATABASE_URL = await cloneDatabase(
  inject('serverUrl'),
  `tests_${process.env.VITEST_POOL_ID ?? '0'}`,
  'template',
);
process.env.SESSION_SECRET = 'a secret that is only good for tests';

/** What nobody expected on the console fails the test; a test that expects it says so with `vi.spyOn(console, 'error')`. */
const error = console.error;
const unexpected = vi.fn((...args: unknown[]) => error(...args));

beforeEach(() => {
  unexpected.mockClear();
  console.error = unexpected;
});

afterEach(() => {
  expect(unexpected.mock.calls, 'written to console.error').toEqual([]);
});
