import { redirect } from '@remix-run/node';
import { adminAction, adminLoader } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { copyProduct } from '~/models/product-copy.server';
import { keyOf } from '~/product-form.server';
import { idOf } from '~/route-id.server';

export const loader = adminLoader('admin.products.$id_.duplicate', ({ params }) =>
  Promise.resolve(redirect(`/admin/products/${idOf(params)}`)),
);

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
);

export default function Duplicate() {
  return null;
}

export const ErrorBoundary = Problem;
