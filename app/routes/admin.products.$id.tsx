import { data, type MetaFunction, redirect } from '@remix-run/node';
import {
  type ClientActionFunctionArgs,
  Link,
  useActionData,
  useLoaderData,
} from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { adminAction, adminLoader } from '~/admin-route.server';
import { sendKeeping } from '~/admin-unanswered';
import { Presence } from '~/components/admin/presence';
import { ProductForm } from '~/components/admin/product-form';
import { ProductProblem } from '~/components/admin/product-problem';
import { replyUnanswered } from '~/components/admin/product-unanswered';
import { ProductStatusForms } from '~/components/admin/product-status-forms';
import { SavedNotice } from '~/components/admin/saved-notice';
import { StaleNotice } from '~/components/admin/stale-notice';
import { StatusBadge } from '~/components/admin/status-badge';
import { useMay } from '~/components/admin/use-may';
import { getProductForEdit, saveProduct } from '~/models/admin-product.server';
import { getCategoryRows } from '~/models/category-write.server';
import { toFields } from '~/models/product-form';
import { listChangesBetween } from '~/models/product-history.server';
import { findConflicts } from '~/models/product-merged.server';
import { isVisible } from '~/models/publication';
import { statusOf } from '~/obstacle-status';
import { takeChoices } from '~/product-choices.server';
import {
  receiveProductForm,
  replyUnsaved,
  replyTo,
  savedPath,
  versionOf,
} from '~/product-form.server';
import { idOf } from '~/route-id.server';
import { shop } from '~/shop.server';

export { shouldRevalidate } from '~/admin-revalidate';

const sinceSchema = z.coerce.number().int().min(1).max(2_147_483_647);

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [
  { title: `${loaded?.product.input.title ?? 'Product'} · Admin` },
];

async function findProduct(id: string) {
  const product = await getProductForEdit(id);
  if (product) return product;
  throw gone();
}

function gone(): Response {
  return new Response(
    'This product is gone: someone deleted it. Once it is back from the bin, what you left unsaved here is offered.',
    { status: 404 },
  );
}

const savedBefore = {
  title: 'Not saved yet: your first Save was done already.',
  text: 'Its answer was lost, and you changed something since. That is still here: press Save, and it is saved, too.',
};

export const loader = adminLoader('admin.products.$id', async ({ params, request }) => {
  const [product, categories] = await Promise.all([findProduct(idOf(params)), getCategoryRows()]);
  const since = sinceSchema.safeParse(new URL(request.url).searchParams.get('since')).data;
  return {
    product,
    merged: since ? await listChangesBetween(product.id, since, product.version) : [],
    visible: isVisible(product.input, new Date()),
    fields: toFields(product.input, shop.timeZone),
    categories,
    currency: product.input.currency,
    saveKey: randomUUID(),
    // Of its own: what is typed is kept in the browser until its form's key is saved.
    deedKey: randomUUID(),
    tab: randomUUID(),
  };
});

export const action = adminAction(
  'admin.products.$id',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const opened = versionOf(form);
    const chosen = takeChoices(form);
    const { submission, problems, key, changed, asked } = await receiveProductForm(form, admin.id);
    const again = async (refused: Parameters<typeof replyTo>[1]['refused'] = null) => ({
      ...(await replyTo(submission, { problems, refused, changed })),
      version: opened,
      stale: null,
    });
    if (asked) return again();
    if (submission.status !== 'success' || problems.length > 0) return data(await again(), 400);
    const input = submission.value;
    const write = { id, version: opened, input, chosen };
    const saved = await saveProduct({ key, actor: admin.id }, write);
    if (saved.ok) return redirect(savedPath(saved, 'yes'));
    if (saved.reason === 'key-used' && saved.made?.id === id) {
      // What was typed since goes on from what this form saved itself.
      return data({ ...(await again(savedBefore)), version: saved.made.version }, 409);
    }
    if (saved.reason !== 'conflict' && saved.reason !== 'key-used') {
      return data(await again(saved), saved.reason === 'duplicate' ? 400 : 409);
    }
    const stale = await findConflicts(write);
    if (!stale) throw gone();
    return data({ ...(await again()), stale }, 409);
  },
  ({ form, obstacle }) =>
    data(
      { ...replyUnsaved(form, obstacle), version: versionOf(form), stale: null },
      statusOf(obstacle),
    ),
);

export const clientAction = (args: ClientActionFunctionArgs) => sendKeeping(args, replyUnanswered);

export default function EditProduct() {
  const { product, merged, visible, fields, categories, currency, saveKey, deedKey, tab } =
    useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { id, input, version } = product;
  const may = useMay();
  const shownVersion = reply?.version ?? version;
  return (
    <>
      <ProductForm
        // What was saved is read anew; what was not stays as typed.
        key={`${id} ${version}`}
        id={id}
        title={input.title}
        badge={<StatusBadge {...input} />}
        actions={
          <>
            {visible ? (
              <Link className="button" to={`/products/${input.slug}`} reloadDocument>
                View in shop
              </Link>
            ) : null}
            {may('act', 'admin.products.$id') ? null : (
              <Link className="button" to={`/admin/preview/${id}`} reloadDocument>
                Preview
              </Link>
            )}
            <Link className="button" to={`/admin/products/${id}/history`}>
              History
            </Link>
          </>
        }
        notice={
          <>
            <Presence id={id} tab={tab} />
            {reply?.stale ? (
              <StaleNotice id={id} stale={reply.stale} />
            ) : reply ? null : (
              <SavedNotice at={product.updatedAt} merged={merged} />
            )}
          </>
        }
        product={fields}
        files={product.files}
        categories={categories}
        currency={currency}
        saveKey={saveKey}
        version={shownVersion}
        reply={reply}
      />
      {may('act', 'admin.products.$id_.status') ? (
        <ProductStatusForms id={id} version={version} status={input.status} saveKey={deedKey} />
      ) : null}
    </>
  );
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  return <ProductProblem title="Product" version={reply?.version} reply={reply} />;
}
