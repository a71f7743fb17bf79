import { Prisma } from '~/db.server';

/** What customers may see, for a product named p. */
export const visible = Prisma.sql`p.status = 'active' AND p.published_at <= now()`;
