import { Prisma, read } from '~/db.server';

export type Publications = {
  /** The database's clock, for the next question. */
  now: string;
  /** Ids of products whose time has come since then; the first hundred and one. */
  come: string[];
  /** ms until the next one's; null where none is scheduled. */
  nextIn: number | null;
};

/** Which active products' time has come since a moment of the database's clock, and when the next one's does. */
export async function getPublications(since: string | null): Promise<Publications> {
  const [found] = await read((db) =>
    db.$queryRaw<Publications[]>(Prisma.sql`
      SELECT now()::text AS now,
        ARRAY(
          SELECT id::text FROM product WHERE status = 'active'
          AND published_at > ${since}::timestamptz AND published_at <= now() LIMIT 101
        ) AS come,
        (SELECT ceil(extract(epoch FROM min(published_at) - now()) * 1000)::float8 FROM product
          WHERE status = 'active' AND published_at > now() AND published_at < 'infinity') AS "nextIn"`),
  );
  if (!found) throw new Error('The database told no time.');
  return found;
}
