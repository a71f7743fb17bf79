import { data, type MetaFunction, redirect } from '@remix-run/node';
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
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
import { getCategoryRows, saveCategory } from '~/models/category-write.server';
import { statusOf } from '~/obstacle-status';
import { keyOf } from '~/product-form.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'New category · Admin' }];

export const loader = adminLoader('admin.categories.new', async () => ({
  parents: await getCategoryRows(),
  saveKey: randomUUID(),
}));

export const action = adminAction(
  'admin.categories.new',
  async ({ admin, form }) => {
    const key = keyOf(form);
    const submission = parseCategoryForm(form);
    if (submission.status !== 'success') return data(replyToCategory(submission, null), 400);
    const saved = await saveCategory({ key, actor: admin.id }, { input: submission.value });
    if (!saved.ok) return data(replyToCategory(submission, saved), 409);
    return redirect(savedCategoryPath(saved));
  },
  ({ form, obstacle }) => data(replyToCategoryUnsaved(form, obstacle), statusOf(obstacle)),
);

export const clientAction = (args: ClientActionFunctionArgs) =>
  sendKeeping(args, ({ said, ...sent }) => ({ ...sent, refused: said }));

export default function NewCategory() {
  const { parents, saveKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <CategoryForm
      title="New category"
      category={{}}
      parents={parents}
      saveKey={saveKey}
      version={reply?.made?.version}
      reply={reply}
    />
  );
}

export function ErrorBoundary() {
  return <CategoryProblem title="New category" reply={useActionData<typeof action>()} />;
}
