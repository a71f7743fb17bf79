import { type ActionFunctionArgs, createCookie } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { env } from '~/env.server';
import { createAdminSession } from '~/models/admin-session.server';
import { createAdmin } from '~/models/admin-user.server';

/** An owner made in the test's database. @returns the Cookie header of a session of theirs. */
export async function signIn(): Promise<string> {
  const user = await createAdmin({
    email: `${randomUUID()}@shop.example`,
    name: 'Mia',
    password: 'lantern on the pier',
  });
  if (!user.ok) throw new Error(user.message);
  return cookieOf(await createAdminSession(user.id));
}

/** The Cookie header for a session, as the shop signs it. */
export async function cookieOf(sessionId: string, secret = env.SESSION_SECRET): Promise<string> {
  const cookie = await createCookie('holdfast_admin', { secrets: [secret] }).serialize(sessionId);
  return cookie.split(';')[0] ?? '';
}

export type Fields = [name: string, value: string | File][];

export function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

export type Answer = {
  status: number;
  location: string | null;
  /** What the page is shown with, or what a refusal says. */
  body: unknown;
};

/** Posts to an action as a browser on one of the shop's own pages does, but for what `headers` change. */
export async function post(
  action: (args: ActionFunctionArgs) => Promise<unknown>,
  { params = {}, cookie = '', body = '', headers = {}, search = '' }: Post,
): Promise<Answer> {
  const sent = new Request(`http://shop.example/admin/form?${search}`, {
    method: 'POST',
    headers: { Host: 'shop.example', Cookie: cookie },
    body,
  });
  const { byteLength } = await sent.clone().arrayBuffer();
  sent.headers.set('Content-Length', String(byteLength));
  for (const [name, value] of Object.entries(headers)) sent.headers.set(name, value);
  return readAnswer(
    await action({ request: sent, params, context: {} }).catch((error: unknown) => {
      if (error instanceof Response) return error;
      throw error;
    }),
  );
}

type Post = {
  params?: Record<string, string>;
  cookie?: string;
  body?: BodyInit;
  headers?: Record<string, string>;
  /** The address's query. */
  search?: string;
};

async function readAnswer(answer: unknown): Promise<Answer> {
  if (answer instanceof Response) {
    const location = answer.headers.get('Location');
    return { status: answer.status, location, body: await answer.text() };
  }
  if (isData(answer)) {
    return { status: answer.init?.status ?? 200, location: null, body: answer.data };
  }
  return { status: 200, location: null, body: answer };
}

/** What Remix's `data` makes. */
function isData(value: unknown): value is { data: unknown; init: ResponseInit | null } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'DataWithResponseInit'
  );
}
