import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { adminAction, adminLoader, hold } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { setProductStatus } from '~/models/admin-product.server';
import { keyOf, versionOf } from '~/product-form.server';
import { textOf } from '~/form-text';
import { idOf } from '~/route-id.server';

export { sendWaiting as clientAction } from '~/waiting-change';

export const loader = adminLoader('admin.products.$id_.status', ({ params }) =>
  Promise.resolve(redirect(`/admin/products/${idOf(params)}`)),
);

const statusSchema = z.enum(['draft', 'active', 'archived']);

/** Archives a product or takes it back. */
export const action = adminAction(
  'admin.products.$id_.status',
  async ({ admin, form, params }) => {
    const id = idOf(params);
    const status = statusSchema.safeParse(textOf(form, 'status'));
    if (!status.success) throw new Response('Choose what to do with the product.', { status: 400 });
    const saved = await setProductStatus(
      { key: keyOf(form), actor: admin.id },
      { id, version: versionOf(form), status: status.data },
    );
    if (!saved.ok) {
      throw new Response(saved.message, { status: saved.reason === 'not-found' ? 404 : 409 });
    }
    return redirect(`/admin/products/${id}?saved=${saved.replayed ? 'already' : 'yes'}`);
  },
  hold,
);

export default function Status() {
  return null;
}

const deeds = { draft: 'Restore as a draft', active: 'Put back in the shop', archived: 'Archive' };

export function ErrorBoundary() {
  return <Problem deed={({ status }) => deeds[statusSchema.catch('archived').parse(status)]} />;
}
