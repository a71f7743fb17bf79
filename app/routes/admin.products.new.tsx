import { data, type MetaFunction, redirect } from '@remix-run/node';
import { type ClientActionFunctionArgs, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { ProductForm } from '~/components/admin/product-form';
import { ProductProblem } from '~/components/admin/product-problem';
import { replyUnanswered } from '~/components/admin/product-unanswered';
import { saveProduct } from '~/models/admin-product.server';
import { getCategoryRows } from '~/models/category-write.server';
import { emptyProduct } from '~/models/product-form';
import { statusOf } from '~/obstacle-status';
import { receiveProductForm, replyUnsaved, replyTo, savedPath } from '~/product-form.server';
import { shop } from '~/shop.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'New product · Admin' }];

export const loader = adminLoader('admin.products.new', async () => ({
  categories: await getCategoryRows(),
  currency: shop.currency,
  saveKey: randomUUID(),
}));

export const action = adminAction(
  'admin.products.new',
  async ({ admin, form }) => {
    const { submission, problems, key, changed, asked } = await receiveProductForm(form, admin.id);
    const again = (refused: Parameters<typeof replyTo>[1]['refused'] = null) =>
      replyTo(submission, { problems, refused, changed });
    if (asked) return again();
    if (submission.status !== 'success' || problems.length > 0) return data(await again(), 400);
    const saved = await saveProduct({ key, actor: admin.id }, { input: submission.value });
    if (!saved.ok) return data(await again(saved), saved.reason === 'duplicate' ? 400 : 409);
    return redirect(savedPath(saved, 'new'));
  },
  ({ form, obstacle }) => data(replyUnsaved(form, obstacle), statusOf(obstacle)),
);

export const clientAction = (args: ClientActionFunctionArgs) => sendKeeping(args, replyUnanswered);

export default function NewProduct() {
  const { categories, currency, saveKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <ProductForm
      title="New product"
      product={emptyProduct}
      files={[]}
      categories={categories}
      currency={currency}
      saveKey={saveKey}
      version={reply?.made?.version}
      reply={reply}
    />
  );
}

export function ErrorBoundary() {
  return <ProductProblem title="New product" reply={useActionData<typeof action>()} />;
}
