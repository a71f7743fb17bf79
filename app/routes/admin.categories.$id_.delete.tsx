import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { LEAVING_MOST } from '~/models/category-leave.server';
import {
  deleteCategory,
  getCategoryForEdit,
  getCategoryRows,
} from '~/models/category-write.server';
import { keyOf, versionOf } from '~/product-form.server';
import { textOf } from '~/form-text';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction = () => [{ title: 'Delete a category · Admin' }];

export const loader = adminLoader('admin.categories.$id_.delete', async ({ params }) => {
  const id = idOf(params);
  const [category, rows] = await Promise.all([getCategoryForEdit(id), getCategoryRows()]);
  if (!category) throw new Response('This category is gone already.', { status: 404 });
  const crowded = category._count.products > LEAVING_MOST;
  return { category, crowded, others: rows.filter((row) => row.id !== id), saveKey: randomUUID() };
});

const targetSchema = z.union([z.literal('').transform(() => null), z.guid()]);

export const action = adminAction(
  'admin.categories.$id_.delete',
  async ({ admin, form, params }) => {
    const target = targetSchema.safeParse(textOf(form, 'productsTo'));
    if (!target.success) throw new Response('Choose where the products go.', { status: 400 });
    const deleted = await deleteCategory(
      { key: keyOf(form), actor: admin.id },
      { id: idOf(params), version: versionOf(form), productsTo: target.data },
    );
    if (!deleted.ok && (deleted.reason !== 'not-found' || deleted.field)) {
      throw new Response(deleted.message, { status: 409 });
    }
    return redirect('/admin/categories?deleted');
  },
  hold,
);

export default function DeleteCategory() {
  const { category, crowded, others, saveKey } = useLoaderData<typeof loader>();
  const { products, children } = category._count;
  const parent = others.find(({ id }) => id === category.parentId);
  if (crowded) return <Crowded category={category} />;
  return (
    <section className="panel stack confirm">
      <h1>Delete “{category.title}”?</h1>
      <p>No product is deleted.</p>
      {children > 0 ? (
        <p>
          {children === 1 ? 'The category' : `The ${children} categories`} under it move
          {children === 1 ? 's' : ''} up {parent ? `to “${parent.title}”` : 'to the top'}.
        </p>
      ) : null}
      <Form method="post" className="stack">
        <input type="hidden" name="key" value={saveKey} />
        <input type="hidden" name="version" value={category.version} />
        {products > 0 ? (
          <div className="field">
            <label htmlFor="products-to">
              {products === 1 ? 'Its product goes' : `Its ${products} products go`}
            </label>
            <select id="products-to" name="productsTo" defaultValue={category.parentId ?? ''}>
              <option value="">nowhere else</option>
              {others.map(({ id, title, depth }) => (
                <option key={id} value={id}>{`to ${'– '.repeat(depth)}${title}`}</option>
              ))}
            </select>
          </div>
        ) : null}
        <div className="actions">
          <button className="button button-danger">Delete for good</button>
          <Link className="button" to={`/admin/categories/${category.id}`}>
            Keep it
          </Link>
        </div>
      </Form>
    </section>
  );
}

/** More than is taken out at once: how to do it in parts. */
function Crowded({ category }: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'category'>) {
  const { id, title, _count } = category;
  return (
    <section className="panel stack confirm">
      <h1>“{title}” is too full to be deleted</h1>
      <p>
        It holds {_count.products.toLocaleString('en')} products. Take them out of it first: choose
        them in the list of products, and change the category of all of them.
      </p>
      <div className="actions">
        <Link className="button button-primary" to={`/admin/products?category=${id}`}>
          Its products
        </Link>
        <Link className="button" to={`/admin/categories/${id}`}>
          Keep it
        </Link>
      </div>
    </section>
  );
}

export function ErrorBoundary() {
  const title = useRouteLoaderData<typeof loader>('routes/admin.categories.$id_.delete')?.category
    .title;
  return (
    <Problem
      deed={() => (title === undefined ? 'Delete the category' : `Delete “${title}”`)}
      kept="What you chose is still here"
    />
  );
}
