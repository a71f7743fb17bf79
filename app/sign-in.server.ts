import { createCookie } from '@remix-run/node';
import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkPassword, isHttps, startSession } from '~/auth.server';
import { env } from '~/env.server';
import { auditAlone, type Entry } from '~/models/audit.server';
import { getCredentials } from '~/models/admin-user.server';
import { forgiveTry, spendTry, type Tries } from '~/models/sign-in-tries.server';
import { currentRequest } from '~/request.server';

export type SignedIn =
  /** `cookies` for Set-Cookie. */
  | { ok: true; cookies: string[] }
  /** The password was one that somebody else gave: its person chooses their own first. */
  | { ok: false; reason: 'choose'; userId: string; version: number }
  /** `wait` in seconds. */
  | { ok: false; reason: 'wrong' | 'ended' | 'throttled'; wait: number };

/** Signs in who has the right password, unless there were too many tries with a wrong one. */
export async function signIn(
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<SignedIn> {
  const browser = await readBrowser(request, email);
  const tries: Tries = { email, address: currentRequest()?.client ?? '', browser };
  const spent = await spendTry(tries);
  if (!spent.ok) {
    if (spent.first) await note(email, 'sign-in.throttled');
    return { ok: false, reason: 'throttled', wait: spent.wait };
  }
  const user = await checkPassword(email, password);
  if (!user) {
    await note(email, 'sign-in.failed');
    return { ok: false, reason: 'wrong', wait: 0 };
  }
  const { id, version, oneTimeUntil } = user;
  if (oneTimeUntil && oneTimeUntil < new Date()) return { ok: false, reason: 'ended', wait: 0 };
  await forgiveTry(tries);
  if (oneTimeUntil) return { ok: false, reason: 'choose', userId: id, version };
  return { ok: true, cookies: await cookiesFor(request, { id, email, browser }) };
}

/** The cookies of a new session, and of a browser that is known to this account from now on. */
export async function cookiesFor(
  request: Request,
  { id, email, browser = null }: { id: string; email: string; browser?: string | null },
): Promise<string[]> {
  const known = { account: accountOf(email), browser: browser ?? randomUUID() };
  return [
    await startSession(request, id),
    await browserCookie.serialize(known, { secure: isHttps(request) }),
  ];
}

/**
 * Tells that this browser has signed in to an account before (https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies):
 * what strangers guess elsewhere does not count for it. It opens nothing.
 */
const browserCookie = createCookie('holdfast_browser', {
  secrets: [env.SESSION_SECRET],
  httpOnly: true,
  sameSite: 'lax',
  path: '/admin',
  maxAge: 365 * 24 * 60 * 60,
});

const browserSchema = z.object({ account: z.string(), browser: z.uuid() });

async function readBrowser(request: Request, email: string): Promise<string | null> {
  const value: unknown = await browserCookie.parse(request.headers.get('Cookie'));
  const known = browserSchema.safeParse(value).data;
  return known?.account === accountOf(email) ? known.browser : null;
}

function accountOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('base64url');
}

/** Writes down what was tried, with the same work whether there is such an account or not. */
async function note(email: string, event: Entry['event']): Promise<void> {
  const user = await getCredentials(email);
  const subject = user ? { subjectId: user.id } : { subject: masked(email) };
  await auditAlone({ event, ...subject });
}

/** People type passwords into the wrong field: of an address that nobody has, little is kept. */
export function masked(email: string): string {
  const [, start = '', domain = ''] =
    /^\s*([^\s@]{1,2})[^\s@]*@([a-z0-9.-]+)\s*$/i.exec(email) ?? [];
  return domain === '' ? 'an address that is none' : `${start}…@${domain}`;
}
