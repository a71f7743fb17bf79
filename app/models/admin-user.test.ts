import { afterAll, expect, test, vi } from 'vitest';

vi.mock('~/models/audit.server', () => ({ audit: () => Promise.reject(new Error('no log')) }));
const { disconnect, read } = await import('~/db.server');
const { createAdmin } = await import('~/models/admin-user.server');
afterAll(disconnect);

test('nobody is made of whom the log does not tell', async () => {
  const person = { email: 'mia@shop.example', name: 'Mia', password: 'lantern on the pier' };
  await expect(createAdmin(person)).rejects.toThrow('no log');
  expect(await read((db) => db.adminUser.count())).toBe(0);
});
