import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Entry, sizeOf } from '~/server/cache/entry';

const body = z.object({ etag: z.string(), bytes: z.int().min(0) });
const headSchema = z.object({
  /** The build that made it; null where it is the same by any. */
  build: z.string().nullable(),
  key: z.string(),
  headers: z.array(z.string()),
  tags: z.array(z.string()),
  freshness: z.object({
    fresh: z.number(),
    whileRevalidating: z.number(),
    ifError: z.number(),
    longer: z.number(),
  }),
  madeAt: z.number(),
  route: z.string().optional(),
  plain: body,
  br: body.optional(),
  gzip: body.optional(),
});

/** What is the same by any build: a picture's address says which bytes it has. */
const picture = /^(?:https?:\/\/[^/]+)?\/images\//;

/** An entry as a file: the hash of all that follows, a line that describes it, its bodies. */
export function toFile(key: string, entry: Entry, build: string): Buffer {
  const { headers, tags, freshness, madeAt, route, plain } = entry;
  const { br, gzip } = entry.encoded;
  const describe = (variant: typeof br) =>
    variant && { etag: variant.etag, bytes: variant.body.byteLength };
  const head = JSON.stringify({
    build: picture.test(key) ? null : build,
    ...{ key, headers, tags, freshness, madeAt, route },
    ...{ plain: describe(plain), br: describe(br), gzip: describe(gzip) },
  });
  const rest = Buffer.concat([
    Buffer.from(`${head}\n`),
    ...[plain, br, gzip].flatMap((variant) => (variant ? [variant.body] : [])),
  ]);
  return Buffer.concat([Buffer.from(`${hashOf(rest)}\n`), rest]);
}

/** @returns null for what is damaged, of another build, or no such file at all. */
export function fromFile(file: Buffer, build: string): { key: string; entry: Entry } | null {
  const hash = line(file);
  const rest = file.subarray(hash.length + 1);
  if (hashOf(rest) !== hash) return null;
  const text = line(rest);
  const head = headSchema.safeParse(JSON.parse(text)).data;
  if (!head || (head.build !== null && head.build !== build)) return null;
  let at = Buffer.byteLength(text) + 1;
  const take = ({ etag, bytes }: z.infer<typeof body>) => {
    at += bytes;
    return { etag, body: rest.subarray(at - bytes, at) };
  };
  const { key, headers, tags, freshness, madeAt, route } = head;
  const plain = take(head.plain);
  const br = head.br && take(head.br);
  const gzip = head.gzip && take(head.gzip);
  const encoded = { ...(br ? { br } : {}), ...(gzip ? { gzip } : {}) };
  const entry = {
    ...{ headers, tags, freshness, madeAt, route, plain, encoded },
    ...{ moment: -1, hits: 0, retryAt: 0, failedAt: 0 },
    size: sizeOf([plain, ...Object.values(encoded)]),
  };
  return { key, entry };
}

function line(bytes: Buffer): string {
  const end = bytes.indexOf('\n');
  return bytes.subarray(0, Math.max(0, end)).toString();
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
