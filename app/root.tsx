import type { MetaFunction } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from '@remix-run/react';

export const meta: MetaFunction = () => [{ title: 'Holdfast' }];

/** A route that needs the framework in the browser says so: `export const handle: PageHandle = { hydrate: true }`. */
export type PageHandle = { hydrate?: boolean };

export default function App() {
  const hydrate = useMatches().some((match) => (match.handle as PageHandle | undefined)?.hydrate);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        {hydrate ? (
          <>
            <ScrollRestoration />
            <Scripts />
          </>
        ) : null}
      </body>
    </html>
  );
}
