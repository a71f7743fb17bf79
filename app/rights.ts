import type { AdminRole } from '~/db/generated/enums';

/**
 * Who may do what: the one table. Each route of the admin names the least role that may look at it and the least
 * that may act there. `adminLoader` and `adminAction` ask it; what is not listed is refused to all.
 *
 * 'anybody' is whoever comes; 'secret' is whoever holds DB_MANAGEMENT_SECRET, whatever their role.
 */
const rights = {
  admin: { look: 'viewer' },
  'admin._index': { look: 'viewer' },
  'admin.$': { look: 'viewer', act: 'viewer' },
  'admin.account': { look: 'viewer', act: 'viewer' },
  'admin.audit': { look: 'owner' },
  'admin.bin._index': { look: 'viewer' },
  'admin.bin.$id': { look: 'editor', act: 'editor' },
  'admin.categories._index': { look: 'viewer', act: 'editor' },
  'admin.categories.new': { look: 'editor', act: 'editor' },
  'admin.categories.$id': { look: 'viewer', act: 'editor' },
  'admin.categories.$id_.delete': { look: 'editor', act: 'editor' },
  'admin.database._index': { look: 'owner', act: 'owner' },
  'admin.database.create-admin': { look: 'secret', act: 'secret' },
  'admin.database.plan': { look: 'secret', act: 'secret' },
  'admin.database.push': { look: 'secret', act: 'secret' },
  'admin.database.seed-demo': { look: 'secret', act: 'secret' },
  'admin.database.status': { look: 'secret', act: 'secret' },
  'admin.images': { look: 'editor', act: 'editor' },
  // Whoever may see all products may also carry them home.
  'admin.export[.]csv': { look: 'viewer' },
  'admin.imports._index': { look: 'viewer', act: 'editor' },
  'admin.imports.$id': { look: 'viewer', act: 'editor' },
  'admin.imports.$id_.part': { look: 'editor', act: 'editor' },
  'admin.imports.$id_.problems[.]csv': { look: 'viewer' },
  'admin.imports.$id_.progress': { look: 'viewer' },
  'admin.logout': { look: 'viewer', act: 'viewer' },
  'admin.people._index': { look: 'owner' },
  'admin.people.new': { look: 'owner', act: 'owner' },
  'admin.people.$id': { look: 'owner', act: 'owner' },
  'admin.preview': { look: 'editor', act: 'editor' },
  'admin.products._index': { look: 'viewer' },
  'admin.products.bulk': { look: 'editor', act: 'editor' },
  'admin.products.bulk_.$id': { look: 'viewer', act: 'editor' },
  'admin.products.bulk_.$id_.left[.]csv': { look: 'viewer' },
  'admin.products.columns': { look: 'viewer', act: 'viewer' },
  'admin.products.new': { look: 'editor', act: 'editor' },
  'admin.products.views': { look: 'viewer', act: 'viewer' },
  'admin.products.$id': { look: 'viewer', act: 'editor' },
  'admin.products.$id_.delete': { look: 'editor', act: 'editor' },
  'admin.products.$id_.duplicate': { look: 'editor', act: 'editor' },
  'admin.products.$id_.history': { look: 'viewer', act: 'editor' },
  'admin.products.$id_.presence': { look: 'viewer', act: 'viewer' },
  'admin.products.$id_.quick': { look: 'editor', act: 'editor' },
  'admin.products.$id_.status': { look: 'viewer', act: 'editor' },
  'admin.status._index': { look: 'viewer' },
  'admin.status.stream': { look: 'viewer' },
  'admin_.preview.$id': { look: 'viewer', act: 'editor' },
  'admin_.login': { look: 'anybody', act: 'anybody' },
  'admin_.login_.choose': { look: 'anybody', act: 'anybody' },
} as const satisfies Record<string, Right>;

type Who = AdminRole | 'anybody' | 'secret';
type Right = { look: Who; act?: Who };
export type Deed = 'look' | 'act';
/** A file of app/routes, without its ending. */
export type AdminRoute = keyof typeof rights;

export const adminRoutes = Object.keys(rights) as AdminRoute[];

/** From the least to the most. */
export const roles = ['viewer', 'editor', 'owner'] as const satisfies AdminRole[];

/** Who may do it, and whoever is more; null for what the route does not do. */
export function whoMay(deed: Deed, route: AdminRoute): Who | null {
  const right: Right = rights[route];
  return right[deed] ?? null;
}

export function may(role: AdminRole, deed: Deed, route: AdminRoute): boolean {
  return rolesThatMay(deed, route).includes(role);
}

/** From the least to the most; none for what roles don't decide. */
export function rolesThatMay(deed: Deed, route: AdminRoute): AdminRole[] {
  const who = whoMay(deed, route);
  const least = roles.findIndex((role) => role === who);
  return least < 0 ? [] : roles.slice(least);
}

/** 'an owner', 'a viewer'. */
export function article(role: AdminRole): string {
  return role === 'viewer' ? 'a viewer' : `an ${role}`;
}
