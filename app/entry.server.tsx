import type { EntryContext, HandleErrorFunction } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';

/**
 * Renders a page whole: nothing here waits for data, and a whole page can fail
 * with a status of its own. What isn't fine is not kept, and says when to come back.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Response {
  const html = renderToString(<RemixServer context={context} url={request.url} />);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('X-Content-Type-Options', 'nosniff');
  if (status >= 500) headers.set('Cache-Control', 'no-store');
  if (status === 503) headers.set('Retry-After', '10');
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** Says what went wrong to whoever runs the shop; customers are told by the error page. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (request.signal.aborted) return;
  console.error(`${request.method} ${new URL(request.url).pathname} failed:`, error);
};
