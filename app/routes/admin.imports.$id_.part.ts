import { createHash } from 'node:crypto';
import { adminLoader, adminStream } from '~/admin-route.server';
import { importWorker } from '~/catalogue/import-worker.server';
import { readPart, statusOfPart, UploadRefused } from '~/import-upload.server';
import { getImport } from '~/models/catalogue-import.server';
import { addPart, listPartHashes } from '~/models/import-parts.server';
import { noStore } from '~/no-store';
import { idOf } from '~/route-id.server';

/** How much of a file is here, for whoever goes on sending it. */
export const loader = adminLoader('admin.imports.$id_.part', async ({ params }) => {
  const id = idOf(params);
  const file = await getImport(id);
  if (!file) throw new Response('There is no such import.', { status: 404, headers: noStore });
  const { status, size, received } = file;
  const parts = status === 'uploading' ? await listPartHashes(id) : [];
  return Response.json({ status, size, received, parts }, { headers: noStore });
});

/** Takes the part of a file that begins at the address's `start`, once, however often it is sent. */
export const action = adminStream('admin.imports.$id_.part', async ({ request, params, admin }) => {
  const importId = idOf(params);
  const start = new URL(request.url).searchParams.get('start') ?? '';
  try {
    if (!/^\d{1,10}$/.test(start))
      throw new UploadRefused('The part does not say where it begins.');
    const bytes = await readPart(request);
    checkDigest(request, bytes);
    const taken = await addPart({ importId, start: Number(start), bytes }, admin.id);
    if (!taken.ok) throw new UploadRefused(taken.message, statusOfPart(taken));
    importWorker.wake();
    return Response.json({ received: taken.received }, { headers: noStore });
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    throw new Response(error.message, { status: error.status, headers: noStore });
  }
});

/** By https://www.rfc-editor.org/rfc/rfc9530, where a browser can make one. */
function checkDigest(request: Request, bytes: Uint8Array): void {
  const told = request.headers.get('Content-Digest');
  if (told === null) return;
  const digest = createHash('sha256').update(bytes).digest('base64');
  if (told !== `sha-256=:${digest}:`) {
    throw new UploadRefused('This part of the file was damaged on its way. Send it again.');
  }
}
