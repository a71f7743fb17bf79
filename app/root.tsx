import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from '@remix-run/react';
import { type ReactNode, useContext } from 'react';
import { ErrorPage } from '~/components/error-page';
import { RenderingContext } from '~/rendering';
import { originOf, shop } from '~/shop.server';
import type { RootData } from '~/shop';
import styles from '~/styles/shop.css?url';

/** A route that needs the framework in the browser says so: `export const handle: PageHandle = { hydrate: true }`. */
export type PageHandle = { hydrate?: boolean };

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
];

export function loader({ request }: LoaderFunctionArgs): RootData {
  return { shop, origin: originOf(request) };
}

export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  // Remix answers a method that it has no use for without asking any loader.
  const root = useRouteLoaderData<RootData>('root');
  const hydrate = useMatches().some((match) => (match.handle as PageHandle | undefined)?.hydrate);
  const { scriptMark } = useContext(RenderingContext);
  return (
    <html lang={root?.shop.locale ?? 'en'}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {hydrate ? (
          <>
            <ScrollRestoration nonce={scriptMark} />
            <Scripts nonce={scriptMark} />
          </>
        ) : null}
        {import.meta.env.DEV && !hydrate ? (
          <script type="module" src="/app/dev-reload.ts" nonce={scriptMark} />
        ) : null}
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

/** The last resort: for what fails outside of the shop's own pages. */
export function ErrorBoundary() {
  return (
    <>
      <link rel="stylesheet" href={styles} />
      <ErrorPage />
    </>
  );
}
