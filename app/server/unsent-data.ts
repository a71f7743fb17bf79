import { data, type ServerBuild } from '@remix-run/node';

type Routes = ServerBuild['routes'];

/**
 * The build, for pages that stay as they are sent. Remix writes out what loaders return, for the framework in the browser,
 * before it asks who would read it. It writes an object's own properties: so these loaders return one that has none, behind
 * which lies what they found. To read a property makes no difference; to list them finds nothing.
 */
export function withUnsentData(build: ServerBuild): ServerBuild {
  const routes: Routes = {};
  for (const [id, route] of Object.entries(build.routes)) {
    const { loader } = route.module;
    const isPage = route.module.default !== undefined;
    routes[id] = route;
    if (!isPage || !loader) continue;
    const unsentBy: typeof loader = async (args) => unsent(await loader(args));
    routes[id] = { ...route, module: { ...route.module, loader: unsentBy } };
  }
  return { ...build, routes };
}

function unsent<Found>(found: Found): Found | object {
  if (typeof found !== 'object' || found === null || found instanceof Response) return found;
  if (hasInit(found)) return data(behind(found.data), found.init ?? undefined);
  return behind(found);
}

function behind(found: object): object {
  return Object.create(found) as object;
}

/** Whether it is what `data()` makes: its type is all that tells. */
function hasInit(found: object): found is { data: object; init: ResponseInit | null } {
  return 'type' in found && found.type === 'DataWithResponseInit';
}
