import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Form, Link, NavLink, Outlet, useLoaderData, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { adminLoader } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { usePageFocus } from '~/components/admin/use-page-focus';
import { hasManagement } from '~/management-gate.server';
import { useShop } from '~/shop';
import adminCss from '~/styles/admin.css?url';

export const handle = { hydrate: true };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: adminCss }];

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [
  { title: 'Admin' },
  { name: 'robots', content: 'noindex, nofollow' },
];

export const loader = adminLoader(
  ({ admin }) =>
    Promise.resolve({
      id: admin.id,
      name: admin.name,
      database: hasManagement && admin.role === 'owner',
    }),
  () => ({ id: null, name: null, database: false }),
);

export default function AdminLayout() {
  const { name, database } = useLoaderData<typeof loader>();
  return (
    <AdminFrame name={name} database={database}>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  return (
    <AdminFrame name={null} database={false}>
      <Problem />
    </AdminFrame>
  );
}

const pages = [
  { to: '/admin', text: 'Overview', end: true },
  { to: '/admin/products', text: 'Products', end: false },
  { to: '/admin/categories', text: 'Categories', end: false },
];

/** Shown to owners, where the database is managed here. */
const databasePage = { to: '/admin/database', text: 'Database', end: false };

type FrameProps = { name: string | null; database: boolean; children: ReactNode };

function AdminFrame({ name, database, children }: FrameProps) {
  const busy = useNavigation().state !== 'idle';
  const main = usePageFocus();
  const { shop } = useShop();
  return (
    <div className="admin" data-busy={busy || undefined}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="admin-header">
        <Link className="admin-brand" to="/admin">
          {shop.name}
        </Link>
        <nav className="admin-nav" aria-label="Admin">
          <ul>
            {[...pages, ...(database ? [databasePage] : [])].map(({ to, text, end }) => (
              <li key={to}>
                <NavLink to={to} end={end}>
                  {text}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="admin-person">
          <Link to="/" reloadDocument>
            View the shop
          </Link>
          {name === null ? null : (
            <Form method="post" action="/admin/logout" reloadDocument>
              <button className="button button-quiet" title={`Signed in as ${name}`}>
                Sign out
              </button>
            </Form>
          )}
        </div>
      </header>
      <main id="main" ref={main} className="admin-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
