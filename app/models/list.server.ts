import { Prisma, read } from '~/db.server';
import { type Listing, mostCounted, mostFound, pageSize } from '~/listing';
import { type Card, cards } from '~/models/card.server';
import { orderOf, type Rows, rowsOf, type Scope } from '~/models/list-rows.server';
import { guessedShare, type Meaning, relevance } from '~/models/search.server';

export type { Scope } from '~/models/list-rows.server';

/** One page of a list, and what the list can be narrowed by. */
export type List = {
  products: Card[];
  /** Products with every filter applied, as far as they were counted. */
  total: number;
  /** Whether those are all. Where they aren't, nothing below is counted. */
  complete: boolean;
  inStock: number | null;
  onSale: number | null;
  /** Minor units; null in an empty list, too. */
  low: number | null;
  high: number | null;
  /** The most frequent ones, of the products counted. */
  tags: { tag: string; count: number | null }[];
  categories: { id: string; count: number }[];
};

/**
 * Rows looked through in the list's own order: as many as are counted, for each page of it; and so many more where
 * those promise that what is looked for is among them. Where they don't, an index of what the list is narrowed by is asked.
 */
const lookedThroughFurther = 10_000;
/** Rows of a search looked through for each page: each product is read. And where so many would hardly hold a page. */
const lookedThroughForWords = 1_000;
const glancedThroughForWords = 4 * pageSize;
/** Products of a list that isn't counted whose tags are offered. */
const fewForTags = 4 * pageSize;

/**
 * One page of a list with its facets, in one statement that does about as much in a large shop as in a
 * small one: docs/decisions/033-lists-that-stay-fast.md.
 * @param chosen the ids that listing.category stands for, null without one.
 * @param groups the categories to count, each with the ids of its branch.
 */
export async function getList(
  scope: Scope,
  listing: Listing,
  chosen: string[] | null,
  groups: { id: string; branch: string[] }[],
): Promise<List> {
  const { search } = scope;
  const rows = rowsOf(search ? scope : { categoryIds: chosen ?? scope.categoryIds }, listing);
  const filters = filtersOf(listing, search ? chosen : null);
  const most = search ? mostFound : mostCounted;
  const near = search && lookedThroughFor(search) * listing.page;
  /** Whether the rows have their tags already. */
  const tagged = search || listing.tags.length > 0;
  const byRelevance = search && listing.sort === null;
  const order = byRelevance
    ? Prisma.sql`${relevance(search)} DESC, ${rows.order}`
    : orderOf(listing);
  const page = Prisma.sql`
    SELECT id, row_number() OVER () AS place FROM (
      SELECT s.id FROM counted s ORDER BY ${order}
      LIMIT ${pageSize} OFFSET ${(listing.page - 1) * pageSize}
    ) s`;
  const [list] = await read((db) =>
    db.$queryRaw<List[]>(Prisma.sql`
      WITH ${matches(rows, filters, { page: listing.page, near, most })}
      SELECT least(count, ${most}) AS total, complete,
        CASE WHEN complete THEN in_stock END AS "inStock",
        CASE WHEN complete THEN on_sale END AS "onSale",
        CASE WHEN complete THEN low END AS low, CASE WHEN complete THEN high END AS high,
        (SELECT coalesce(jsonb_agg(card), '[]') FROM (${cards(page)}) card) AS products,
        (SELECT coalesce(jsonb_agg(t), '[]') FROM (
          SELECT tag, CASE WHEN complete THEN count(*) END AS count
          FROM (
            SELECT id, tags FROM counted ORDER BY ${rows.order}
            LIMIT CASE WHEN complete THEN ${most}::int ELSE ${fewForTags}::int END
          ) s ${tagged ? Prisma.empty : tagsOfProduct}, unnest(${tagged ? Prisma.sql`s.tags` : Prisma.sql`p.tags`}) AS tag
          GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 16
        ) t) AS tags,
        CASE WHEN complete THEN (${categoryCounts(groups)}) ELSE '[]' END AS categories
      FROM (
        SELECT count(*)::int, (SELECT whole OR far FROM state) AND count(*) <= ${most} AS complete,
          count(*) FILTER (WHERE available)::int AS in_stock, count(*) FILTER (WHERE on_sale)::int AS on_sale,
          min(price_min) AS low, max(price_min) AS high
        FROM counted
      ) total`),
  );
  if (!list) throw new Error('An aggregate answered without a row.');
  return list;
}

/**
 * `counted`: the list's first rows in its order, as many as are counted. They are found near the list's beginning,
 * or further on, or, where what is looked for is so rare that few are there, far: through the indexes of what it is
 * narrowed by.
 */
function matches(
  rows: Rows,
  filters: Prisma.Sql,
  { page, near, most }: { page: number; near?: number; most: number },
): Prisma.Sql {
  const times = rows.same ? 2 : 1;
  const enough = page * pageSize + 1;
  const wanted = times * (most + 1);
  const close = near ?? wanted * page;
  const looked = near ?? close + lookedThroughFurther;
  const { order, same } = rows;
  const few = Prisma.sql`(SELECT found < ${enough} AND found * ${looked} >= ${enough * close} FROM begun)`;
  const isNear = Prisma.sql`(SELECT NOT far FROM state)`;
  const found = same ? Prisma.sql`count(DISTINCT id)` : Prisma.sql`count(*)`;
  const once = same
    ? Prisma.sql`DISTINCT ON (${same.columns}) * FROM all_of_them ORDER BY ${same.order}`
    : Prisma.sql`* FROM all_of_them`;
  // PostgreSQL reads the stream as far as it is asked for, and once; what has its order already is not sorted again.
  return Prisma.sql`
    stream AS MATERIALIZED (${rows.first(looked)}),
    near AS MATERIALIZED (
      SELECT * FROM (${rows.whole ?? Prisma.sql`SELECT * FROM stream ORDER BY ${order} LIMIT ${close}`}) s
      WHERE ${filters} ORDER BY ${order} LIMIT ${wanted}
    ),
    begun AS MATERIALIZED (SELECT count(*) AS rows, ${found} AS found FROM near),
    further AS MATERIALIZED (
      SELECT * FROM (${rows.whole ? Prisma.sql`SELECT * FROM near LIMIT 0` : Prisma.sql`SELECT * FROM stream ORDER BY ${order} OFFSET ${close}`}) s
      WHERE ${few} AND ${filters} ORDER BY ${order} LIMIT ${times * enough}
    ),
    looked AS MATERIALIZED (
      SELECT (SELECT rows FROM begun) < ${wanted}
        AND (SELECT count(*) FROM (SELECT FROM stream LIMIT ${close}) s) < ${close} AS whole,
        (SELECT ${found} FROM (SELECT id FROM near UNION ALL SELECT id FROM further) s) AS found
    ),
    state AS MATERIALIZED (
      SELECT whole, NOT whole AND found < ${enough} AS far FROM looked
    ),
    far AS MATERIALIZED (
      SELECT * FROM (${rows.all}) s WHERE (SELECT far FROM state) AND ${filters}
    ),
    all_of_them AS (
      (SELECT * FROM near WHERE ${isNear} ORDER BY ${order})
      UNION ALL (SELECT * FROM further WHERE ${isNear} ORDER BY ${order})
      UNION ALL (SELECT * FROM far ORDER BY ${order})
    ),
    counted AS MATERIALIZED (
      SELECT * FROM (SELECT ${once}) s ORDER BY ${order} LIMIT ${most + 1}
    )`;
}

const tagsOfProduct = Prisma.sql`
  CROSS JOIN LATERAL (SELECT tags FROM product WHERE product.id = s.id OFFSET 0) p`;

function lookedThroughFor(search: Meaning[]): number {
  const promised = lookedThroughForWords * guessedShare(search);
  return promised < pageSize ? glancedThroughForWords : lookedThroughForWords;
}

/** What narrows the rows s; `chosen` categories, where the rows are not read by them. */
function filtersOf(listing: Listing, chosen: string[] | null): Prisma.Sql {
  const { min, max, tags, available, sale } = listing;
  const filters = [
    ...(chosen ? [isIn(chosen)] : []),
    ...(min !== null ? [Prisma.sql`s.price_min >= ${min}::int`] : []),
    ...(max !== null ? [Prisma.sql`s.price_min <= ${max}::int`] : []),
    ...(tags.length > 0 ? [Prisma.sql`s.tags @> ${tags}::text[]`] : []),
    ...(available ? [Prisma.sql`s.available`] : []),
    ...(sale ? [Prisma.sql`s.on_sale`] : []),
  ];
  return filters.length > 0 ? Prisma.join(filters, ' AND ') : Prisma.sql`true`;
}

function isIn(categoryIds: string[]): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM product_category c WHERE c.product_id = s.id AND c.category_id = ANY(${categoryIds}::uuid[]))`;
}

/**
 * OFFSET, as above, keeps a few products' rows from being joined by reading those of all products, and the groups
 * from being looked through for each.
 */
function categoryCounts(groups: { id: string; branch: string[] }[]): Prisma.Sql {
  const members = groups.flatMap(({ branch }) => branch);
  const owners = groups.flatMap(({ id, branch }) => branch.map(() => id));
  return Prisma.sql`
    SELECT coalesce(jsonb_agg(c), '[]') FROM (
      SELECT g.owner AS id, count(DISTINCT s.id)::int AS count
      FROM (
        SELECT counted.id, c.category_id FROM counted CROSS JOIN LATERAL (
          SELECT category_id FROM product_category WHERE product_id = counted.id OFFSET 0
        ) c OFFSET 0
      ) s
      JOIN unnest(${members}::uuid[], ${owners}::uuid[]) AS g(member, owner) ON g.member = s.category_id
      GROUP BY g.owner
    ) c`;
}
