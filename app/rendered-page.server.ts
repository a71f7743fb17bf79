import { currentRequest } from '~/request.server';

const pages = new WeakMap<Response, string>();

/**
 * The answer that is a page. To our own server the page comes beside the answer, by `renderedPage`: as a stream,
 * which a Response makes of it, it would have to be read and written again a piece at a time.
 */
export function pageResponse(html: string, init: ResponseInit): Response {
  if (!currentRequest()) return new Response(html, init);
  const response = new Response(null, init);
  pages.set(response, html);
  return response;
}

/** The page of an answer that `pageResponse` made, for whoever sends it. */
export function renderedPage(response: Response): string | undefined {
  return pages.get(response);
}
