import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { securityHeaders } from '~/security-headers.server';
import { type Encoding, isCompressible, worthCompressing } from '~/server/encoding';
import { OWN_CONTROL } from '~/shared-page.server';
import type { Freshness } from '~/server/cache/freshness';

export type Variant = { body: Buffer; etag: string };

/** An answer that is kept, ready to be sent. */
export type Entry = {
  /** Names and values by turns, without those of a variant. */
  headers: string[];
  plain: Variant;
  encoded: Partial<Record<Encoding, Variant>>;
  tags: string[];
  freshness: Freshness;
  /** Which of Remix's routes made it, as far as is known. */
  route: string | undefined;
  /** `Date.now()` in ms when it was last known to be right. */
  madeAt: number;
  /** Of `Purges`, from before it was made. */
  moment: number;
  /** How often it was asked for. */
  hits: number;
  /** `Date.now()` in ms before which making it anew is not tried again, unless it changes after that moment of `Purges`. */
  retryAt: number;
  failedAt: number;
  /** Bytes. */
  size: number;
};

/** It is compressed once and sent often: some more time for some less bytes. */
const thorough = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) };

/** Said at each sending, to this cache alone, and what is between two neighbours alone. */
const notKept = new Set([
  ...['content-length', 'content-encoding', 'etag', 'date', 'age', 'x-request-id'],
  OWN_CONTROL.toLowerCase(),
  ...['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer', 'te'],
  ...securityHeaders.map(([name]) => name.toLowerCase()),
]);

/** Bytes that an entry takes beside its bodies, roughly. */
const overhead = 2_048;

/** Bytes of the largest body that is sent in one write with its head: Node has room for 16 KiB on its stack. */
const small = 14 * 1024;

/** Whether a body is sent as text, and so is kept as that, too: app/server/cache/send.ts. */
export function isSmall({ body }: Variant): boolean {
  return body.byteLength <= small;
}

/** Bytes that an entry with these bodies takes. */
export function sizeOf(bodies: Variant[]): number {
  return bodies.reduce(
    (sum, variant) => sum + variant.body.byteLength * (isSmall(variant) ? 2 : 1),
    overhead,
  );
}

type Made = Pick<Entry, 'tags' | 'freshness' | 'moment' | 'route'>;

/**
 * Makes an entry of an answer.
 * @param before what was kept until now: where the body is the same, it is not compressed again.
 */
export async function makeEntry(
  { headers }: Response,
  body: Buffer,
  made: Made,
  before: Entry | undefined,
): Promise<Entry> {
  const type = headers.get('Content-Type') ?? '';
  const compressible = isCompressible(type) && worthCompressing(body.byteLength);
  const kept = [...headers].filter(([name]) => !notKept.has(name)).flat();
  if (compressible && !headers.has('Vary')) kept.push('vary', 'Accept-Encoding');
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const same = before?.plain.etag === `"${hash}"` ? before : undefined;
  const plain = same?.plain ?? { body, etag: `"${hash}"` };
  const encoded = same?.encoded ?? (compressible ? await encodings(body, hash) : {});
  return {
    ...made,
    headers: kept,
    plain,
    encoded,
    madeAt: Date.now(),
    hits: before?.hits ?? 0,
    retryAt: 0,
    failedAt: 0,
    size: sizeOf([plain, ...Object.values(encoded)]),
  };
}

async function encodings(body: Buffer, hash: string): Promise<Entry['encoded']> {
  const [br, gz] = await Promise.all([compress.br(body, thorough), compress.gzip(body)]);
  return { br: { body: br, etag: `"${hash}-br"` }, gzip: { body: gz, etag: `"${hash}-gzip"` } };
}
