import { log } from '~/log.server';
import { currentRequest } from '~/request.server';

/** Says what went wrong with a request to whoever runs the shop, by the id that its other lines have. */
export function logFailure(error: unknown, { method, url }: Pick<Request, 'method' | 'url'>): void {
  const { pathname } = new URL(url);
  log.error(
    { event: 'request.failed', id: currentRequest()?.id, err: error },
    `${method} ${pathname} failed.`,
  );
}
