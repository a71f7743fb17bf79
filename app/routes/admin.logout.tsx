import { redirect } from '@remix-run/node';
import { adminAction, adminLoader } from '~/admin-route.server';
import { endSession, SIGN_IN_PATH } from '~/auth.server';

/** Signing out is done by a button, not by following a link. */
export const loader = adminLoader('admin.logout', () => Promise.resolve(redirect('/admin')));

export const action = adminAction('admin.logout', async ({ request }) =>
  redirect(SIGN_IN_PATH, { headers: { 'Set-Cookie': await endSession(request) } }),
);
