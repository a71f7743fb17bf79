import { Prisma } from '~/db.server';

/** When a product named p ends; null for never, and where an older schema has no such column. */
export const publishedUntil = Prisma.sql`(to_jsonb(p) ->> 'published_until')::timestamptz`;

/**
 * What customers may see, for a product named p. One that has ended is archived at that moment
 * (app/models/publications.server.ts), so that lists need not look at its end.
 */
export const visible = Prisma.sql`p.status = 'active' AND p.published_at <= now()`;
