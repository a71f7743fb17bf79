import { adminLoader } from '~/admin-route.server';
import { getSessionEnd } from '~/models/admin-session.server';
import { windowOf } from '~/models/shop-status';
import { currentRequest } from '~/request.server';
import { statusStream } from '~/status-stream.server';
import { stopping } from '~/stopping.server';

/** How the shop is, as it goes, for the page that shows it. */
export const loader = adminLoader('admin.status.stream', async ({ request, admin }) => {
  // Whoever else asks, such as a route's data, would wait for its end.
  if (!request.headers.get('Accept')?.includes('text/event-stream')) {
    throw new Response('These are events.', { status: 406 });
  }
  if (stopping.aborted) return new Response('The shop is stopping.', { status: 503 });
  const sessionEnd = (await getSessionEnd(admin.sessionId)) ?? 0;
  const context = currentRequest();
  if (context) context.streams = true;
  const window = windowOf(new URL(request.url).searchParams.get('window'));
  return statusStream(request, admin, sessionEnd, window);
});
