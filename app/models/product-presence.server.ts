import { withRetry } from '~/db.server';

/** Seconds after its last beat for which somebody counts as being there. */
const PRESENT = 25;
/** ms: a beat that can't be told of at once is not worth waiting for. */
const DEADLINE = 1_000;

export type Beat = {
  productId: string;
  /** Of the browser's tab. */
  tab: string;
  userId: string;
  /** Whether something is typed that is not saved. */
  editing: boolean;
};

export type Present = { name: string; editing: boolean };

/** Notes that somebody has a product open. @returns who else has, each once, by name. */
export async function beat({ productId, tab, userId, editing }: Beat): Promise<Present[]> {
  return withRetry(
    (db) => db.$queryRaw<Present[]>`
      WITH gone AS (
        DELETE FROM product_presence WHERE seen_at < now() - make_interval(secs => ${4 * PRESENT}::int)
      ), mine AS (
        INSERT INTO product_presence (tab, product_id, user_id, editing, seen_at)
        VALUES (${tab}::uuid, ${productId}::uuid, ${userId}::uuid, ${editing}, now())
        ON CONFLICT (tab) DO UPDATE SET product_id = excluded.product_id, user_id = excluded.user_id,
          editing = excluded.editing, seen_at = excluded.seen_at
      )
      SELECT u.name, bool_or(p.editing) AS editing FROM product_presence p JOIN admin_user u ON u.id = p.user_id
      WHERE p.product_id = ${productId}::uuid AND p.user_id <> ${userId}::uuid
        AND p.seen_at > now() - make_interval(secs => ${PRESENT}::int)
      GROUP BY u.id, u.name ORDER BY u.name`,
    { access: 'write', retries: 0, deadline: DEADLINE },
  );
}

/** Notes that a tab is closed, or shows something else. */
export async function leave(tab: string, userId: string): Promise<void> {
  await withRetry((db) => db.productPresence.deleteMany({ where: { tab, userId } }), {
    access: 'write',
    retries: 0,
    deadline: DEADLINE,
  });
}
