import { Prisma, read, transaction } from '~/db.server';
import { recordChanges } from '~/models/product-change.server';
import { lacksSchema } from '~/models/schema-behind.server';

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

/** What is to end next. */
export type Endings = {
  /** ms until the first of them does; null where none is to end. */
  endsIn: number | null;
  /** Ids of the first thousand. */
  ending: string[];
};

/** Products that one transaction archives at most. */
const AT_ONCE = 500;

type Ended = { id: string; version: number; publishedUntil: Date };

/**
 * Archives the active products whose time is over, by the database's clock, each once however many processes do it:
 * what lists show, sort and filter by knows nothing of ends.
 */
export async function endPublications(): Promise<Endings> {
  try {
    while ((await endSome()) === AT_ONCE);
    const next = await read(
      (db) => db.$queryRaw<{ id: string; endsIn: number }[]>`
        SELECT id, ceil(extract(epoch FROM published_until - now()) * 1000)::float8 AS "endsIn"
        FROM product WHERE status = 'active' AND published_until < 'infinity'
        ORDER BY published_until LIMIT 1000`,
    );
    return { endsIn: next[0]?.endsIn ?? null, ending: next.map(({ id }) => id) };
  } catch (error) {
    // In an older schema nothing ends.
    if (lacksSchema(error)) return { endsIn: null, ending: [] };
    throw error;
  }
}

/** @returns how many were archived. */
function endSome(): Promise<number> {
  return transaction(async (tx) => {
    const ended = await tx.$queryRaw<Ended[]>`
      SELECT id, version, published_until AS "publishedUntil" FROM product
      WHERE status = 'active' AND published_until <= now() ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`;
    if (ended.length === 0) return 0;
    await tx.$executeRaw`
      UPDATE product SET status = 'archived', published_until = NULL, version = version + 1, updated_at = now()
      WHERE id = ANY(${ended.map(({ id }) => id)}::uuid[])`;
    await recordChanges(
      tx,
      ended.map(({ id, version, publishedUntil }) => ({
        productId: id,
        version: version + 1,
        event: 'saved',
        actor: 'publication:end',
        before: { status: 'active', publishedUntil },
      })),
    );
    return ended.length;
  });
}
