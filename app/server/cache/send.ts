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
 * What is sent of an entry in one encoding: its body, and its headers as writeHead takes them. A small body's bytes also
 * as text, each a character.
 */
type Ready = { variant: Variant; text: string | undefined; head: string[]; coded: string[] };

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
  const { variant, text, head, coded } = readyIn(
    entry,
    acceptedEncoding(headers['accept-encoding']),
  );
  const age = Math.max(0, Math.floor((Date.now() - entry.madeAt) / 1000));
  const known = isKnown(headers['if-none-match'], variant.etag);
  const now = ['x-request-id', id, 'age', String(age), 'cache-status', `holdfast; ${status}`];
  const all = known ? [...head, ...now] : [...head, ...coded, ...now];
  if (own) replace(all, 'cache-control', 'private, no-cache');
  res.writeHead(known ? 304 : 200, all);
  if (known || req.method === 'HEAD') res.end();
  else if (text === undefined) res.end(variant.body);
  else endWithText(res, text);
}

/**
 * Sends head and body in one write: Node puts them together where the body is text, but writes two pieces, which costs the
 * kernel and itself a third more, where the end is said before the text is on its way.
 */
function endWithText(res: ServerResponse, text: string): void {
  res.write(text, 'latin1');
  res.socket?.uncork();
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
  return {
    variant,
    text: isSmall(variant) ? variant.body.toString('latin1') : undefined,
    head: [...security, ...headers, 'etag', variant.etag],
    coded: [
      ...(chosen && encoding ? ['content-encoding', encoding] : []),
      ...['content-length', String(variant.body.byteLength)],
    ],
  };
}

function replace(headers: string[], name: string, value: string): void {
  const at = headers.findIndex((one, i) => i % 2 === 0 && one === name);
  if (at >= 0) headers[at + 1] = value;
}
