import { type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { RestoredNotice } from '~/components/admin/restored-notice';
import { textOf } from '~/form-text';
import { findInBin, purgeProduct, returnProduct } from '~/models/product-bin.server';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const meta: MetaFunction = () => [{ title: 'A deleted product · Admin' }];

export const loader = adminLoader('admin.bin.$id', async ({ params }) => ({
  id: idOf(params),
  product: await findInBin(idOf(params)),
  key: randomUUID(),
}));

export const action = adminAction(
  'admin.bin.$id',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const save = { key: keyOf(form), actor: admin.id };
    const intent = textOf(form, 'intent');
    if (intent !== 'return' && intent !== 'purge') {
      throw new Response('Choose what to do with the product.', { status: 400 });
    }
    if (intent === 'purge') {
      const purged = await purgeProduct(save, id);
      if (!purged.ok) throw new Response(purged.message, { status: 409 });
      return redirect('/admin/bin?purged');
    }
    const returned = await returnProduct(save, id);
    if (!returned.ok) throw new Response(returned.message, { status: 409 });
    if (returned.notes.length === 0) return redirect(`/admin/products/${id}?saved=returned`);
    return { notes: returned.notes };
  },
  hold,
);

export default function DeletedProduct() {
  const { id, product, key } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  if (done) return <RestoredNotice id={id} title="The product is back." notes={done.notes} />;
  if (!product) {
    return (
      <section className="panel stack confirm">
        <h1>Not in the bin</h1>
        <p>Someone brought this product back, or its time in the bin was over.</p>
        <p className="actions">
          <Link className="button" to={`/admin/products/${id}`}>
            Look among the products
          </Link>
          <Link className="button" to="/admin/bin">
            To the bin
          </Link>
        </p>
      </section>
    );
  }
  return (
    <section className="panel stack confirm">
      <h1>Delete “{product.title}” for good?</h1>
      <p>
        It was deleted <Moment at={product.deletedAt} />, and would lie in the bin for 30 days from
        then. Deleted for good, neither it nor its history can be brought back.
      </p>
      <Form method="post" className="actions">
        <input type="hidden" name="key" value={key} />
        <button className="button button-danger" name="intent" value="purge">
          Delete for good
        </button>
        <button className="button" name="intent" value="return">
          Bring back
        </button>
        <Link className="button" to="/admin/bin">
          Leave it in the bin
        </Link>
      </Form>
    </section>
  );
}

export function ErrorBoundary() {
  return <Problem deed={({ intent }) => (intent === 'purge' ? 'Delete for good' : 'Bring back')} />;
}
