import { policyOfFiles, securityHeaders } from '~/security-headers.server';
import type { Entry } from '~/server/cache/entry';
import { acceptedEncoding } from '~/server/encoding';
import { isKnown } from '~/server/etag';
import type { Exchange } from '~/server/exchange';

/** In the words of RFC 9211, https://www.rfc-editor.org/rfc/rfc9211. */
export type CacheStatus =
  'hit' | 'hit; detail=stale' | 'hit; detail=other-size' | 'fwd=miss; stored' | 'fwd=stale; stored';

const ofPages = securityHeaders.flat();
const ofFiles = [...ofPages, 'content-security-policy', policyOfFiles];

/**
 * Sends what is kept, in the encoding asked for; or that it is known already.
 * @param own whether it is for somebody whose own browser must ask again each time.
 */
export function sendEntry(
  { req, res, id }: Exchange,
  { headers, plain, encoded, madeAt }: Entry,
  status: CacheStatus,
  own = false,
): void {
  const encoding = acceptedEncoding(req.headers['accept-encoding']);
  const chosen = encoding === null ? undefined : encoded[encoding];
  const { body, etag } = chosen ?? plain;
  const age = Math.max(0, Math.floor((Date.now() - madeAt) / 1000));
  const known = isKnown(req.headers['if-none-match'], etag);
  const all = [
    ...(headers.includes('content-security-policy') ? ofPages : ofFiles),
    ...headers,
    'x-request-id',
    id,
    'etag',
    etag,
    'age',
    String(age),
    'cache-status',
    `holdfast; ${status}`,
  ];
  if (own) replace(all, 'cache-control', 'private, no-cache');
  if (chosen && encoding && !known) all.push('content-encoding', encoding);
  if (!known) all.push('content-length', String(body.byteLength));
  res.writeHead(known ? 304 : 200, all);
  res.end(known || req.method === 'HEAD' ? undefined : body);
}

function replace(headers: string[], name: string, value: string): void {
  const at = headers.findIndex((one, i) => i % 2 === 0 && one === name);
  if (at >= 0) headers[at + 1] = value;
}
