import type * as NodeCrypto from 'node:crypto';
import { afterEach, beforeEach, expect, inject, vi } from 'vitest';
import { cloneDatabase } from './database.js';
import { managementSecret, metricsToken, sessionSecret } from './secrets.js';

process.env.DATABASE_URL = await cloneDatabase(
  inject('serverUrl'),
  `tests_${process.env.VITEST_POOL_ID ?? '0'}`,
  'template',
);
process.env.SESSION_SECRET = sessionSecret;
process.env.DB_MANAGEMENT_SECRET = managementSecret;
process.env.METRICS_TOKEN = metricsToken;

/** Passwords are hashed, at less cost: what a hash should cost is said in it, and `app/password.server.test.ts` looks there. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof NodeCrypto>();
  const scrypt: Derive = (password, salt, length, options, done) => {
    const cheap = { ...options, N: Math.min(options.N ?? 1024, 1024), p: 1 };
    crypto.scrypt(password, salt, length, cheap, done);
  };
  return { ...crypto, scrypt };
});

type Derive = (
  ...args: [NodeCrypto.BinaryLike, Buffer, number, NodeCrypto.ScryptOptions, Derived]
) => void;
type Derived = (error: Error | null, key: Buffer) => void;

/** What nobody expected on the console fails the test; a test that expects it says so with `vi.spyOn(console, 'error')`. */
const error = console.error;
const unexpected = vi.fn((...args: unknown[]) => error(...args));

/**
 * So does what a library warns that it will refuse one day, such as a second query on a connection before the
 * first is answered. (Node's own warnings have a code.) Each is said once in a process, which is once in a file.
 */
const deprecated: string[] = [];
process.on('warning', (warning) => {
  if (warning.name !== 'DeprecationWarning' || 'code' in warning) return;
  deprecated.push(warning.stack ?? warning.message);
});

beforeEach(() => {
  unexpected.mockClear();
  console.error = unexpected;
});

afterEach(() => {
  expect(unexpected.mock.calls, 'written to console.error').toEqual([]);
  expect(deprecated.splice(0), 'warnings of what is deprecated').toEqual([]);
});
