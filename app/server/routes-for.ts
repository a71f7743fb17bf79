import { createRequestHandler, type RequestHandler, type ServerBuild } from '@remix-run/node';
import { isAdminPath } from '~/admin-path';
import { hasSession } from '~/auth.server';
import { env } from '~/env.server';
import { hasManagement } from '~/management-gate.server';
import { hasMetrics } from '~/metrics-gate.server';
import { withUnsentData } from '~/server/unsent-data';

/** Answers with the routes that there are for whoever asks. */
export type Answers = {
  /** What anybody is answered. */
  customer: RequestHandler;
  /** At any address, with what the request's cookie opens. */
  anyone: RequestHandler;
};

/**
 * Remix looks at each route several times for each request: customers' have no use for the admin's, which are most.
 * Unknown addresses like any other are the management of the database without its secret, the metrics without their
 * token, and, to whoever has never signed in, what the admin itself does not know.
 */
export function answersFrom(build: ServerBuild): Answers {
  const adminBuild = hasManagement ? build : without(build, 'routes/admin.database');
  const open = without(build, 'routes/admin');
  const customers = hasMetrics ? open : without(open, 'routes/metrics');
  const make = (routes: ServerBuild) => createRequestHandler(routes, env.NODE_ENV);
  const admin = make(adminBuild);
  const stranger = make(without(adminBuild, 'routes/admin.$'));
  // Whoever asks for the data itself is given it.
  const page = make(withUnsentData(customers));
  const pageData = make(customers);
  const customer: RequestHandler = (request, context) =>
    (new URL(request.url).pathname.endsWith('.data') ? pageData : page)(request, context);
  return {
    customer,
    anyone: async (request, context) => {
      if (!isAdminPath(new URL(request.url).pathname)) return customer(request, context);
      const known = await hasSession(request.headers.get('Cookie') ?? '');
      return known ? admin(request, context) : stranger(request, context);
    },
  };
}

/** @param ids how the ids of the routes begin that are to be unknown */
function without(build: ServerBuild, ids: string): ServerBuild {
  const keep = <Route>(routes: Record<string, Route>) =>
    Object.fromEntries(Object.entries(routes).filter(([id]) => !id.startsWith(ids)));
  return {
    ...build,
    routes: keep(build.routes),
    assets: { ...build.assets, routes: keep(build.assets.routes) },
  };
}
