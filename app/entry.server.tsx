import {
  type AppLoadContext,
  type EntryContext,
  type HandleDataRequestFunction,
  type HandleErrorFunction,
} from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type ReactElement } from 'react';
import {
  type PipeableStream,
  renderToPipeableStream,
  renderToStaticMarkup,
} from 'react-dom/server';
import { isAdminPath } from '~/admin-path';
import { allowMarkedScripts } from '~/content-security-policy.server';
import { logFailure } from '~/failure-log.server';
import { pageResponse } from '~/rendered-page.server';
import { RenderingContext } from '~/rendering';
import { lacksSomething } from '~/page-data.server';
import { asksOldWay } from '~/refusal.server';
import { currentRequest, isRead } from '~/request.server';
import type { PageHandle } from '~/root';
import { securityHeaders } from '~/security-headers.server';

export { refusalOf } from '~/refusal.server';
export { serveShop } from '~/server/serve';

/**
 * Renders a page whole: nothing here waits for data, and a whole page can fail
 * with a status of its own. What isn't fine is not kept, and says when to come back.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  loadContext: AppLoadContext,
): Promise<Response> {
  const answering = currentRequest();
  if (answering) answering.route = context.staticHandlerContext.matches.at(-1)?.route.id;
  const mark = randomUUID();
  const hydrates = context.staticHandlerContext.matches.some(({ route }) => {
    return (context.routeModules[route.id]?.handle as PageHandle | undefined)?.hydrate;
  });
  const page = (
    <RenderingContext.Provider value={{ scriptMark: mark, requestId: answering?.id }}>
      <RemixServer
        context={hydrates ? context : withoutBrowser(context)}
        url={request.url}
        nonce={mark}
      />
    </RenderingContext.Provider>
  );
  const rendered = hydrates
    ? await renderWithData(page, mark)
    : `<!DOCTYPE html>${renderToStaticMarkup(page)}`;
  const { html, policy } = allowMarkedScripts(rendered, mark);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Security-Policy', policy);
  for (const [name, value] of securityHeaders) headers.set(name, value);
  const admin = isAdmin(request);
  if (!admin && status === 200) headers.set('Speculation-Rules', '"/speculation-rules.json"');
  if (status >= 400 || lacksSomething(loadContext)) headers.set('Cache-Control', 'no-store');
  if (status === 503 && !headers.has('Retry-After')) headers.set('Retry-After', '10');
  // A customer's page holds nothing typed: it may try again by itself. The admin's waits for a person.
  if (status === 503 && !admin && isRead(request)) headers.set('Refresh', '5');
  if (admin) keepPrivate(headers);
  return pageResponse(html, { status, headers });
}

/** The answers of the admin's pages to their own scripts. */
export const handleDataRequest: HandleDataRequestFunction = (response, { request }) => {
  if (asksOldWay(request.url))
    return new Response('The shop has no such address.', { status: 400 });
  for (const [name, value] of securityHeaders) response.headers.set(name, value);
  if (isAdmin(request)) keepPrivate(response.headers);
  return response;
};

/**
 * What a page needs that stays as it is sent: neither its data once more for the framework in the browser, nor all
 * other routes, of which the framework makes something for each request.
 */
function withoutBrowser(context: EntryContext): EntryContext {
  const { manifest, staticHandlerContext } = context;
  const ids = new Set(staticHandlerContext.matches.map(({ route }) => route.id));
  const routes = Object.entries(manifest.routes).filter(([id]) => ids.has(id));
  return {
    ...context,
    manifest: { ...manifest, routes: Object.fromEntries(routes) },
    serverHandoffStream: undefined,
  };
}

/** What hydrates a page comes at its end and is waited for: `renderToStaticMarkup` would leave it out. */
async function renderWithData(page: ReactElement, nonce: string): Promise<string> {
  const pipe = await new Promise<PipeableStream['pipe']>((resolve, reject) => {
    // React says that all is ready after a failure too. A stream opened then would fail where nobody
    // waits for it, and end the process: so none is.
    const stream = renderToPipeableStream(page, {
      nonce,
      onAllReady: () => resolve(stream.pipe),
      onShellError: reject,
    });
  });
  return text(pipe(new PassThrough()));
}

function isAdmin(request: Request): boolean {
  return isAdminPath(new URL(request.url).pathname);
}

/** No copy of the admin stays behind in a browser or on the way. */
function keepPrivate(headers: Headers): void {
  headers.set('Cache-Control', 'no-store');
}

/** Says what went wrong to whoever runs the shop; customers are told by the error page. */
export const handleError: HandleErrorFunction = (error, { request }) => {
  if (!request.signal.aborted) logFailure(error, request);
};
