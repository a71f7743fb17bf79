import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import {
  parseCategoryForm,
  replyToCategory,
  replyToCategoryUnsaved,
  savedCategoryPath,
} from '~/category-form.server';
import { CategoryForm } from '~/components/admin/category-form';
import { CategoryProblem } from '~/components/admin/category-problem';
import { SavedNotice } from '~/components/admin/saved-notice';
import { useMay } from '~/components/admin/use-may';
import { withoutBranch } from '~/models/category-form';
import { getCategoryForEdit, getCategoryRows, saveCategory } from '~/models/category-write.server';
import { statusOf } from '~/obstacle-status';
import { keyOf, versionOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.category.title ?? 'Category'} · Admin` },
];

export const loader = adminLoader('admin.categories.$id', async ({ params }) => {
  const id = idOf(params);
  const [category, rows] = await Promise.all([getCategoryForEdit(id), getCategoryRows()]);
  if (!category) {
    throw new Response('This category is gone: someone deleted it.', { status: 404 });
  }
  return { category, parents: withoutBranch(rows, id), saveKey: randomUUID() };
});

export const action = adminAction(
  'admin.categories.$id',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const version = versionOf(form);
    const key = keyOf(form);
    const submission = parseCategoryForm(form);
    if (submission.status !== 'success') {
      return data({ ...replyToCategory(submission, null), version }, 400);
    }
    const input = submission.value;
    const saved = await saveCategory({ key, actor: admin.id }, { id, version, input });
    if (!saved.ok) {
      // What was typed goes on from what this form saved itself.
      const { made, ...refusal } = saved;
      const from = made?.id === id ? made.version : version;
      return data({ ...replyToCategory(submission, refusal), version: from }, 409);
    }
    return redirect(savedCategoryPath(saved));
  },
  ({ form, obstacle }) =>
    data(
      { ...replyToCategoryUnsaved(form, obstacle), version: versionOf(form) },
      statusOf(obstacle),
    ),
);

export const clientAction = (args: ClientActionFunctionArgs) =>
  sendKeeping(args, ({ said, ...sent }) => ({ ...sent, refused: said }));

export default function EditCategory() {
  const { category, parents, saveKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const may = useMay();
  const { id, title, slug, description, parentId, version, updatedAt } = category;
  return (
    <CategoryForm
      key={`${id} ${version}`}
      title={title}
      actions={
        <>
          <Link className="button" to={`/categories/${slug}`} reloadDocument>
            View in shop
          </Link>
          {may('look', 'admin.categories.$id_.delete') ? (
            <Link className="button button-danger" to={`/admin/categories/${id}/delete`}>
              Delete…
            </Link>
          ) : null}
        </>
      }
      notice={
        reply ? null : (
          <SavedNotice at={updatedAt}>
            <Link to="/admin/categories">All categories</Link>
          </SavedNotice>
        )
      }
      category={{ title, slug, description, parentId: parentId ?? '' }}
      parents={parents}
      saveKey={saveKey}
      version={reply?.version ?? version}
      reply={reply}
    />
  );
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  return <CategoryProblem title="Category" version={reply?.version} reply={reply} />;
}
