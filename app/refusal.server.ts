import type { IncomingHttpHeaders } from 'node:http';
import { ELSEWHERE, isSameOrigin } from '~/same-origin.server';

/** What is said instead of an answer; `text` is a sentence for people. */
export type Refusal = { status: 400 | 403 | 405; headers: Record<string, string>; text: string };

type Asked = { method?: string; url?: string; headers: IncomingHttpHeaders };

const METHODS = ['GET', 'HEAD', 'POST'];

/**
 * What no page of the shop sends, to be refused before Remix is asked: it runs a loader or an action
 * for some of it and then ends with a bare 500.
 * - Methods other than those of links and forms.
 * - `?_data=`, the way in which Remix's scripts asked before single fetch.
 * - Forms that another site sent.
 */
export function refusalOf({ method = 'GET', url = '/', headers }: Asked): Refusal | null {
  if (!METHODS.includes(method)) {
    return refuse(405, 'The shop answers GET, HEAD and POST.', { Allow: METHODS.join(', ') });
  }
  if (asksOldWay(url)) return refuse(400, 'The shop has no such address.');
  const site = headers['sec-fetch-site']?.toString() ?? null;
  const { origin = null, host = null } = headers;
  if (method === 'POST' && !isSameOrigin({ site, origin, host })) return refuse(403, ELSEWHERE);
  return null;
}

/** Whether an address asks for one route's data in the manner of Remix 1. */
export function asksOldWay(url: string): boolean {
  return new URLSearchParams(/\?([^#]*)/.exec(url)?.[1]).has('_data');
}

function refuse(status: Refusal['status'], text: string, headers = {}): Refusal {
  return {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
    text,
  };
}
