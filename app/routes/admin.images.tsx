import { data } from '@remix-run/node';
import { type ClientActionFunctionArgs, isRouteErrorResponse } from '@remix-run/react';
import { adminAction, adminLoader, AWAY, statusOf } from '~/admin-route.server';
import { storeUploads, type Upload } from '~/models/image-upload.server';

export const loader = adminLoader(() => {
  throw new Response('Pictures are sent here, not looked at.', {
    status: 405,
    headers: { Allow: 'POST' },
  });
});

/** Stores pictures for a form that is still being filled in. What no product shows is kept: it may yet be saved. */
export const action = adminAction(
  ({ form }) => storeUploads(form.getAll('uploads')),
  ({ obstacle }) => {
    const upload: Upload = {
      images: [],
      problems: [
        obstacle === 'away'
          ? `${AWAY} Choose the pictures again in a moment.`
          : 'You are signed out. Sign in in another tab, then choose the pictures again.',
      ],
    };
    return data(upload, { status: statusOf(obstacle) });
  },
);

/** Whatever fails here must not take the half-filled form away: it is said beside the pictures. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs): Promise<Upload> {
  try {
    return await serverAction<typeof action>();
  } catch (error) {
    const said: unknown = isRouteErrorResponse(error) ? error.data : null;
    const problem =
      typeof said === 'string' && said !== ''
        ? said
        : 'The shop did not answer. Look at your connection, then choose the pictures again.';
    return { images: [], problems: [problem] };
  }
}
