import { Prisma } from '~/db.server';

/** What customers may see. */
export function visibleNow(): Prisma.ProductWhereInput {
  return { status: 'active', publishedAt: { lte: new Date() } };
}

/** The same, for a product named p. */
export const visible = Prisma.sql`p.status = 'active' AND p.published_at <= now()`;
