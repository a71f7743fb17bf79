import { createCookie, redirect } from '@remix-run/node';
import { z } from 'zod';
import { ADMIN_COOKIE } from '~/admin-path';
import { env } from '~/env.server';
import {
  type Admin,
  createAdminSession,
  deleteAdminSession,
  getSignedIn,
  SESSION_MS,
} from '~/models/admin-session.server';
import {
  type Credentials,
  getCredentials,
  getOwners,
  replacePasswordHash,
} from '~/models/admin-user.server';
import { hashPassword, needsRehash, verifyPassword } from '~/password.server';
import { isRead } from '~/request.server';
import { type AdminRoute, article, type Deed, may, rolesThatMay } from '~/rights';

export const SIGN_IN_PATH = '/admin/login';

/** Signed with SESSION_SECRET; holds a session's id and nothing else. */
const sessionCookie = createCookie(ADMIN_COOKIE, {
  secrets: [env.SESSION_SECRET],
  httpOnly: true,
  sameSite: 'lax',
  path: '/',
});

const sessionIdSchema = z.uuid();

/** The e-mail and password of nobody or of somebody else: both say the same. */
export async function checkPassword(email: string, password: string): Promise<Credentials | null> {
  const user = await getCredentials(email);
  if (!(await verifyPassword(password, user?.passwordHash ?? null)) || !user) return null;
  if (needsRehash(user.passwordHash)) {
    await replacePasswordHash(user.id, user.passwordHash, await hashPassword(password));
  }
  return user;
}

/**
 * Opens a session for a user whose password was checked; the one that the browser came with ends.
 * @returns the Set-Cookie header.
 */
export async function startSession(request: Request, userId: string): Promise<string> {
  const replaces = await readSessionId(request);
  const id = await createAdminSession(userId, {
    agent: request.headers.get('User-Agent'),
    replaces,
  });
  return sessionCookie.serialize(id, { secure: isHttps(request), maxAge: SESSION_MS / 1000 });
}

/** Ends the request's session, if it has one. @returns the Set-Cookie header that takes the cookie away. */
export async function endSession(request: Request): Promise<string> {
  const id = await readSessionId(request);
  if (id) await deleteAdminSession(id);
  return sessionCookie.serialize('', { secure: isHttps(request), maxAge: 0 });
}

/** Who is signed in, or null. */
export async function getAdmin(request: Request): Promise<Admin | null> {
  const id = await readSessionId(request);
  return id ? getSignedIn(id) : null;
}

/** Whether a Cookie header carries a session that was opened here; it may have ended since. */
export async function hasSession(cookie: string): Promise<boolean> {
  return sessionIdSchema.safeParse(await sessionCookie.parse(cookie)).success;
}

/**
 * The guard: every admin loader and action calls it before anything else.
 * @throws Response a redirect to the sign-in for what was to be looked at, 401 for what was to be done.
 */
export async function requireAdmin(request: Request): Promise<Admin> {
  const admin = await getAdmin(request);
  if (admin) return admin;
  if (!isRead(request)) {
    throw new Response('You are signed out. Sign in in another tab, then send this again.', {
      status: 401,
      headers: { 'Cache-Control': 'no-store' },
    });
  }
  const here = new URL(request.url);
  const then = `${here.pathname.replace(/\.data$/, '')}${here.search}`;
  throw redirect(`${SIGN_IN_PATH}?${new URLSearchParams({ then }).toString()}`, {
    headers: { 'Cache-Control': 'no-store' },
  });
}

/** A 403 that says who may. */
export class NotAllowed extends Response {}

/**
 * The guard of what not every role may do: by the table in app/rights.ts.
 * @throws NotAllowed
 */
export async function requireRight(admin: Admin, deed: Deed, route: AdminRoute): Promise<void> {
  if (may(admin.role, deed, route)) return;
  const allowed = rolesThatMay(deed, route);
  const who = allowed.length === 0 ? 'Nobody' : allowed.map(article).join(' or ');
  const owners = (await getOwners(3)).map(({ name, email }) => `${name} (${email})`).join(', ');
  const text = [
    `${who.charAt(0).toUpperCase()}${who.slice(1)} may do this; you are signed in as ${article(admin.role)}.`,
    owners === '' ? '' : `Ask ${owners}, who can do it or change your role.`,
  ];
  const refusal: Response = new NotAllowed(text.join(' ').trim(), {
    status: 403,
    headers: { 'Cache-Control': 'no-store' },
  });
  throw refusal;
}

/** Where to go after signing in, as the page of signing in was asked. */
export function destinationOf(request: Request): string {
  return safeDestination(new URL(request.url).searchParams.get('then'));
}

/** Where to go after signing in: a page of the admin, never another site. */
export function safeDestination(then: string | null): string {
  const start = '/admin';
  if (!then?.startsWith('/')) return start;
  const base = 'http://shop.invalid';
  if (!URL.canParse(then, base)) return start;
  const url = new URL(then, base);
  const inAdmin = url.pathname === start || url.pathname.startsWith(`${start}/`);
  if (url.origin !== base || !inAdmin || url.pathname === SIGN_IN_PATH) return start;
  return `${url.pathname}${url.search}`;
}

async function readSessionId(request: Request): Promise<string | null> {
  const value: unknown = await sessionCookie.parse(request.headers.get('Cookie'));
  return sessionIdSchema.safeParse(value).data ?? null;
}

/** Whether the browser speaks HTTPS to us; the server believes X-Forwarded-Proto of trusted proxies alone. */
export function isHttps(request: Request): boolean {
  return (
    (env.SHOP_URL?.startsWith('https:') ?? false) || new URL(request.url).protocol === 'https:'
  );
}
