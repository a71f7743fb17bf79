import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { importWorker } from '~/catalogue/import-worker.server';
import { mappingProblem } from '~/catalogue/mapping';
import { type ChosenColumns, chosenIn, type ImportReply, searchOf } from '~/chosen-columns';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { ImportOver } from '~/components/admin/imports/import-over';
import { MappingForm } from '~/components/admin/imports/mapping-form';
import { Pictures } from '~/components/admin/imports/pictures';
import { StartForms } from '~/components/admin/imports/step-forms';
import { Counts } from '~/components/admin/imports/counts';
import { Told } from '~/components/admin/imports/told';
import { UploadProgress } from '~/components/admin/imports/upload-progress';
import { Unread } from '~/components/admin/imports/unread';
import { WorkProgress } from '~/components/admin/imports/work-progress';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import { forgetDraftsAt } from '~/drafts';
import { textOf } from '~/form-text';
import { columnsOf, viewOf } from '~/import-view.server';
import { bytesText, isWorking } from '~/models/catalogue-import';
import { retryPictures, stopPictures } from '~/models/import-pictures.server';
import {
  cancelImport,
  type CatalogueImport,
  getImport,
  hasImports,
  mapImport,
  reopenImport,
  startImport,
} from '~/models/catalogue-import.server';
import { statusOf } from '~/obstacle-status';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';
import { sendWaiting } from '~/waiting-change';

export { shouldRevalidateRefused as shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.file.fileName ?? 'Import'} · Admin` },
];

export const loader = adminLoader('admin.imports.$id', async ({ request, params }) => {
  const file = await findImport(idOf(params));
  const { searchParams } = new URL(request.url);
  const named = file.status === 'mapping';
  if (file.progress.waiting) importWorker.wake();
  return {
    file,
    saveKey: randomUUID(),
    view: named ? null : await viewOf(file, searchParams),
    columns: named ? await columnsOf(file, searchParams) : null,
  };
});

export const action = adminAction(
  'admin.imports.$id',
  async ({ params, admin, form }) => {
    const id = idOf(params);
    const file = await findImport(id);
    const save = { key: keyOf(form), actor: admin.id };
    const chosen = chosenIn(form);
    const taken = await takeStep();
    if (!taken.ok) {
      const again = { problem: taken.message, obstacle: null, key: randomUUID(), chosen };
      return data<ImportReply>(again, 409);
    }
    importWorker.wake();
    return redirect(`/admin/imports/${id}${taken.search ?? ''}`);

    async function takeStep(): Promise<Taken> {
      switch (textOf(form, 'intent')) {
        case 'map':
          if (!chosen) throw new Response(strange, { status: 400 });
          return form.has('read') ? readAnew(file, chosen) : nameColumns(save, file, chosen);
        case 'start':
          return startImport(save, id);
        case 'cancel':
          return cancelImport(save, id);
        case 'fetch-again':
          return retryPictures(save, id);
        case 'fetch-no-more':
          return stopPictures(save, id);
        case 'reopen':
          return reopenImport(save, id);
        default:
          throw new Response('There is no such button on this page.', { status: 400 });
      }
    }
  },
  (args) => {
    const { form, obstacle } = args;
    if (!namesColumns(form)) return hold(args);
    const again = { problem: null, obstacle, key: keyOf(form), chosen: chosenIn(form) };
    return data<ImportReply>(again, statusOf(obstacle));
  },
);

export async function clientAction(args: ClientActionFunctionArgs) {
  const form = await args.request.clone().formData();
  if (!namesColumns(form)) return sendWaiting(args, !form.has('read'));
  const sentAt = Date.now();
  try {
    return await sendKeeping(args, ({ said, ...sent }) => ({
      ...sent,
      problem: said,
      chosen: null,
    }));
  } catch (ledOn) {
    // Also what another reading of the file had left.
    forgetDraftsAt(new URL(args.request.url).pathname, sentAt);
    throw ledOn;
  }
}

async function findImport(id: string): Promise<CatalogueImport> {
  const file = (await hasImports()) ? await getImport(id) : null;
  if (file) return file;
  throw new Response('There is no such import. Reports are kept for 30 days.', { status: 404 });
}

/** To read the file anew saves nothing, and is held as what a button alone asks for. */
function namesColumns(form: FormData): boolean {
  return textOf(form, 'intent') === 'map' && !form.has('read');
}

const strange = 'The form names a column or a field that there is not.';

/** With the address's search, where the page goes on at another than its own. */
type Taken = { ok: true; search?: string } | { ok: false; message: string };

/** Whether the file can be read that way, and the address that shows it so. */
async function readAnew(file: CatalogueImport, chosen: ChosenColumns): Promise<Taken> {
  const { unread } = await columnsOf(file, new URLSearchParams(chosen.dialect));
  return unread === null
    ? { ok: true, search: `?${searchOf(chosen)}` }
    : { ok: false, message: unread };
}

async function nameColumns(
  save: { key: string; actor: string },
  file: CatalogueImport,
  { dialect, mapping }: ChosenColumns,
) {
  const { sample, unread } = await columnsOf(file, new URLSearchParams(dialect));
  const { names } = sample;
  const problem =
    unread ??
    (mapping.length === names.length
      ? mappingProblem(mapping, names)
      : 'Read that way, the file has other columns. Press “Read it that way”, and look at them first.');
  if (problem !== null) return { ok: false as const, message: problem };
  return mapImport(save, file.id, { dialect, mapping, names });
}

export default function Import() {
  const { file, saveKey, view, columns } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const mayAct = useMay()('act', 'admin.imports.$id');
  const { id, status, fileName, size, received, reason } = file;
  return (
    <div className="stack">
      <div className="page-head">
        <h1 className="file-name">{fileName}</h1>
        <p className="hint">
          {bytesText(size ?? received)}, brought <Moment at={file.createdAt} />.{' '}
          <Link to="/admin/imports">All imports</Link>
        </p>
      </div>
      <NotDone reply={reply} />
      {status === 'uploading' ? <UploadProgress {...{ id, fileName, received, size }} /> : null}
      {isWorking(status) ? (
        <WorkProgress {...{ id, saveKey, mayAct }} initial={file.progress} />
      ) : null}
      {columns?.unread ? (
        <Banner tone="bad" title="It can’t be read that way.">
          <p>{columns.unread}</p>
        </Banner>
      ) : null}
      {columns ? <MappingForm {...columns} {...{ fileName, saveKey, reply }} /> : null}
      {status === 'failed' ? <Unread {...{ reason, saveKey, mayAct }} /> : null}
      {status === 'ready' ? (
        <section className="panel stack" aria-labelledby="checked">
          <h2 id="checked">Checked: this would happen</h2>
          <Counts {...file} />
          <p>
            {file.refused > 0
              ? 'Nothing has changed yet. A product with a problem is left as it is, whole; you can import the others, or mend the file first.'
              : 'Nothing has changed yet, and nothing is wrong with the file.'}
          </p>
          {mayAct ? (
            <StartForms
              saveKey={saveKey}
              good={file.created + file.changed}
              refused={file.refused}
            />
          ) : null}
        </section>
      ) : null}
      {status === 'done' || status === 'cancelled' ? <ImportOver file={file} /> : null}
      {status === 'done' || status === 'cancelled' ? (
        <Pictures {...{ id, saveKey, mayAct }} initial={file.progress} />
      ) : null}
      {view && status !== 'uploading' && status !== 'checking' ? (
        <Told view={view} counts={countsOf(file)} id={id} />
      ) : null}
    </div>
  );
}

function NotDone({ reply }: { reply: ImportReply | undefined }) {
  if (!reply?.problem) return null;
  return (
    <Attention to={reply}>
      <Banner tone="bad" title="That was not done.">
        <p>{reply.problem}</p>
      </Banner>
    </Attention>
  );
}

/** Of the check only problems are kept by row: what its products would come to is counted. */
function countsOf(
  file: Pick<CatalogueImport, 'status' | 'problems' | 'notes' | 'picturesFailed' | keyof Outcomes>,
) {
  const { problems, notes, created, changed, unchanged, refused, status } = file;
  const none = { created: 0, changed: 0, unchanged: 0, refused: 0 };
  const kept =
    status === 'ready' || status === 'failed' ? none : { created, changed, unchanged, refused };
  return { problems, notes, pictures: file.picturesFailed, ...kept };
}

type Outcomes = { created: number; changed: number; unchanged: number; refused: number };

const deeds = new Map([
  ['read', 'Read it that way'],
  ['start', 'Import'],
  ['cancel', 'Stop the import'],
  ['fetch-again', 'Fetch the pictures again'],
  ['fetch-no-more', 'Fetch no more pictures'],
  ['reopen', 'Look at the columns'],
]);

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  if (reply?.chosen) {
    const { names, ...chosen } = reply.chosen;
    const shown = { ...chosen, sample: { names, rows: [] }, saveKey: reply.key, reply };
    return (
      <div className="stack">
        <h1>A file’s columns</h1>
        <NotDone reply={reply} />
        <MappingForm {...shown} fileName="a file" />
      </div>
    );
  }
  return <Problem deed={({ intent, read }) => deeds.get(read ? 'read' : (intent ?? ''))} />;
}
