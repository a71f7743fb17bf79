import { createCookie } from '@remix-run/node';
import { z } from 'zod';
import { isHttps } from '~/auth.server';
import { env } from '~/env.server';

/** Seconds that somebody has for choosing a password after they gave their one-time password. */
const SECONDS = 15 * 60;

/** Says whose one-time password was right a moment ago. It opens nothing but the choice. */
const choiceCookie = createCookie('holdfast_choose', {
  secrets: [env.SESSION_SECRET],
  httpOnly: true,
  sameSite: 'lax',
  path: '/admin',
});

const choiceSchema = z.object({ userId: z.uuid(), version: z.int(), until: z.number() });

export type Choice = { userId: string; version: number };

/** @returns the Set-Cookie header. */
export function rememberChoice(request: Request, { userId, version }: Choice): Promise<string> {
  const until = Date.now() + SECONDS * 1000;
  return choiceCookie.serialize(
    { userId, version, until },
    { secure: isHttps(request), maxAge: SECONDS },
  );
}

/** Whose choice it is; null where nobody gave a one-time password, or too long ago. */
export async function readChoice(request: Request): Promise<Choice | null> {
  const value: unknown = await choiceCookie.parse(request.headers.get('Cookie'));
  const choice = choiceSchema.safeParse(value).data;
  return choice && choice.until > Date.now() ? choice : null;
}

/** @returns the Set-Cookie header. */
export function forgetChoice(request: Request): Promise<string> {
  return choiceCookie.serialize('', { secure: isHttps(request), maxAge: 0 });
}
