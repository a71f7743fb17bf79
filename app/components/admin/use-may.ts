import { useRouteLoaderData } from '@remix-run/react';
import { type AdminRoute, type Deed, may } from '~/rights';
import type { loader } from '~/routes/admin';

/**
 * What the person at this page may do, so that it shows no button that would be refused.
 * Nothing is hidden where nobody knows who they are: a form that could not be saved keeps its buttons.
 */
export function useMay(): (deed: Deed, route: AdminRoute) => boolean {
  const role = useRouteLoaderData<typeof loader>('routes/admin')?.role ?? null;
  return (deed, route) => role === null || may(role, deed, route);
}
