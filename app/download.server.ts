import type { Readable } from 'node:stream';
import { currentRequest, runOutsideRequest } from '~/request.server';

/**
 * A CSV file for a browser to keep, as it is made. It takes longer than a page may; should it break off, the
 * connection does too, so that no browser takes a part for the whole.
 */
export function downloadOf(csv: Readable, name: string): Response {
  const context = currentRequest();
  if (context) context.streams = true;
  const plain = name.replace(/[^\w. -]/g, '_');
  return new Response(bytesOf(csv), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  });
}

/** What is asked of the database meanwhile is part of no request: its deadline would end it. */
function bytesOf(csv: Readable): ReadableStream<Uint8Array> {
  const pieces = csv.iterator() as AsyncIterator<Buffer, undefined>;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await runOutsideRequest(() => pieces.next());
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void csv.destroy(),
  });
}
