import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { getProductSummary } from '~/models/admin-product.server';
import { copyProduct } from '~/models/product-copy.server';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

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
  hold,
);

/** The product's own page copies it by one button: this one is for those who come here otherwise. */
export default function Duplicate() {
  const { product, saveKey } = useLoaderData<typeof loader>();
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

export function ErrorBoundary() {
  return <Problem deed={() => 'Duplicate the product'} kept="The copy is not forgotten" />;
}
