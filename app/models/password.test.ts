import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { changePassword } from '~/models/password.server';
import { hashPassword, verifyPassword } from '~/password.server';

const old = 'a lamp in the window';
const chosen = 'another lamp in the harbour';
let me: { id: string; sessionId: string };

beforeEach(async () => {
  const user = { email: `${randomUUID()}@shop.example`, name: 'Mia' };
  const passwordHash = await hashPassword(old);
  const { id } = await transaction((tx) =>
    tx.adminUser.create({ data: { ...user, passwordHash } }),
  );
  me = { id, sessionId: randomUUID() };
});
afterAll(disconnect);

const stored = () => read((db) => db.adminUser.findUniqueOrThrow({ where: { id: me.id } }));
const is = async (password: string) => verifyPassword(password, (await stored()).passwordHash);
const change = (key: string, from: string, to: string) =>
  changePassword(me, { key, old: from, password: to });

test('a password is changed once, however often and however much at once its form is sent', async () => {
  const key = randomUUID();
  const all = await Promise.all([1, 2, 3].map(() => change(key, old, chosen)));
  expect([...all, await change(key, old, chosen)]).toEqual(Array(4).fill({ ok: true }));
  expect((await stored()).version).toBe(2);
  expect(await is(chosen)).toBe(true);
});

test('sent again with another one, the form says which it is now', async () => {
  const key = randomUUID();
  await change(key, old, chosen);
  const again = await change(key, old, 'a third lamp on the pier');
  expect(again).toMatchObject({ ok: false, field: 'old' });
  expect(again).toHaveProperty('message', expect.stringContaining('already'));
  expect(await is(chosen)).toBe(true);
});

test('a wrong one changes nothing, and leaves the key for the right one', async () => {
  const key = randomUUID();
  expect(await change(key, 'wrong', chosen)).toMatchObject({ ok: false, field: 'old' });
  expect(await change(key, old, 'password')).toMatchObject({ ok: false, field: 'password' });
  expect(await is(old)).toBe(true);
  expect(await change(key, old, chosen)).toEqual({ ok: true });
});

test('what the key keeps tells nothing of a password', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  await change(one, old, chosen);
  await change(other, chosen, old);
  const kept = await read((db) => db.writeKey.findMany({ where: { key: { in: [one, other] } } }));
  expect(new Set(kept.map(({ requestHash }) => requestHash)).size).toBe(1);
});
