import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { getProductSummary } from '~/models/admin-product.server';
import { deleteProduct } from '~/models/product-bin.server';
import { keyOf, versionOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction = () => [{ title: 'Delete a product · Admin' }];

export const loader = adminLoader('admin.products.$id_.delete', async ({ params }) => {
  const product = await getProductSummary(idOf(params));
  if (!product) throw new Response('This product is gone already.', { status: 404 });
  return { product, saveKey: randomUUID() };
});

export const action = adminAction(
  'admin.products.$id_.delete',
  async ({ admin, form, params }) => {
    const saved = await deleteProduct(
      { key: keyOf(form), actor: admin.id },
      { id: idOf(params), version: versionOf(form) },
    );
    if (!saved.ok && saved.reason !== 'not-found')
      throw new Response(saved.message, { status: 409 });
    return redirect(`/admin/products?deleted=${idOf(params)}`);
  },
  hold,
);

export default function DeleteProduct() {
  const { product, saveKey } = useLoaderData<typeof loader>();
  const { variants, images } = product._count;
  return (
    <section className="panel stack confirm">
      <h1>Delete “{product.title}”?</h1>
      <p>
        Its description, {variants === 1 ? 'its variant' : `its ${variants} variants`}
        {images === 0 ? '' : images === 1 ? ', its picture' : `, its ${images} pictures`} and its
        address go to the bin, and are gone after 30 days. Until then it can be brought back. To
        only hide it from customers, archive it.
      </p>
      <Form method="post" className="actions">
        <input type="hidden" name="key" value={saveKey} />
        <input type="hidden" name="version" value={product.version} />
        <button className="button button-danger">Move to the bin</button>
        <Link className="button" to={`/admin/products/${product.id}`}>
          Keep it
        </Link>
      </Form>
    </section>
  );
}

export function ErrorBoundary() {
  return <Problem deed={() => 'Move the product to the bin'} />;
}
