import { type ClientActionFunctionArgs, isRouteErrorResponse } from '@remix-run/react';
import { adminAction, adminLoader } from '~/admin-route.server';
import { storeUploads, type Upload } from '~/models/image-upload.server';
import { keyOf } from '~/product-form.server';

export const loader = adminLoader('admin.images', () => {
  throw new Response('Pictures are sent here, not looked at.', {
    status: 405,
    headers: { Allow: 'POST' },
  });
});

/** Stores pictures for a form that is still being filled in. What no product shows is kept: it may yet be saved. */
export const action = adminAction('admin.images', ({ admin, form }) =>
  storeUploads({ key: keyOf(form), actor: admin.id }, form.getAll('uploads')),
);

/** Whatever fails here must not take the half-filled form away: it is said beside the pictures. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<Upload> {
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    return { images: [], problems: [explain(error)] };
  }
}

function explain(error: unknown): string {
  const status = isRouteErrorResponse(error) ? error.status : null;
  const said: unknown = isRouteErrorResponse(error) ? error.data : null;
  if (status === 401) {
    return 'You are signed out. Sign in in another tab, then choose the pictures again.';
  }
  if (status === 503) {
    return 'The database is not answering. Choose the pictures again in a moment.';
  }
  if (typeof said === 'string' && said !== '') return said;
  return 'The shop did not answer. Look at your connection, then choose the pictures again.';
}
