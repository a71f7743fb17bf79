import { Prisma } from '~/db.server';
import type { Listing } from '~/listing';
import { MAX_INTEGER } from '~/models/product';
import { hasWords, type Meaning, rarestOf } from '~/models/search.server';
import { visible } from '~/models/visible.server';

/** Where a list looks: everywhere, in some categories (ids), for words. */
export type Scope = { categoryIds?: string[]; search?: Meaning[] };

/** What a list's rows are read by: a product's id and what it is sorted and filtered by, in each of the scopes' tables. */
export type Rows = {
  /** The first ones in their order, through an index that has it, whatever the filters are. */
  first: (limit: number) => Prisma.Sql;
  /** What those, named stream, lack of their columns; nothing if not said. */
  whole?: Prisma.Sql;
  /** All of them, in no order. */
  all: Prisma.Sql;
  order: Prisma.Sql;
  /** Where a product may be there more than once: what its rows have in common, and by which order they meet. */
  same?: { columns: Prisma.Sql; order: Prisma.Sql };
};

const newest = Prisma.sql`visible_from DESC, id DESC`;

export function rowsOf({ categoryIds, search }: Scope, listing: Listing): Rows {
  const order = orderOf(listing);
  if (categoryIds) return inCategories(categoryIds, order, listing);
  if (search) return withWords(search, listing.sort === 'newest' ? newest : titlesFirst);
  return everywhere(order, listing);
}

/**
 * What only the rows themselves have is left out where it isn't asked for: the indexes have the rest, and a row
 * is a block of its own.
 */
function columns(listing: Listing): Prisma.Sql {
  const title = listing.sort === 'title' ? 'title' : 'NULL::text AS title';
  const tags = listing.tags.length > 0 ? 'tags' : 'NULL::text[] AS tags';
  return Prisma.raw(`${title}, price_min, available, on_sale, ${tags}`);
}

const cheapest = Prisma.sql`price_min, id`;
const dearest = Prisma.sql`price_min DESC, id DESC`;
const byTitle = Prisma.sql`title, id`;
/** What each order goes by. */
const columnsOf = new Map([
  [newest, Prisma.sql`visible_from, id`],
  [cheapest, cheapest],
  [dearest, cheapest],
  [byTitle, byTitle],
]);

/** What a list is sorted by. */
export function orderOf({ sort }: Listing): Prisma.Sql {
  if (sort === 'price') return cheapest;
  if (sort === '-price') return dearest;
  if (sort === 'title') return byTitle;
  return newest;
}

/** Sorted by price, a list begins where its prices begin. */
function pricesIn({ min, max }: Listing, order: Prisma.Sql): Prisma.Sql {
  if (order !== cheapest && order !== dearest) return Prisma.empty;
  return Prisma.sql`AND price_min BETWEEN ${min ?? 0}::int AND ${max ?? MAX_INTEGER}::int`;
}

/** What is on sale has an index of its own, newest first. */
function everywhere(order: Prisma.Sql, listing: Listing): Rows {
  const sale = listing.sale && order === newest ? Prisma.sql`AND on_sale` : Prisma.empty;
  const all = Prisma.sql`
    SELECT id, published_at AS visible_from, ${columns(listing)}
    FROM product p WHERE ${visible} ${sale} ${pricesIn(listing, order)}`;
  return {
    first: (limit) => Prisma.sql`${all} ORDER BY ${order} LIMIT ${limit}`,
    all,
    order,
  };
}

/** Each category has its products in order; those of several are merged. */
function inCategories(ids: string[], order: Prisma.Sql, listing: Listing): Rows {
  const parts = ids.map(
    (id) => Prisma.sql`
      SELECT product_id AS id, visible_from, ${columns(listing)} FROM product_category
      WHERE category_id = ${id}::uuid AND visible_from <= now() ${pricesIn(listing, order)}`,
  );
  return {
    first: (limit) => merged(parts, order, limit),
    all: Prisma.join(parts, ' UNION ALL '),
    order,
    same: ids.length > 1 ? { columns: columnsOf.get(order) ?? order, order } : undefined,
  };
}

/** Each part is read as far as it is needed: PostgreSQL merges what has an order, and a limit, of its own. */
function merged(parts: Prisma.Sql[], order: Prisma.Sql, limit: number): Prisma.Sql {
  const each = parts.map((part) => Prisma.sql`(${part} ORDER BY ${order} LIMIT ${limit})`);
  return Prisma.sql`
    SELECT * FROM (${Prisma.join(each, ' UNION ALL ')}) several ORDER BY ${order} LIMIT ${limit}`;
}

/**
 * The products of the rarest word, those called so first, then newest first; or only newest first. Whether they have
 * the other words is asked of each product while it is read.
 */
function withWords(search: Meaning[], order: Prisma.Sql): Rows {
  const rarest = rarestOf(search);
  const others = search.filter((meaning) => meaning !== rarest);
  const parts =
    order === titlesFirst
      ? rarest.words.map((word) => postings(word))
      : rarest.words.flatMap((word) => [postings(word, true), postings(word, false)]);
  return {
    first: (limit) => merged(parts, order, limit),
    // OFFSET keeps the stream from being joined by reading all products. The stream's own columns are in order
    // already, so that only as many products are read as are wanted.
    whole: Prisma.sql`
      SELECT stream.id, stream.visible_from, s.title, s.price_min, s.available, s.on_sale, s.tags, s.words,
        stream.in_title
      FROM stream CROSS JOIN LATERAL (
        SELECT ${shown} FROM product p WHERE p.id = stream.id AND ${hasWords(others)} OFFSET 0
      ) s`,
    all: Prisma.sql`
      SELECT p.id, p.published_at AS visible_from, ${shown}, words_of(p.title) && ${rarest.words}::text[] AS in_title
      FROM product p WHERE ${visible} AND ${hasWords(search)}`,
    order,
    same:
      parts.length > 1 ? { columns: Prisma.sql`id`, order: Prisma.sql`id, ${order}` } : undefined,
  };
}

const titlesFirst = Prisma.sql`in_title DESC, visible_from DESC, id DESC`;

const shown = Prisma.sql`p.title, p.price_min, p.available, p.on_sale, p.tags, p.words`;

function postings(word: string, inTitle?: boolean): Prisma.Sql {
  const only = inTitle === undefined ? Prisma.empty : Prisma.sql`AND w.in_title = ${inTitle}`;
  return Prisma.sql`
    SELECT w.in_title, w.visible_from, w.product_id AS id FROM product_word w
    WHERE w.word = ${word} ${only} AND w.visible_from <= now()`;
}
