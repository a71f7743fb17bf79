import type { ActionFunctionArgs } from '@remix-run/node';
import type * as NodeCrypto from 'node:crypto';
import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { OutcomeUnknown } from '~/db.server';
import { env, parseEnvironment } from '~/env.server';
import { managed } from '~/management-route.server';
import { runInRequest } from '~/request.server';
import { signIn } from '../scripts/test/admin';

/** What compares secrets, watched: every refusal has to go through it. */
const compare = vi.hoisted(() => vi.fn());
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof NodeCrypto>();
  compare.mockImplementation(crypto.timingSafeEqual);
  return { ...crypto, timingSafeEqual: compare };
});

type Handler = (args: ActionFunctionArgs) => Promise<Response>;
type Module = { loader: Handler; action: Handler };

/** Every route for scripts: a new one is walked by itself. */
const routes = Object.entries(
  import.meta.glob<Module>('./routes/admin.database.*.ts', { eager: true }),
);
const secret = env.DB_MANAGEMENT_SECRET ?? '';

function ask(
  handler: Handler,
  { headers = {}, client = '192.0.2.1', method = 'POST', body }: Asked,
): Promise<Response> {
  const request = new Request('http://shop.example/admin/database/somewhere', {
    method,
    headers,
    body,
  });
  const context = {
    id: 'test',
    client,
    deadline: performance.now() + 20_000,
    signal: request.signal,
  };
  return runInRequest(context, () => handler({ request, params: {}, context: {} }));
}

type Asked = {
  headers?: Record<string, string>;
  client?: string;
  method?: string;
  body?: string;
};

const bearer = (given: string) => ({ Authorization: `Bearer ${given}` });

test('finds the routes', () => {
  expect(routes.length).toBe(5);
});

test.each(routes)(
  '%s lets nobody in without the secret, and tells all of them the same',
  async (file, module) => {
    const strangers: Record<string, string>[] = [
      {},
      bearer('x'),
      bearer(secret.slice(0, -1)),
      bearer(`${secret.slice(0, -1)}x`),
      bearer(`${secret}x`),
      bearer('ü'.repeat(20)),
      { Authorization: `Basic ${secret}` },
      { Cookie: await signIn() },
    ];
    const answers = new Set<string>();
    for (const [n, headers] of strangers.entries()) {
      for (const handler of [module.loader, module.action]) {
        compare.mockClear();
        const answer = await ask(handler, { headers, client: `${file} ${n}`, method: 'POST' });
        expect(compare).toHaveBeenCalledTimes(1);
        expect(answer.status).toBe(401);
        answers.add(JSON.stringify([[...answer.headers], await answer.text()]));
      }
    }
    expect(answers.size).toBe(1);
  },
);

test('guessing ends soon, for who guesses', async () => {
  const [, status] = routes.find(([file]) => file.includes('status')) ?? [];
  if (!status) throw new Error('There is no status.');
  const from = (client: string, given: string) =>
    ask(status.loader, { client, headers: bearer(given), method: 'GET' }).then((a) => a.status);
  const guesses = [];
  for (let n = 0; n < 12; n += 1) guesses.push(await from('198.51.100.7', 'a guess'));
  expect(guesses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  expect(await from('198.51.100.7', secret)).toBe(429);
  expect(await from('198.51.100.8', secret)).toBe(200);
});

test('with the secret and without a session a script reads and pushes, in words or in JSON', async () => {
  const of = (name: string) => {
    const found = routes.find(([file]) => file.endsWith(`.${name}.ts`));
    if (!found) throw new Error(`There is no ${name}.`);
    return found[1];
  };
  const words = { ...bearer(secret), Accept: 'text/plain' };
  const plan = await ask(of('plan').action, { headers: bearer(secret) });
  expect(await plan.json()).toMatchObject({ statements: [], destroys: [] });
  const planned = await ask(of('plan').action, { headers: words });
  expect(await planned.text()).toContain('nothing to do');
  const form = { ...words, 'Content-Type': 'application/x-www-form-urlencoded' };
  const pushed = (body: string) =>
    ask(of('push').action, { headers: { ...form, 'Content-Length': String(body.length) }, body });
  expect((await pushed(`accept=${'0'.repeat(64)}`)).status).toBe(409);
  expect((await pushed('accept=nonsense')).status).toBe(400);
  expect((await pushed('id=nonsense')).status).toBe(400);
  const id = randomUUID();
  expect((await pushed(`id=${id}`)).status).toBe(200);
  const status = await ask(of('status').loader, { headers: bearer(secret), method: 'GET' });
  expect(await status.json()).toMatchObject({
    schema: 'current',
    pushes: [
      { id, state: 'done', actor: 'the management secret', address: '192.0.2.1' },
      { state: 'refused' },
      { state: 'done', actor: 'tests' },
    ],
  });
  const create = (body: string) =>
    ask(of('create-admin').action, {
      headers: { ...form, 'Content-Length': String(body.length) },
      body,
    });
  const made = await create('email=otto%40shop.example&name=Otto');
  expect(made.status).toBe(200);
  expect(await made.text()).toMatch(/otto@shop\.example may sign in.*password is \S{16},/);
  expect((await create('email=otto%40shop.example&name=Otto')).status).toBe(409);
  expect((await create('email=otto2%40shop.example&name=Otto&password=short')).status).toBe(400);
  for (const [file, module] of routes) {
    const wrong = file.includes('status') ? 'POST' : 'GET';
    const answer = await ask(module.loader, { headers: bearer(secret), method: wrong });
    expect(answer.status, file).toBe(405);
  }
});

test('a secret that is too short is refused in a sentence that does not hold it', () => {
  const DB_MANAGEMENT_SECRET = 'x'.repeat(31);
  const rest = { DATABASE_URL: env.DATABASE_URL, SESSION_SECRET: env.SESSION_SECRET };
  expect(() => parseEnvironment({ ...rest, DB_MANAGEMENT_SECRET })).toThrow(
    /^The environment is not complete:\n {2}DB_MANAGEMENT_SECRET is shorter than 32 characters$/,
  );
  expect(parseEnvironment({ ...rest, DB_MANAGEMENT_SECRET: '' }).DB_MANAGEMENT_SECRET).toBe(
    undefined,
  );
});

test('an answer that was lost is not said to be that nothing was done', async () => {
  const lost = managed('POST', () => Promise.reject(new OutcomeUnknown('lost', 2)));
  const response = await ask(lost, { headers: bearer(secret) });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain('may have been done, or not');
});

test('a form whose length is not told is refused, and not taken for none', async () => {
  const act = managed('POST', () => Promise.reject(new Error('acted')));
  const headers = { ...bearer(secret), 'Transfer-Encoding': 'chunked' };
  const response = await ask(act, { headers, body: 'accept=1' });
  expect(response.status).toBe(411);
});
