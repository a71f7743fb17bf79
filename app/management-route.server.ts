import type { ActionFunctionArgs } from '@remix-run/node';
import { hasManagement, tryGate } from '~/management-gate.server';
import { isDatabaseAway, whyAway } from '~/models/database-away.server';
import { isPassing } from '~/models/database-management.server';
import { notFound } from '~/page-data.server';
import { readForm } from '~/read-form.server';
import { currentRequest } from '~/request.server';
import { bearerOf } from '~/secret.server';
import { noStore } from '~/no-store';

type Args = {
  request: Request;
  /** What was sent along; empty for what was only asked. */
  form: FormData;
  /** Who asks, as far as it can be believed. */
  address: string;
};

/** The same for machines and for people; which of them asks, its Accept header says. */
export type Answer = { status: number; json: object; text: string };

/** Bytes: a few words and a password. */
const largest = 16 * 1024;

/**
 * A route for scripts, behind the secret: the guard, then `act`. No session opens it, and it needs no
 * same-origin check: no browser sends an Authorization header of another site's accord.
 * @param method the one that it answers.
 */
export function managed(method: 'GET' | 'POST', act: (args: Args) => Promise<Answer>) {
  return async ({ request }: ActionFunctionArgs): Promise<Response> => {
    if (!hasManagement) throw notFound();
    const address = addressOf();
    const gate = await tryGate(address, bearerOf(request));
    if (gate !== 'open') return respond(request, gate === 'closed' ? closed : tooMany);
    if (request.method !== method) return respond(request, notThisWay(method));
    try {
      return respond(request, await act({ request, form: await formOf(request), address }));
    } catch (error) {
      if (error instanceof Response) return respond(request, await refusalOf(error));
      return respond(request, failed(error));
    }
  };
}

export function addressOf(): string {
  return currentRequest()?.client ?? 'unknown';
}

async function formOf(request: Request): Promise<FormData> {
  const { method, headers } = request;
  const isEmpty =
    !headers.has('Transfer-Encoding') && Number(headers.get('Content-Length') ?? 0) === 0;
  return method === 'GET' || isEmpty ? new FormData() : readForm(request, largest);
}

function respond(request: Request, { status, json, text }: Answer): Response {
  const headers = new Headers(noStore);
  if (status === 401) headers.set('WWW-Authenticate', 'Bearer');
  if (status === 429) headers.set('Retry-After', '900');
  if (!/^text\/plain\b/.test(request.headers.get('Accept') ?? '')) {
    return Response.json(json, { status, headers });
  }
  headers.set('Content-Type', 'text/plain; charset=utf-8');
  return new Response(text.endsWith('\n') ? text : `${text}\n`, { status, headers });
}

/** An answer that is a sentence. */
export function say(status: number, message: string, more: object = {}): Answer {
  return { status, json: { message, ...more }, text: message };
}

const closed = say(401, 'This needs the secret that DB_MANAGEMENT_SECRET holds.');
const tooMany = say(
  429,
  'There were too many tries with a wrong secret. Wait a quarter of an hour.',
);

function notThisWay(method: string): Answer {
  return say(405, `This is to be asked by ${method}.`);
}

async function refusalOf(response: Response): Promise<Answer> {
  return say(response.status, await response.text());
}

/** What the database says is told to whoever holds the secret; a connection string is in none of it. */
function failed(error: unknown): Answer {
  const words = error instanceof Error ? error.message || error.name : String(error);
  if (whyAway(error) === 'unknown') {
    return say(503, 'The database’s answer was lost: it may have been done, or not. Look first.');
  }
  return isDatabaseAway(error) || isPassing(error)
    ? say(503, `The database can’t be asked just now, so nothing was done: ${words}`)
    : say(500, `That failed: ${words}`);
}
