import type { ServerResponse } from 'node:http';
import { policyOfFiles, securityHeaders } from '~/security-headers.server';
import { type Entry, isSmall, type Variant } from '~/server/cache/entry';
import { acceptedEncoding, type Encoding } from '~/server/encoding';
import { isKnown } from '~/server/etag';
import type { Exchange } from '~/server/exchange';

/** In the words of RFC 9211, https://www.rfc-editor.org/rfc/rfc9211. */
export type CacheStatus =
  'hit' | 'hit; detail=stale' | 'hit; detail=other-size' | 'fwd=miss; stored' | 'fwd=stale; stored';

const ofPages = securityHeaders.flat();
const ofFiles = [...ofPages, 'content-security-policy', policyOfFiles];

/**
 * What is sent of an entry in one encoding: its body, and the headers of an answer with it (200) and without (304), as
 * writeHead takes them. A small body's bytes also as text, each a character.
 */
type Ready = { variant: Variant; text: string | undefined; whole: string[]; known: string[] };

/** Made at the first sending in each encoding; a page out of the cache costs little more than what Node itself does. */
const ready = new WeakMap<Entry, Partial<Record<Encoding | 'plain', Ready>>>();

/**
 * Sends what is kept, in the encoding asked for; or that it is known already.
 * @param own whether it is for somebody whose own browser must ask again each time.
 */
export function sendEntry(
  { req, res, id }: Exchange,
  entry: Entry,
  status: CacheStatus,
  own = false,
): void {
  const { headers } = req;
  const ready = readyIn(entry, acceptedEncoding(headers['accept-encoding']));
  const { variant, text } = ready;
  const known = isKnown(headers['if-none-match'], variant.etag);
  const all = fillIn(
    known ? ready.known : ready.whole,
    id,
    ageOf(entry, status),
    `holdfast; ${status}`,
  );
  res.writeHead(known ? 304 : 200, own ? forOneself(all) : all);
  if (known || req.method === 'HEAD') res.end();
  else if (text === undefined) res.end(variant.body);
  else endWithText(res, text);
}

/** Seconds since it was made; of one that is fresh here, for as much as other caches may still go by. */
function ageOf({ madeAt, freshness }: Entry, status: CacheStatus): string {
  const heard = status === 'hit' ? freshness.longer : 0;
  return String(Math.max(0, Math.floor((Date.now() - madeAt - heard) / 1000)));
}

/**
 * Sends head and body in one write: Node puts them together where the body is text, but writes two pieces, which costs the
 * kernel and itself a third more, where the end is said before the text is on its way. Corked before, the connection needs
 * no later step to be uncorked.
 */
function endWithText(res: ServerResponse, text: string): void {
  const { socket } = res;
  socket?.cork();
  res.write(text, 'latin1');
  socket?.uncork();
  res.end();
}

function readyIn(entry: Entry, encoding: Encoding | null): Ready {
  let all = ready.get(entry);
  if (!all) ready.set(entry, (all = {}));
  return (all[encoding ?? 'plain'] ??= makeReady(entry, encoding));
}

function makeReady({ headers, plain, encoded }: Entry, encoding: Encoding | null): Ready {
  const chosen = encoding === null ? undefined : encoded[encoding];
  const variant = chosen ?? plain;
  const security = headers.includes('content-security-policy') ? ofPages : ofFiles;
  const head = [...security, ...headers, 'etag', variant.etag];
  const coded = chosen && encoding ? ['content-encoding', encoding] : [];
  coded.push('content-length', String(variant.body.byteLength));
  return {
    variant,
    text: isSmall(variant) ? variant.body.toString('latin1') : undefined,
    whole: [...head, ...coded, ...blank],
    known: [...head, ...blank],
  };
}

/** What each answer says anew: the same list serves them all, since writeHead has read it when it returns. */
const blank = ['x-request-id', '', 'age', '', 'cache-status', ''];

function fillIn(headers: string[], id: string, age: string, status: string): string[] {
  const end = headers.length;
  headers[end - 5] = id;
  headers[end - 3] = age;
  headers[end - 1] = status;
  return headers;
}

function forOneself(headers: string[]): string[] {
  const at = headers.findIndex((one, i) => i % 2 === 0 && one === 'cache-control');
  return at < 0 ? headers : headers.with(at + 1, 'private, no-cache');
}
