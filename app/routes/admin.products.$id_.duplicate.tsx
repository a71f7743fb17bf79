import { data, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, statusOf } from '~/admin-route.server';
import { type Held, HeldChange } from '~/components/admin/held-change';
import { Problem } from '~/components/admin/problem';
import { fieldsOf, sendHolding } from '~/held-change';
import { getProductSummary } from '~/models/admin-product.server';
import { copyProduct } from '~/models/product-copy.server';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Duplicate a product · Admin' }];

export const loader = adminLoader('admin.products.$id_.duplicate', async ({ params }) => {
  const product = await getProductSummary(idOf(params));
  if (!product) throw new Response('This product is gone: someone deleted it.', { status: 404 });
  return { product, saveKey: randomUUID() };
});

/** Makes a draft that is a copy of the product. */
export const action = adminAction(
  'admin.products.$id_.duplicate',
  async ({ admin, form, params }) => {
    const copied = await copyProduct({ key: keyOf(form), actor: admin.id }, idOf(params));
    if (!copied.ok) {
      throw new Response(copied.message, { status: copied.reason === 'not-found' ? 404 : 409 });
    }
    return redirect(`/admin/products/${copied.id}?saved=${copied.replayed ? 'already' : 'new'}`);
  },
  ({ form, obstacle }) => data<Held>({ obstacle, sent: fieldsOf(form) }, statusOf(obstacle)),
);

export const clientAction = sendHolding;

/** The product's own page copies it by one button: this one is for those who come here otherwise. */
export default function Duplicate() {
  const { product, saveKey } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (reply?.obstacle) return <HeldCopy reply={reply} title={product.title} />;
  return (
    <section className="panel stack confirm">
      <h1>Duplicate “{product.title}”?</h1>
      <p>It makes a draft with the same options, pictures and categories.</p>
      <Form method="post" className="actions">
        <input type="hidden" name="key" value={saveKey} />
        <button className="button button-primary">Duplicate</button>
        <Link className="button" to={`/admin/products/${product.id}`}>
          Back to the product
        </Link>
      </Form>
    </section>
  );
}

/** A copy that waits for the database, or for somebody to sign in. */
function HeldCopy({ reply, title }: { reply: Held; title?: string }) {
  if (!reply.obstacle) return null;
  return (
    <section className="panel stack confirm">
      <h1>{title === undefined ? 'Duplicate a product' : `Duplicate “${title}”`}</h1>
      <HeldChange held={{ ...reply, obstacle: reply.obstacle }} kept="The copy is not forgotten">
        <Link className="button" to="/admin/products" reloadDocument>
          All products
        </Link>
      </HeldChange>
    </section>
  );
}

export function ErrorBoundary() {
  const reply = useActionData<typeof action>();
  return reply?.obstacle ? <HeldCopy reply={reply} /> : <Problem />;
}
