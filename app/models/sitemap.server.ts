import { Prisma, read } from '~/db.server';
import { visible, visibleNow } from '~/models/visible.server';

/** What one sitemap may hold (https://www.sitemaps.org/protocol.html). */
export const sitemapSize = 50_000;

export function countVisibleProducts(): Promise<number> {
  return read((db) => db.product.count({ where: visibleNow() }));
}

export type Entry = { slug: string; updatedAt: Date };

/** One sitemap's products, `part` from 0, in the order they were made, so that parts stay as they are. */
export function getProductEntries(part: number): Promise<Entry[]> {
  return read((db) =>
    db.$queryRaw<Entry[]>(Prisma.sql`
      SELECT p.slug, p.updated_at AS "updatedAt" FROM product p
      WHERE ${visible} ORDER BY p.id LIMIT ${sitemapSize} OFFSET ${part * sitemapSize}`),
  );
}
