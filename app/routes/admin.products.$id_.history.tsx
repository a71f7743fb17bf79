import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Changed } from '~/components/admin/changed';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { RestoredNotice } from '~/components/admin/restored-notice';
import { useMay } from '~/components/admin/use-may';
import { getHistory } from '~/models/product-history.server';
import { restoreVersion } from '~/models/product-restore.server';
import { keyOf, versionOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `History of ${loaded?.title ?? 'a product'} · Admin` },
];

const beforeSchema = z.coerce.number().int().min(1).max(2_147_483_647).catch(2_147_483_647);

export const loader = adminLoader('admin.products.$id_.history', async ({ params, request }) => {
  const id = idOf(params);
  const asked = new URL(request.url).searchParams.get('before') ?? undefined;
  const history = await getHistory(id, beforeSchema.parse(asked));
  if (!history) {
    throw new Response('This product is gone: someone deleted it. Look in the bin.', {
      status: 404,
    });
  }
  return { id, key: randomUUID(), ...history };
});

export const action = adminAction(
  'admin.products.$id_.history',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const restored = await restoreVersion(
      { key: keyOf(form), actor: admin.id },
      { id, version: versionOf(form), ofVersion: versionOf(form, 'of') },
    );
    if (!restored.ok) throw new Response(restored.message, { status: 409 });
    if (restored.notes.length === 0) return redirect(`/admin/products/${id}?saved=restored`);
    return { notes: restored.notes };
  },
  hold,
);

const events = {
  made: 'Made',
  saved: 'Saved',
  restored: 'Restored',
  deleted: 'Moved to the bin',
  returned: 'Brought back from the bin',
} as const;

export default function History() {
  const { id, key, title, version, versions, more } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const mayAct = useMay()('act', 'admin.products.$id_.history');
  const last = versions.at(-1);
  return (
    <>
      <div className="page-head">
        <h1>History of {title}</h1>
        <div className="actions">
          <Link className="button" to={`/admin/products/${id}`}>
            Back to the product
          </Link>
        </div>
      </div>
      {done ? <RestoredNotice id={id} title="Restored." notes={done.notes} /> : null}
      {versions.length === 0 ? (
        <p className="empty">
          Nothing is recorded before this. From the next save on, each change is here: who made it,
          when, and what it changed.
        </p>
      ) : (
        <ol className="history">
          {versions.map((one) => (
            <li key={one.version} className="panel stack">
              <div className="history-head">
                <h2>
                  Version {one.version}
                  {one.version === version ? ', the present one' : ''}
                </h2>
                <p>
                  {events[one.event]}
                  {one.ofVersion === null ? '' : ` to version ${one.ofVersion}`} by {one.by}
                  {one.import ? ', by importing ' : ''}
                  {one.import ? <ImportedFile {...one.import} /> : null}, <Moment at={one.at} />
                </p>
                {mayAct && one.known && one.version !== version && one.event !== 'deleted' ? (
                  <Form method="post">
                    <input type="hidden" name="key" value={key} />
                    <input type="hidden" name="version" value={version} />
                    <button className="button" name="of" value={one.version}>
                      Restore version {one.version}
                    </button>
                  </Form>
                ) : null}
              </div>
              {one.differences.length === 0 ? null : (
                <dl className="changes">
                  {one.differences.map((difference) => (
                    <Changed key={difference.label + difference.before} {...difference} />
                  ))}
                </dl>
              )}
            </li>
          ))}
        </ol>
      )}
      {more && last ? (
        <p>
          <Link className="button" to={`?before=${last.version}`}>
            Older changes
          </Link>
        </p>
      ) : null}
    </>
  );
}

/** Reports are deleted in the end. */
function ImportedFile({ id, file }: { id: string; file: string | null }) {
  return file === null ? 'a file' : <Link to={`/admin/imports/${id}`}>{file}</Link>;
}

export function ErrorBoundary() {
  return <Problem deed={({ of }) => `Restore version ${of}`} />;
}
