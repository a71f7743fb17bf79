import { data } from '@remix-run/node';
import { adminAction, adminLoader, AWAY } from '~/admin-route.server';
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
  () => {
    const upload: Upload = {
      images: [],
      problems: [`${AWAY} Choose the pictures again in a moment.`],
    };
    return data(upload, { status: 503 });
  },
);
