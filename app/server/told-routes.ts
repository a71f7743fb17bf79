import type { ServerBuild } from '@remix-run/node';
import { currentRequest } from '~/request.server';
import { inSpan } from '~/tracing.server';

type Routes = ServerBuild['routes'];
type Handler = NonNullable<Routes[string]['module']['loader']>;

/**
 * The build, with loaders and actions that tell the request which route answers it: the innermost that was asked.
 * Pages tell it themselves when they are rendered, but not data, pictures and what is for machines.
 */
export function tellRoutes(build: ServerBuild): ServerBuild {
  const routes: Routes = {};
  for (const [id, route] of Object.entries(build.routes)) {
    const { loader, action } = route.module;
    const depth = depthOf(build.routes, id);
    const tell = (handler: Handler, what: string): Handler => {
      const name = `${what} ${id}`;
      return (args) => {
        const request = currentRequest();
        if (request && depth > depthOf(build.routes, request.route)) request.route = id;
        return inSpan(name, async () => handler(args));
      };
    };
    const told = {
      ...(loader ? { loader: tell(loader, 'loader') } : {}),
      ...(action ? { action: tell(action, 'action') } : {}),
    };
    routes[id] = { ...route, module: { ...route.module, ...told } };
  }
  return { ...build, routes };
}

function depthOf(routes: Routes, id: string | undefined): number {
  const route = id === undefined ? undefined : routes[id];
  return route ? 1 + depthOf(routes, route.parentId) : 0;
}
