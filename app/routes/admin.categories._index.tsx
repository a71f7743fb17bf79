import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, AWAY, statusOf } from '~/admin-route.server';
import { Banner } from '~/components/admin/banner';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import type { CategoryRow } from '~/models/category-form';
import { getCategoryRows, reorderCategory } from '~/models/category-write.server';
import { keyOf } from '~/product-form.server';
import { textOf } from '~/form-text';

export const meta: MetaFunction = () => [{ title: 'Categories · Admin' }];

export const loader = adminLoader('admin.categories._index', async () => ({
  categories: await getCategoryRows(),
  saveKey: randomUUID(),
}));

const moveSchema = z.object({ id: z.guid(), direction: z.enum(['up', 'down']) });

/** Moves a category one place among its siblings. */
export const action = adminAction(
  'admin.categories._index',
  async ({ admin, form }) => {
    const move = moveSchema.safeParse({
      id: textOf(form, 'id'),
      direction: textOf(form, 'direction'),
    });
    if (!move.success) throw new Response('Choose a category to move.', { status: 400 });
    const saved = await reorderCategory({ key: keyOf(form), actor: admin.id }, move.data);
    if (!saved.ok) return data(saved.message, 409);
    return redirect('/admin/categories');
  },
  ({ obstacle }) =>
    data(
      obstacle === 'signed-out'
        ? 'You are signed out, so the category was not moved. Load the page anew to sign in.'
        : obstacle === 'not-allowed'
          ? 'An owner or an editor may do this; you may only look. Nothing was moved.'
          : obstacle === 'unknown'
            ? 'The database did not answer in time: the category may have been moved, or not. Load the page anew to see.'
            : `${AWAY} The category was not moved; try again in a moment.`,
      statusOf(obstacle),
    ),
);

export default function Categories() {
  const { categories, saveKey } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const may = useMay();
  const movable = may('act', 'admin.categories._index');
  return (
    <>
      <div className="page-head">
        <h1>Categories</h1>
        {may('look', 'admin.categories.new') ? (
          <Link className="button button-primary" to="/admin/categories/new">
            Add a category
          </Link>
        ) : null}
      </div>
      {search.has('deleted') ? <Banner tone="good" title="The category is deleted." /> : null}
      {search.has('saved') ? <Banner tone="good" title="Saved." /> : null}
      {refused ? <Banner tone="bad" title={refused} /> : null}
      {categories.length === 0 ? (
        <p className="empty">
          None yet. Categories are the shop’s shelves: customers walk along them, and a product may
          stand on several.
        </p>
      ) : (
        <ul className="rows panel">
          {categories.map((category) => (
            <li key={category.id}>
              <CategoryLine category={category} saveKey={movable ? saveKey : null} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** @property saveKey null where it may not be moved. */
type LineProps = { category: CategoryRow; saveKey: string | null };

function CategoryLine({ category, saveKey }: LineProps) {
  const { id, title, depth, products, first, last } = category;
  return (
    <>
      <span className="row-name" data-depth={Math.min(depth, 4)}>
        <Link to={`/admin/categories/${id}`}>{title}</Link>
      </span>
      <span className="count">
        {products === 1 ? '1 product' : `${products.toLocaleString('en')} products`}
      </span>
      {saveKey === null ? null : (
        <Form method="post" className="actions" preventScrollReset>
          <input type="hidden" name="key" value={saveKey} />
          <input type="hidden" name="id" value={id} />
          <button
            className="button button-small"
            name="direction"
            value="up"
            disabled={first}
            aria-label={`Move ${title} up`}
          >
            ↑
          </button>
          <button
            className="button button-small"
            name="direction"
            value="down"
            disabled={last}
            aria-label={`Move ${title} down`}
          >
            ↓
          </button>
        </Form>
      )}
    </>
  );
}

export const ErrorBoundary = Problem;
