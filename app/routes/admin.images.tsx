import { adminAction, adminLoader } from '~/admin-route.server';
import { storeUploads } from '~/models/image-upload.server';
import { noStore } from '~/no-store';
import { keyOf } from '~/product-form.server';

export const loader = adminLoader('admin.images', () => {
  throw new Response('Pictures are sent here, not looked at.', {
    status: 405,
    headers: { Allow: 'POST' },
  });
});

/** Stores pictures for a form that is still being filled in. What no product shows is kept: it may yet be saved. */
export const action = adminAction('admin.images', async ({ admin, form }) => {
  const upload = await storeUploads({ key: keyOf(form), actor: admin.id }, form.getAll('uploads'));
  // Sent again in a moment, it is taken.
  const again = upload.busy ? { status: 429, headers: { ...noStore, 'Retry-After': '5' } } : null;
  return Response.json(upload, again ?? { headers: noStore });
});
