import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { NewViewForm } from '~/components/admin/new-view-form';
import { Problem } from '~/components/admin/problem';
import { ViewForm } from '~/components/admin/view-form';
import { textOf } from '~/form-text';
import { viewHref, viewNameSchema, viewSearch } from '~/models/product-view';
import { deleteView, listViews, saveView } from '~/models/product-view.server';
import { keyOf } from '~/product-form.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction = () => [{ title: 'Views · Admin' }];

export const loader = adminLoader('admin.products.views', async ({ admin }) => ({
  views: (await listViews(admin.id)).map((view) => ({ ...view, key: randomUUID() })),
  key: randomUUID(),
}));

const formSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add'), name: viewNameSchema, search: z.string() }),
  z.object({ intent: z.literal('change'), name: viewNameSchema, id: z.guid() }),
  z.object({ intent: z.literal('delete'), id: z.guid() }),
]);

export const action = adminAction(
  'admin.products.views',
  async ({ admin, form }) => {
    const save = { key: keyOf(form), actor: admin.id };
    const [intent, name, search, id] = ['intent', 'name', 'search', 'id'].map((field) =>
      textOf(form, field),
    );
    const typed = {
      name: name?.slice(0, 200) ?? '',
      search: viewSearch(search ?? ''),
      id: id ?? '',
      first: form.has('first'),
    };
    const read = formSchema.safeParse({ intent, name, search, id });
    if (!read.success) {
      const wrongName = read.error.issues.find(({ path }) => path[0] === 'name');
      if (!wrongName) throw new Response('This view is none of yours.', { status: 400 });
      return data({ refused: wrongName.message, typed }, 400);
    }
    const asked = read.data;
    const isFirst = typed.first;
    const done =
      asked.intent === 'delete'
        ? await deleteView(save, asked.id)
        : asked.intent === 'change'
          ? await saveView(save, { id: asked.id, name: asked.name, isFirst })
          : await saveView(save, { search: typed.search, name: asked.name, isFirst });
    if (!done.ok) return data({ refused: done.message, typed }, 409);
    return redirect(asked.intent === 'add' ? viewHref(typed.search) : '/admin/products/views');
  },
  hold,
);

export default function Views() {
  const { views, key } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const typed = reply?.typed;
  return (
    <>
      <div className="page-head">
        <h1>Views</h1>
        <div className="actions">
          <Link className="button" to="/admin/products?status=all">
            All products
          </Link>
        </div>
      </div>
      {reply ? (
        <Banner tone="bad" title="Not saved">
          <p>{reply.refused}</p>
        </Banner>
      ) : null}
      <NewViewForm search={null} saveKey={key} reply={typed?.id === '' ? typed : undefined} />
      {views.length === 0 ? (
        <p className="empty">
          You have none yet. Search or filter{' '}
          <Link to="/admin/products?status=all">the products</Link>, then save what you see under a
          name: it is one press away from then on.
        </p>
      ) : (
        <ul className="views-list">
          {views.map((view) => (
            <li key={view.id} className="panel">
              <ViewForm
                key={`${view.name} ${view.isFirst}`}
                view={view}
                reply={typed?.id === view.id ? typed : undefined}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function ErrorBoundary() {
  return (
    <Problem
      deed={({ intent, name }) => (intent === 'delete' ? 'Delete the view' : `Save “${name}”`)}
    />
  );
}
