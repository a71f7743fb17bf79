import type { LoaderFunctionArgs } from '@remix-run/node';
import { isDatabaseAway } from '~/models/database-away.server';
import { getRendition } from '~/models/image.server';
import { log } from '~/log.server';
import { currentRequest } from '~/request.server';
import { policyOfFiles } from '~/security-headers.server';
import { isKnown } from '~/server/etag';

const file = /^[0-9a-f]{32}$/;
const rendition = /^([1-9]\d{0,3})\.(avif|webp)$/;

/** A picture's bytes. Its address is made of its content, so it is kept for ever. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const match = rendition.exec(params.name ?? '');
  if (!match || !file.test(params.file ?? '')) return notThere();
  const [, width, format] = match;
  const etag = `"${params.file}-${width}-${format}"`;
  const headers = {
    'Cache-Control': 'public, max-age=31536000, immutable',
    // Said here too, for another server than ours: a picture is never anything else.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': policyOfFiles,
    ETag: etag,
  };
  // Whoever knows the tag had these very bytes: no need to ask the database.
  if (isKnown(request.headers.get('If-None-Match') ?? undefined, etag))
    return new Response(null, { status: 304, headers });

  let bytes: Uint8Array<ArrayBuffer> | null;
  try {
    bytes = await getRendition({
      fileId: params.file ?? '',
      width: Number(width),
      format: format === 'avif' ? 'avif' : 'webp',
    });
  } catch (error) {
    // A database that is away is said once for all, by its door.
    if (!isDatabaseAway(error)) {
      log.error(
        { event: 'request.failed', id: currentRequest()?.id, err: error },
        'A picture could not be read.',
      );
    }
    return new Response('This picture is not here right now.\n', {
      status: 503,
      headers: { 'Retry-After': '5', 'Cache-Control': 'no-store' },
    });
  }
  if (!bytes) return notThere();
  return new Response(bytes, {
    headers: {
      ...headers,
      'Content-Type': `image/${format}`,
      'Content-Length': String(bytes.byteLength),
    },
  });
}

function notThere(): Response {
  return new Response('There is no such picture.\n', {
    status: 404,
    headers: { 'Cache-Control': 'public, max-age=60' },
  });
}
