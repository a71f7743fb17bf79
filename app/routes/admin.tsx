import type { LinksFunction, MetaFunction } from '@remix-run/node';
import { Form, Link, NavLink, Outlet, useLoaderData, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { adminLoader } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';
import { useMay } from '~/components/admin/use-may';
import { usePageFocus } from '~/components/admin/use-page-focus';
import { useRoutesAhead } from '~/components/admin/use-routes-ahead';
import { hasManagement } from '~/management-gate.server';
import type { AdminRoute } from '~/rights';
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
  'admin',
  ({ admin: { id, name, role } }) => Promise.resolve({ id, name, role, managed: hasManagement }),
  () => ({ id: null, name: null, role: null, managed: false }),
);

export default function AdminLayout() {
  const { name, managed } = useLoaderData<typeof loader>();
  return (
    <AdminFrame name={name} managed={managed}>
      <Outlet />
    </AdminFrame>
  );
}

export function ErrorBoundary() {
  return (
    <AdminFrame name={null} managed={false}>
      <Problem />
    </AdminFrame>
  );
}

const pages: { to: string; text: string; route: AdminRoute }[] = [
  { to: '/admin', text: 'Overview', route: 'admin._index' },
  { to: '/admin/products', text: 'Products', route: 'admin.products._index' },
  { to: '/admin/categories', text: 'Categories', route: 'admin.categories._index' },
  { to: '/admin/imports', text: 'Import', route: 'admin.imports._index' },
  { to: '/admin/people', text: 'People', route: 'admin.people._index' },
  { to: '/admin/audit', text: 'Audit log', route: 'admin.audit' },
  { to: '/admin/status', text: 'Status', route: 'admin.status._index' },
  { to: '/admin/database', text: 'Database', route: 'admin.database._index' },
  { to: '/admin/account', text: 'Account', route: 'admin.account' },
];

/** @property managed whether the database is managed here. */
type FrameProps = { name: string | null; managed: boolean; children: ReactNode };

function AdminFrame({ name, managed, children }: FrameProps) {
  const may = useMay();
  const shown = pages.filter(
    ({ route }) => may('look', route) && (managed || route !== 'admin.database._index'),
  );
  const busy = useNavigation().state !== 'idle';
  const main = usePageFocus();
  useRoutesAhead();
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
            {shown.map(({ to, text }) => (
              <li key={to}>
                <NavLink to={to} end={to === '/admin'}>
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
