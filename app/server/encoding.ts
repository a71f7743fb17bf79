import { Duplex } from 'node:stream';
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  gzipSync,
} from 'node:zlib';

export type Encoding = 'br' | 'gzip';

/** What compresses well; pictures and fonts are compressed already, and a stream of events must not wait. */
const compressible =
  /^(text\/(?!event-stream)|image\/svg\+xml|application\/([\w.]+\+)?(json|xml|javascript))/;

/** As small as gzip at its default, in less time than gzip at its fastest; the next steps take twice as long. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

/** Bytes below which compressing saves no packet. */
const worthwhile = 500;

export function isCompressible(type: string): boolean {
  return compressible.test(type);
}

export function worthCompressing(bytes: number): boolean {
  return bytes >= worthwhile;
}

/** What was made of headers that came before: browsers send a handful of different ones. */
const accepted = new Map<string, Encoding | null>();
const most = 100;

/** The best encoding that an Accept-Encoding header allows; null for none. */
export function acceptedEncoding(header: string | string[] | undefined): Encoding | null {
  if (header === undefined) return null;
  const text = String(header);
  let best = accepted.get(text);
  if (best === undefined) {
    best = accepts(text, 'br') ? 'br' : accepts(text, 'gzip') ? 'gzip' : null;
    if (accepted.size >= most) accepted.clear();
    accepted.set(text, best);
  }
  return best;
}

function accepts(header: string, name: Encoding): boolean {
  const pattern = new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=([\\d.]+)\\s*)?(?:,|$)`, 'i');
  const match = pattern.exec(header);
  return match !== null && Number(match[1] ?? 1) > 0;
}

/** Adds a name to Vary, if it isn't there. */
export function vary(headers: Headers, name: string): void {
  const names = headers.get('Vary') ?? '';
  if (names.toLowerCase().split(/,\s*/).includes(name.toLowerCase())) return;
  headers.set('Vary', names ? `${names}, ${name}` : name);
}

/** A page in the encoding asked for, in one piece; puts into its headers what is to be said of that. */
export function encodePage(
  headers: Headers,
  page: string | Buffer<ArrayBuffer>,
  encoding: Encoding | null,
): Buffer<ArrayBuffer> {
  vary(headers, 'Accept-Encoding');
  let body = typeof page === 'string' ? Buffer.from(page) : page;
  if (encoding && body.byteLength >= worthwhile) {
    body = encoding === 'br' ? brotliCompressSync(body, quick) : gzipSync(body);
    headers.set('Content-Encoding', encoding);
  }
  headers.set('Content-Length', String(body.byteLength));
  return body;
}

/**
 * An answer in the encoding asked for. A page's length is known then; anything else is compressed as
 * it streams.
 */
export async function encode(response: Response, encoding: Encoding | null): Promise<Response> {
  const { headers } = response;
  const type = headers.get('Content-Type') ?? '';
  if (!response.body || !compressible.test(type) || headers.has('Content-Encoding'))
    return response;
  if (type.startsWith('text/html')) {
    return copy(response, encodePage(headers, await response.text(), encoding));
  }
  vary(headers, 'Accept-Encoding');
  if (!encoding || Number(headers.get('Content-Length') ?? worthwhile) < worthwhile)
    return response;
  headers.delete('Content-Length');
  headers.set('Content-Encoding', encoding);
  const compressor = encoding === 'br' ? createBrotliCompress(quick) : createGzip();
  const stream = Duplex.toWeb(compressor) as ReadableWritablePair<Uint8Array, Uint8Array>;
  return copy(response, response.body.pipeThrough(stream));
}

function copy({ status, statusText, headers }: Response, body: BodyInit): Response {
  return new Response(body, { status, statusText, headers });
}
