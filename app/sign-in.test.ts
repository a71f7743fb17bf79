import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { createAdmin } from '~/models/admin-user.server';
import { networkOf } from '~/models/sign-in-tries.server';
import { runInRequest } from '~/request.server';
import { action } from '~/routes/admin_.login';
import { masked } from '~/sign-in.server';
import { formOf, post } from '../scripts/test/admin';

// Hashing is slow on purpose, and slower on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const email = 'mia@shop.example';
const password = 'lantern on the pier';
const wrong = 'lantern on the quay';
let userId = '';

beforeAll(async () => {
  const user = await createAdmin({ email, name: 'Mia', password });
  if (!user.ok) throw new Error(user.message);
  userId = user.id;
});
beforeEach(() =>
  transaction(async (tx) => {
    await tx.signInTry.deleteMany();
    await tx.auditEntry.deleteMany();
  }),
);
afterAll(disconnect);

function signIn(given: { email?: string; password: string; from: string; cookie?: string }) {
  const { from: client, cookie = '' } = given;
  const context = { id: 'x', client, deadline: Infinity, signal: new AbortController().signal };
  const body = formOf([
    ['email', given.email ?? email],
    ['password', given.password],
  ]);
  return runInRequest(context, () => post(action, { body, cookie }));
}

const statuses = async (answers: ReturnType<typeof signIn>[]) =>
  (await Promise.all(answers)).map(({ status }) => status).sort();

const events = async () =>
  (await read((db) => db.auditEntry.findMany({ orderBy: { at: 'asc' } }))).map(
    ({ event, actor, subject, address }) => ({ event, actor, subject, address }),
  );

describe('guessing', () => {
  test('ends after five tries of an account, also when they come at once; elsewhere nothing is shut', async () => {
    const from = '192.0.2.1';
    const tries = Array.from({ length: 8 }, () => signIn({ password: wrong, from }));
    expect(await statuses(tries)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const refused = await signIn({ password, from });
    expect(refused).toMatchObject({
      status: 429,
      body: { email, message: expect.stringMatching(/Try again in 15 minutes\./) as string },
    });
    expect((await signIn({ password, from: '192.0.2.2' })).status).toBe(302);
  });

  test('is answered the same for an account that nobody has', async () => {
    const from = '192.0.2.3';
    const answersFor = async (who: string) => {
      const answers = [];
      for (let nth = 0; nth < 7; nth += 1) {
        const { status, body } = await signIn({ email: who, password: wrong, from });
        answers.push([status, { ...(body as object), email: '' }]);
      }
      return answers;
    };
    expect(await answersFor('nobody@shop.example')).toEqual(await answersFor(email));
  });

  test('ends for an address that goes through accounts', async () => {
    const from = '2001:db8:1:2::1';
    await transaction((tx) => tx.signInTry.deleteMany());
    const all = Array.from({ length: 21 }, (_, nth) =>
      signIn({ email: `a${nth}@shop.example`, password: wrong, from: `2001:db8:1:2::${nth}` }),
    );
    expect((await statuses(all)).filter((status) => status === 429)).toHaveLength(1);
    expect((await signIn({ email: 'b@shop.example', password: wrong, from })).status).toBe(429);
  });

  test('from a crowd of addresses leaves the person their tries, and a known browser all of them', async () => {
    const { cookie } = await signInKept('198.51.100.7');
    const crowd = Array.from({ length: 60 }, (_, nth) => `203.0.113.${nth}`);
    // As 60 addresses would leave it, without 60 hashes.
    await signIn({ password: wrong, from: crowd[0] ?? '' });
    await transaction((tx) =>
      tx.signInTry.updateMany({ data: { tries: 51 }, where: { tries: { gt: 0 } } }),
    );
    const there = '198.51.100.9';
    expect((await signIn({ password: wrong, from: there })).status).toBe(401);
    expect((await signIn({ password, from: there })).status).toBe(302);
    const answers = [];
    for (let nth = 0; nth < 4; nth += 1) {
      answers.push((await signIn({ password: wrong, from: there, cookie })).status);
    }
    expect(answers).toEqual([401, 401, 401, 401]);
    expect((await signIn({ password, from: there, cookie })).status).toBe(302);
  });

  test('is forgiven when its time is over', async () => {
    const from = '192.0.2.9';
    await statuses(Array.from({ length: 6 }, () => signIn({ password: wrong, from })));
    await transaction((tx) => tx.signInTry.updateMany({ data: { expiresAt: new Date(0) } }));
    expect((await signIn({ password, from })).status).toBe(302);
  });
});

/** Signs in and keeps the cookies. */
async function signInKept(from: string) {
  const context = {
    id: 'x',
    client: from,
    deadline: Infinity,
    signal: new AbortController().signal,
  };
  const request = new Request('http://shop.example/admin/login', {
    method: 'POST',
    headers: { Host: 'shop.example', 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '200' },
    body: new URLSearchParams({ email, password }),
  });
  const answer: unknown = await runInRequest(context, () =>
    action({ request, params: {}, context: {} }),
  );
  if (!(answer instanceof Response)) throw new Error('It did not sign in.');
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return { cookie: cookies.join('; ') };
}

test('an address with NUL is nobody’s', async () => {
  const answer = await signIn({ email: 'no\0body@shop.example', password, from: '192.0.2.99' });
  expect(answer).toMatchObject({ status: 401, body: { email: 'nobody@shop.example' } });
});

test('a sign-in ends the session that the browser came with, and opens one of a new id', async () => {
  const { cookie } = await signInKept('192.0.2.20');
  const sessions = () => read((db) => db.adminSession.findMany({ where: { userId } }));
  const before = (await sessions()).map(({ id }) => id);
  expect((await signIn({ password, from: '192.0.2.20', cookie })).status).toBe(302);
  const after = (await sessions()).map(({ id }) => id);
  expect(after).toHaveLength(before.length);
  expect(before.filter((id) => !after.includes(id))).toHaveLength(1);
});

test('the log tells of sign-ins, failures and the first refusal, and keeps no password', async () => {
  const from = '192.0.2.30';
  await signIn({ password, from });
  await signIn({ email: 'a password typed here', password: wrong, from });
  await signIn({ email: 'nobody@shop.example', password: wrong, from });
  for (let nth = 0; nth < 8; nth += 1) await signIn({ password: wrong, from });
  const failed = { event: 'sign-in.failed', actor: '', address: from };
  const mia = `Mia (${email})`;
  expect(await events()).toEqual([
    { event: 'sign-in', actor: userId, subject: '', address: from },
    { ...failed, subject: 'an address that is none' },
    { ...failed, subject: 'no…@shop.example' },
    ...Array<object>(5).fill({ ...failed, subject: mia }),
    { ...failed, event: 'sign-in.throttled', subject: mia },
  ]);
  const rows = await read((db) => db.auditEntry.findMany());
  const text = JSON.stringify(rows);
  for (const secret of [password, wrong, 'a password typed here'])
    expect(text).not.toContain(secret);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:ffff::1', '2001:db8:0:0'],
  ['2001:DB8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['unknown', 'unknown'],
])('%j counts as %j', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['mia@shop.example', 'mi…@shop.example'],
  ['m@shop.example', 'm…@shop.example'],
  ['hunter2 hunter2', 'an address that is none'],
  ['a@b@c', 'an address that is none'],
  ['', 'an address that is none'],
])('of %j the log keeps %j', (typed, kept) => {
  expect(masked(typed)).toBe(kept);
});
