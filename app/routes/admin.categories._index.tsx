import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader, AWAY, statusOf } from '~/admin-route.server';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';
import { CategoryTree } from '~/components/admin/category-tree';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import type { CategoryRow } from '~/models/category-form';
import { moveCategory } from '~/models/category-move.server';
import { getCategoryRows } from '~/models/category-write.server';
import { keyOf, versionOf } from '~/product-form.server';
import { textOf } from '~/form-text';

export const meta: MetaFunction = () => [{ title: 'Categories · Admin' }];

export const loader = adminLoader('admin.categories._index', async () => ({
  categories: await getCategoryRows(),
  saveKey: randomUUID(),
}));

const orNone = z.union([z.literal('').transform(() => null), z.guid()]);
const moveSchema = z.object({
  id: z.guid(),
  to: z.union([
    z.object({ direction: z.enum(['up', 'down', 'in', 'out']) }),
    z.object({ parentId: orNone, before: orNone }),
  ]),
});

/** After a refusal the tree is shown as it is now. */
export const shouldRevalidate = () => true;

/** Moves a category by a step, or to where it was dropped. */
export const action = adminAction(
  'admin.categories._index',
  async ({ admin, form }) => {
    const to = form.has('direction')
      ? { direction: textOf(form, 'direction') }
      : { parentId: textOf(form, 'parentId'), before: textOf(form, 'before') };
    const move = moveSchema.safeParse({ id: textOf(form, 'id'), to });
    if (!move.success) throw new Response('Choose a category to move.', { status: 400 });
    const change = { ...move.data, version: versionOf(form) };
    const saved = await moveCategory({ key: keyOf(form), actor: admin.id }, change);
    if (!saved.ok) return data(saved.message, 409);
    return redirect(`/admin/categories?moved=${saved.id}`);
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
  const moved = categories.find(({ id }) => id === search.get('moved'));
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
      {refused ? (
        <Attention to={categories}>
          <Banner tone="bad" title={refused} />
        </Attention>
      ) : null}
      <p className="hint tree-moved" role="status">
        {moved && !refused ? whereIs(moved, categories) : null}
      </p>
      {categories.length === 0 ? (
        <p className="empty">
          None yet. Categories are the shop’s shelves: customers walk along them, and a product may
          stand on several.
        </p>
      ) : (
        <CategoryTree categories={categories} saveKey={movable ? saveKey : null} />
      )}
    </>
  );
}

/** For those who do not see the tree, and who look away. */
function whereIs({ id, title, parentId }: CategoryRow, categories: CategoryRow[]): string {
  const siblings = categories.filter((category) => category.parentId === parentId);
  const place = siblings.findIndex((category) => category.id === id) + 1;
  const parent = categories.find((category) => category.id === parentId);
  const where = parent ? `under ${parent.title}` : 'at the top';
  return `${title} is number ${place} of ${siblings.length} ${where}.`;
}

export const ErrorBoundary = Problem;
