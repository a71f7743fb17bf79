import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { lookup } from 'mrmime';
import { isRead } from '~/request.server';
import { acceptedEncoding, type Encoding } from '~/server/encoding';
import { isKnown } from '~/server/etag';
import type { Exchange } from '~/server/exchange';

type Variant = { body: Buffer; etag: string };
type StaticFile = {
  headers: Record<string, string>;
  plain: Variant;
  encoded: Partial<Record<Encoding, Variant>>;
};

/** By the path of their address. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

/** Types that the list of types does not know, or not so exactly as browsers ask for them. */
const own: Readonly<Record<string, string>> = {
  'favicon.ico': 'image/x-icon',
  'speculation-rules.json': 'application/speculationrules+json',
};

const endings = { br: '.br', gzip: '.gz' } as const;
const encodings = ['br', 'gzip'] as const;

/** Names under /assets/ hold a hash of the content; the others keep their name when they change. */
const forEver = 'public, max-age=31536000, immutable';
const forAnHour = 'public, max-age=3600';

/**
 * Reads what the build made for browsers into memory, with what was compressed beside it. What
 * isn't found here is not on the server, whatever a path says.
 */
export function readStaticFiles(folder: string): StaticFiles {
  const files = new Map<string, StaticFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile() || Object.values(endings).some((ending) => isBeside(file, ending)))
      continue;
    files.set(`/${relative(folder, file).split(sep).join('/')}`, readStaticFile(folder, file));
  }
  return files;
}

function isBeside(file: string, ending: string): boolean {
  return file.endsWith(ending) && existsSync(file.slice(0, -ending.length));
}

function readStaticFile(folder: string, file: string): StaticFile {
  const body = readFileSync(file);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const type = own[basename(file)] ?? lookup(file) ?? 'application/octet-stream';
  const encoded: StaticFile['encoded'] = {};
  for (const encoding of encodings) {
    const compressed = `${file}${endings[encoding]}`;
    if (!existsSync(compressed)) continue;
    encoded[encoding] = { body: readFileSync(compressed), etag: `"${hash}-${encoding}"` };
  }
  return {
    headers: {
      'Content-Type': /^text\/|\/javascript$/.test(type) ? `${type}; charset=utf-8` : type,
      'Cache-Control': relative(folder, file).startsWith('assets') ? forEver : forAnHour,
      ...(Object.keys(encoded).length > 0 ? { Vary: 'Accept-Encoding' } : {}),
    },
    plain: { body, etag: `"${hash}"` },
    encoded,
  };
}

/** Answers with a file, if one is asked for. @returns whether it did. */
export function serveStatic(files: StaticFiles, exchange: Exchange): boolean {
  const { req, res, path } = exchange;
  if (!isRead(req)) return false;
  const file = files.get(path);
  if (!file) return false;
  exchange.route = 'static';
  const encoding = acceptedEncoding(req.headers['accept-encoding']);
  const chosen = encoding === null ? undefined : file.encoded[encoding];
  const { body, etag } = chosen ?? file.plain;
  const headers = { ...file.headers, ETag: etag };
  if (isKnown(req.headers['if-none-match'], etag)) {
    res.writeHead(304, headers).end();
    return true;
  }
  res.writeHead(200, {
    ...headers,
    ...(chosen && encoding ? { 'Content-Encoding': encoding } : {}),
    'Content-Length': body.byteLength,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
  return true;
}
