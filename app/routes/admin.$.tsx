import type { MetaFunction } from '@remix-run/node';
import { adminAction, adminLoader } from '~/admin-route.server';
import { Problem } from '~/components/admin/problem';

export const meta: MetaFunction = () => [{ title: 'Not here · Admin' }];

/** Every address of the admin that nothing else answers. */
export const loader = adminLoader('admin.$', nowhere);

/** What is sent there, as by a page of an older version, finds no more than what is asked for. */
export const action = adminAction('admin.$', nowhere);

function nowhere(): Promise<never> {
  throw new Response(
    'The admin has no page at this address. Perhaps it is mistyped, or of an older version; what there is stands in the navigation above.',
    { status: 404 },
  );
}

export default function Nowhere() {
  return null;
}

export const ErrorBoundary = Problem;
