import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useRouteLoaderData } from '@remix-run/react';
import displayFont from '~/fonts/fraunces-latin-400.woff2?url';
import { childrenOf } from '~/category-tree';
import { ErrorPage } from '~/components/error-page';
import { StoreFrame } from '~/components/store-frame';
import { optional, sharedCategories } from '~/page-data.server';
import styles from '~/styles/shop.css?url';

export const links: LinksFunction = () => [
  { rel: 'preload', href: displayFont, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
];

export async function loader({ context }: LoaderFunctionArgs) {
  const categories = childrenOf(await optional(context, sharedCategories(context), []), null);
  return { categories: categories.map(({ slug, title }) => ({ slug, title })) };
}

export default function Store() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <ErrorPage />
    </Frame>
  );
}

/** In an error there may be no categories: the frame stands without them. */
function Frame({ children }: { children: React.ReactNode }) {
  const store = useRouteLoaderData<typeof loader>('routes/_store');
  return <StoreFrame categories={store?.categories ?? []}>{children}</StoreFrame>;
}
