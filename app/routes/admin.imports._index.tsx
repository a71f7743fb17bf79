import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminLoader, adminStream } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { importWorker } from '~/catalogue/import-worker.server';
import { Banner } from '~/components/admin/banner';
import { ImportBehind } from '~/components/admin/imports/behind';
import { ImportList } from '~/components/admin/imports/import-list';
import { UploadForm } from '~/components/admin/imports/upload-form';
import { PageLinks } from '~/components/admin/page-links';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import { env } from '~/env.server';
import { textOf } from '~/form-text';
import { beginUpload, importId, receiveFile, UploadRefused } from '~/import-upload.server';
import { hasImports, listImports } from '~/models/catalogue-import.server';
import { refusePart } from '~/models/import-parts.server';
import { CREDENTIALS_BYTES, readForm } from '~/read-form.server';

export { shouldRevalidateRefused as shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Import and export · Admin' }];

const pageSchema = z.coerce.number().int().min(1).max(100_000).catch(1);

export const loader = adminLoader('admin.imports._index', async ({ request }) => {
  const page = pageSchema.parse(new URL(request.url).searchParams.get('page') ?? 1);
  const ready = await hasImports();
  const { imports, pages } = ready ? await listImports(page) : { imports: [], pages: 1 };
  return { ready, page, pages, imports, id: randomUUID(), most: env.IMPORT_BYTES };
});

/** A file itself, which a form without scripts sends; or its name and size, where scripts send it part by part. */
export const action = adminStream('admin.imports._index', async ({ request, admin }) => {
  try {
    const type = request.headers.get('Content-Type') ?? '';
    const id = /^multipart\/form-data/i.test(type)
      ? await receiveFile(request, admin.id)
      : await begin(await readForm(request, CREDENTIALS_BYTES), admin.id);
    importWorker.wake();
    return redirect(`/admin/imports/${id}`);
  } catch (error) {
    if (!(error instanceof UploadRefused)) throw error;
    return data({ problem: error.message }, error.status);
  }
});

export const clientAction = (args: ClientActionFunctionArgs) =>
  sendKeeping(args, ({ unanswered, said }) => ({ unanswered, problem: said ?? noAnswer }));

const noAnswer =
  'The shop did not answer: your connection broke, or it is just restarting. The file is still chosen: check it again in a moment.';

async function begin(form: FormData, actor: string): Promise<string> {
  const id = importId.safeParse(textOf(form, 'id')).data;
  const size = Number(textOf(form, 'size') || Number.NaN);
  if (id === undefined || !Number.isSafeInteger(size) || size < 0) {
    throw new UploadRefused('No file was named. Choose one first.');
  }
  if (size === 0) throw new UploadRefused('The file is empty: export it again.');
  if (size > env.IMPORT_BYTES) throw new UploadRefused(refusePart('too-large').message, 413);
  await beginUpload({ id, fileName: textOf(form, 'name'), size }, actor);
  return id;
}

export default function Imports() {
  const { ready, page, pages, imports, id, most } = useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.problem;
  const may = useMay();
  return (
    <div className="stack">
      <div className="page-head">
        <h1>Import and export</h1>
      </div>
      {ready ? null : <ImportBehind />}
      {problem === undefined ? null : (
        <Banner tone="bad" title="The file was not taken.">
          <p>{problem}</p>
        </Banner>
      )}
      <div className="import-ways">
        {ready && may('act', 'admin.imports._index') ? (
          <UploadForm key={id} id={id} most={most} />
        ) : null}
        <section className="panel stack" aria-labelledby="export">
          <h2 id="export">Take products out</h2>
          <p>
            All products with everything that is known of them, as a CSV file in Shopify’s format.
            Brought in again unchanged, it changes nothing.
          </p>
          <p className="actions">
            <a className="button" href="/admin/export.csv" download>
              Export all products
            </a>
          </p>
          <p className="hint">
            To export some of them, search or filter <Link to="/admin/products">the products</Link>,
            then choose “Export these” there. Pictures are in the file by their addresses.
          </p>
        </section>
      </div>
      {ready ? (
        <section className="stack" aria-labelledby="past">
          <h2 id="past">Imports</h2>
          <ImportList imports={imports} page={page} />
          <PageLinks page={page} pages={pages} hrefOf={(to) => `?page=${to}`} />
        </section>
      ) : null}
    </div>
  );
}

export const ErrorBoundary = Problem;
