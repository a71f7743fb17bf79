import { scryptSync } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { hashPassword, needsRehash, verifyPassword } from './password.server';

// Other tests hash at less cost.
vi.unmock('node:crypto');

/** A hash as an earlier version with cheaper parameters would have left it. */
function oldHash(password: string): string {
  const salt = Buffer.alloc(16, 7);
  const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$ln=10,r=8,p=1$${base64(salt)}$${base64(key)}`;
}

test('knows the password it hashed, and no other', async () => {
  const hash = await hashPassword('lantern on the pier');
  expect(await verifyPassword('lantern on the pier', hash)).toBe(true);
  expect(await verifyPassword('lantern on the Pier', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('hashes the same password differently each time, and says how', async () => {
  const hashes = await Promise.all([hashPassword('same'), hashPassword('same')]);
  expect(hashes[0]).not.toBe(hashes[1]);
  for (const hash of hashes) expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
});

test('takes composed and decomposed letters for the same password', async () => {
  const hash = await hashPassword('caf\u00e9 au lait');
  expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true);
});

test('says no where there is no user, whatever is typed', async () => {
  expect(await verifyPassword('', null)).toBe(false);
  expect(await verifyPassword('anything at all', null)).toBe(false);
});

test('verifies a hash of other parameters and asks for a new one', async () => {
  const hash = oldHash('lantern on the pier');
  expect(await verifyPassword('lantern on the pier', hash)).toBe(true);
  expect(needsRehash(hash)).toBe(true);
  expect(needsRehash(await hashPassword('x'))).toBe(false);
});

test.each(['', 'plain', '$scrypt$ln=15,r=8,p=3$short$short', '$2b$10$abcdefghijklmnopqrstuv'])(
  'refuses a hash it did not write: %j',
  async (hash) => {
    await expect(verifyPassword('x', hash)).rejects.toThrow('not readable');
    expect(() => needsRehash(hash)).toThrow('not readable');
  },
);
