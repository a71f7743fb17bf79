import { adminLoader } from '~/admin-route.server';
import { importWorker } from '~/catalogue/import-worker.server';
import { getImport } from '~/models/catalogue-import.server';
import { noStore } from '~/no-store';
import { idOf } from '~/route-id.server';

/** How far an import has come, for the page that shows it. */
export const loader = adminLoader('admin.imports.$id_.progress', async ({ params }) => {
  const file = await getImport(idOf(params));
  if (!file) throw new Response('There is no such import.', { status: 404, headers: noStore });
  if (file.progress.waiting) importWorker.wake();
  return Response.json(file.progress, { headers: noStore });
});
