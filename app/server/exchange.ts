import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { RequestContext } from '~/request.server';

/** A request and its answer on their way through the server. */
export type Exchange = {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  /** Names the request in the log, to the browser and on error pages. */
  readonly id: string;
  /** `performance.now()` in ms. */
  readonly begun: number;
  /** As it was sent, without its query; always begins with a slash. */
  readonly path: string;
  /** Who asks, as far as it can be believed. */
  readonly client: string;
  readonly protocol: 'http:' | 'https:';
  /** Whether it is a machine that looks again and again how the shop is: no line in an ordinary log while all is well. */
  probe: boolean;
  /** Bytes that were sent before over the same connection. */
  readonly sentBefore: number;
  /** Where its answer came from, if the shared cache had a say in it. */
  cache: string | undefined;
  /** Of the trace that this is in, where traces are made. */
  traceId: string | undefined;
  /** What answers, where no route of Remix's does for this request alone; never what a client sent. */
  route: string | undefined;
  context: RequestContext | undefined;
};

export type Trust = (address: string, hop: number) => boolean;

/** @param ranges addresses, ranges and names as proxy-addr knows them; none means that nobody is believed. */
export function trusting(ranges: string[]): Trust {
  return proxyAddr.compile(ranges);
}

const proxyHeaders = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'traceparent',
  'tracestate',
];
const validHost = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d{1,5})?$/i;
const validId = /^[\w.:-]{8,64}$/;

/**
 * Begins to answer a request. What only a proxy of ours may say is believed from such a proxy
 * and is taken away otherwise, so that nothing behind reads it by mistake.
 * @returns null for a request line that names nothing here: it deserves a 400.
 */
export function beginExchange(
  req: IncomingMessage,
  res: ServerResponse,
  trust: Trust,
): Exchange | null {
  const begun = performance.now();
  let protocol: Exchange['protocol'] = 'http:';
  let id: string | undefined;
  let client = req.socket.remoteAddress ?? '';
  if (trust(client, 0)) {
    client = proxyAddr(req, trust);
    if (first(req, 'x-forwarded-proto') === 'https') protocol = 'https:';
    req.headers.host = first(req, 'x-forwarded-host') || req.headers.host;
    id = first(req, 'x-request-id');
  } else {
    for (const name of proxyHeaders) {
      if (name in req.headers) Reflect.deleteProperty(req.headers, name);
    }
  }
  if (!id || !validId.test(id)) id = newId();
  const path = pathOf(req);
  const { host = 'localhost' } = req.headers;
  if (path === null || !isHost(host)) return null;
  const sentBefore = req.socket.bytesWritten;
  // With all its fields from the beginning: answers out of memory would feel it if exchanges were not of one shape.
  return {
    req,
    res,
    id,
    begun,
    path,
    client,
    protocol,
    sentBefore,
    probe: false,
    cache: undefined,
    traceId: undefined,
    route: undefined,
    context: undefined,
  };
}

/** Of 12 hexadecimal digits; random ones are made many at a time. */
function newId(): string {
  if (digits.at >= digits.made.length) {
    digits.made = randomBytes(6 * 512).toString('hex');
    digits.at = 0;
  }
  return digits.made.slice(digits.at, (digits.at += 12));
}
const digits = { made: '', at: 0 };

/** Hosts that were found to be such: a shop is asked for by one or two. */
const hosts = new Set<string>();
const most = 100;

function isHost(host: string): boolean {
  if (hosts.has(host)) return true;
  if (!validHost.test(host) || !URL.canParse(`http://${host}`)) return false;
  if (hosts.size >= most) hosts.clear();
  hosts.add(host);
  return true;
}

/** A path that can be read by all behind; also of `GET http://shop.example/path`, which it puts right. */
function pathOf(req: IncomingMessage): string | null {
  let target = req.url ?? '';
  if (!target.startsWith('/')) {
    target = target.replace(/^https?:\/\/[^/?#]*/i, '');
    if (!target.startsWith('/')) return null;
    req.url = target;
  }
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (!path.includes('%')) return path;
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return null;
  }
}

function first(req: IncomingMessage, name: string): string | undefined {
  const value = req.headers[name];
  return (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim();
}
