import { useRouteLoaderData } from '@remix-run/react';
import type { loader } from '~/routes/admin';

/** The id of who is signed in; null where the page could not ask. */
export function usePerson(): string | null {
  return useRouteLoaderData<typeof loader>('routes/admin')?.id ?? null;
}
