import type { LoaderFunctionArgs } from '@remix-run/node';
import type { AdminRole } from '~/db/generated/enums';
import { beforeAll, expect, test } from 'vitest';
import { transaction } from '~/db.server';
import { createAdminSession, deleteAdminSession } from '~/models/admin-session.server';
import { createAdmin } from '~/models/admin-user.server';
import { type AdminRoute, adminRoutes, type Deed, may, roles, whoMay } from '~/rights';
import { cookieOf } from '../scripts/test/admin';

type Handler = (args: LoaderFunctionArgs) => Promise<unknown>;
type RouteModule = { loader?: Handler; action?: Handler; default?: unknown };

/** Every route of the admin: a new file is walked by itself. */
const modules = import.meta.glob<RouteModule>('./routes/admin*.{ts,tsx}', { eager: true });
const named = Object.entries(modules).map(
  ([file, module]) => [file.replace(/^.*\/|\.tsx?$/g, ''), module] as [AdminRoute, RouteModule],
);
/** Those that ask who is signed in: all but the sign-in, which is for those outside, and what a secret opens. */
const routes = named.filter(
  ([route]) => !['anybody', 'secret'].includes(whoMay('look', route) ?? ''),
);

const params = { id: '01900000-0000-7000-8000-000000000000' };
const cookies: Record<string, string | null> = { nothing: null };

let signedIn = '';
const sessions: Partial<Record<AdminRole, string>> = {};

beforeAll(async () => {
  for (const role of roles) {
    const email = `${role}@shop.example`;
    const person = await createAdmin({ email, name: role, password: 'lantern on the pier', role });
    if (!person.ok) throw new Error(person.message);
    sessions[role] = person.id;
  }
  const user = await createAdmin({
    email: 'mia@shop.example',
    name: 'Mia',
    password: 'lantern on the pier',
  });
  if (!user.ok) throw new Error(user.message);
  const live = await createAdminSession(user.id);
  const expired = await createAdminSession(user.id);
  const deleted = await createAdminSession(user.id);
  await transaction((tx) =>
    tx.adminSession.update({ where: { id: expired }, data: { expiresAt: new Date(0) } }),
  );
  await deleteAdminSession(deleted);
  signedIn = await cookieOf(live);
  cookies['a live session signed with another secret'] = await cookieOf(live, 'x'.repeat(32));
  cookies['a live session without a signature'] =
    `holdfast_admin=${encodeURIComponent(Buffer.from(JSON.stringify(live)).toString('base64'))}`;
  cookies['an expired session'] = await cookieOf(expired);
  cookies['a deleted session'] = await cookieOf(deleted);
  cookies['an id that is none'] = await cookieOf("' OR 1=1 --");
});

function request(method: string, cookie: string | null): Request {
  const headers = new Headers({ Host: 'shop.example' });
  if (cookie) headers.set('Cookie', cookie);
  return new Request('http://shop.example/admin/somewhere?x=1', { method, headers });
}

async function answer(handler: Handler, of: Request): Promise<Response> {
  try {
    const answered = await handler({ request: of, params, context: {} });
    if (answered instanceof Response) return answered;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
  throw new Error('It let a stranger in.');
}

test('every route stands in the table of rights, and nothing else does', () => {
  expect(named.map(([route]) => route).sort()).toEqual([...adminRoutes].sort());
  expect(routes.length).toBeGreaterThan(8);
});

/** Whether a role gets through: anything that comes after the guard is no 403 of its own kind. */
async function refuses(handler: Handler, of: Request): Promise<boolean> {
  try {
    await handler({ request: of, params, context: {} });
    return false;
  } catch (thrown) {
    return thrown instanceof Response && thrown.status === 403;
  }
}

test.each(named.flatMap(([route, module]) => roles.map((role) => [route, role, module] as const)))(
  '%s lets a %s do what the table says, and no more',
  async (route, role, module) => {
    const deeds: [Deed, string, Handler | undefined][] = [
      ['look', 'GET', module.loader],
      ['act', 'POST', module.action],
    ];
    for (const [deed, method, handler] of deeds) {
      const who = whoMay(deed, route);
      expect(handler !== undefined, `${route} can be asked to ${deed}`).toBe(who !== null);
      if (!handler || who === 'anybody') continue;
      // Signing out ends a session.
      const cookie = await cookieOf(await createAdminSession(sessions[role] ?? ''));
      const asked = request(method, cookie);
      if (who === 'secret') {
        // 429: who comes often without the secret is not listened to.
        expect([401, 429]).toContain((await answer(handler, asked)).status);
      } else {
        expect(await refuses(handler, asked), deed).toBe(!may(role, deed, route));
      }
    }
  },
);

test.each(routes)('%s has a guarded loader wherever it shows a page', (_file, module) => {
  expect(module.loader).toBeTypeOf('function');
});

test.each(routes)('%s lets no stranger look', async (_file, module) => {
  for (const [who, cookie] of Object.entries(cookies)) {
    if (!module.loader) continue;
    const response = await answer(module.loader, request('GET', cookie));
    expect(response.status, who).toBe(302);
    expect(response.headers.get('Location'), who).toBe(
      '/admin/login?then=%2Fadmin%2Fsomewhere%3Fx%3D1',
    );
  }
});

test.each(routes.filter(([, { action }]) => action))(
  '%s lets no stranger act',
  async (_f, module) => {
    for (const [who, cookie] of Object.entries(cookies)) {
      if (!module.action) continue;
      const response = await answer(module.action, request('POST', cookie));
      expect(response.status, who).toBe(401);
    }
  },
);

test.each(named.filter(([route, { action }]) => action && whoMay('act', route) !== 'secret'))(
  '%s takes nothing from another site, whoever is signed in',
  async (_file, module) => {
    const others: Record<string, string>[] = [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
    ];
    for (const headers of others) {
      if (!module.action) continue;
      const forged = request('POST', signedIn);
      for (const [name, value] of Object.entries(headers)) forged.headers.set(name, value);
      expect((await answer(module.action, forged)).status, JSON.stringify(headers)).toBe(403);
    }
  },
);
