import { adminLoader } from '~/admin-route.server';
import { problemCsv } from '~/catalogue/problem-csv.server';
import { downloadOf } from '~/download.server';
import { getImport } from '~/models/catalogue-import.server';
import { idOf } from '~/route-id.server';

/** All that is told of a file, by row. */
export const loader = adminLoader('admin.imports.$id_.problems[.]csv', async ({ params }) => {
  const file = await getImport(idOf(params));
  if (!file) throw new Response('There is no such import.', { status: 404 });
  const name = `problems of ${file.fileName.replace(/\.\w{1,5}$/, '')}.csv`;
  return downloadOf(problemCsv(file.id), name);
});
