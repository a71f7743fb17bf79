import { readdirSync, readFileSync } from 'node:fs';
import { inProject } from '../scripts/paths.js';

type Route = { id: string; parentId?: string; path?: string; index?: boolean };

export type Address = { id: string; path: string; index: boolean };

/** Every route of the built shop with its whole path, as Remix's own manifest names them. */
export function builtRoutes(): Address[] {
  const folder = inProject('build/client/assets');
  const file = readdirSync(folder).find((name) => /^manifest-.*\.js$/.test(name));
  if (!file) throw new Error('The shop is not built.');
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const { routes } = JSON.parse(json) as { routes: Record<string, Route> };
  const pathOf = ({ path = '', parentId }: Route): string => {
    const parent = parentId === undefined ? undefined : routes[parentId];
    return parent ? `${pathOf(parent)}/${path}`.replace(/\/+$/, '') : path;
  };
  return Object.values(routes).map((route) => ({
    id: route.id,
    path: pathOf(route) || '/',
    index: route.index ?? false,
  }));
}
