import { Prisma } from '~/db.server';
import type { Listing } from '~/listing';
import { MAX_INTEGER } from '~/models/product';
import type { Meaning } from '~/models/search.server';

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
  /** A product may be there more than once, its rows one after another. */
  repeated?: boolean;
};

const newest = Prisma.sql`visible_from DESC, id DESC`;

export function rowsOf({ categoryIds, search }: Scope, listing: Listing): Rows {
  const order = orderOf(listing);
  if (categoryIds) return inCategories(categoryIds, order, pricesIn(listing, order));
  if (search && order === newest) return withWords(search);
  const rows = everywhere(order, listing);
  return search ? { ...rows, all: withAllWords(search) } : rows;
}

const cheapest = Prisma.sql`price_min, id`;
const dearest = Prisma.sql`price_min DESC, id DESC`;

function orderOf({ sort }: Listing): Prisma.Sql {
  if (sort === 'price') return cheapest;
  if (sort === '-price') return dearest;
  if (sort === 'title') return Prisma.sql`title, id`;
  return newest;
}

const product = Prisma.sql`
  SELECT p.id, p.published_at AS visible_from, p.title, p.price_min, p.available, p.on_sale, p.tags, p.words
  FROM product p WHERE p.status = 'active' AND p.published_at <= now()`;

/** Sorted by price, a list begins where its prices begin. */
function pricesIn({ min, max }: Listing, order: Prisma.Sql): Prisma.Sql {
  if (order !== cheapest && order !== dearest) return Prisma.empty;
  return Prisma.sql`AND price_min BETWEEN ${min ?? 0}::int AND ${max ?? MAX_INTEGER}::int`;
}

/** What is on sale has an index of its own, newest first. */
function everywhere(order: Prisma.Sql, listing: Listing): Rows {
  const sale = listing.sale && order === newest ? Prisma.sql`AND p.on_sale` : Prisma.empty;
  const all = Prisma.sql`${product} ${sale} ${pricesIn(listing, order)}`;
  return { first: (limit) => Prisma.sql`${all} ORDER BY ${order} LIMIT ${limit}`, all, order };
}

/** Each category has its products in order; those of several are merged. */
function inCategories(ids: string[], order: Prisma.Sql, prices: Prisma.Sql): Rows {
  const parts = ids.map(
    (id) => Prisma.sql`
      SELECT c.product_id AS id, c.visible_from, c.title, c.price_min, c.available, c.on_sale, c.tags,
        NULL::text[] AS words
      FROM product_category c WHERE c.category_id = ${id}::uuid AND c.visible_from <= now() ${prices}`,
  );
  return {
    first: (limit) => merged(parts, order, limit),
    all: Prisma.join(parts, ' UNION ALL '),
    order,
    repeated: ids.length > 1,
  };
}

/** Each part is read as far as it is needed: PostgreSQL merges what has an order, and a limit, of its own. */
function merged(parts: Prisma.Sql[], order: Prisma.Sql, limit: number): Prisma.Sql {
  const each = parts.map((part) => Prisma.sql`(${part} ORDER BY ${order} LIMIT ${limit})`);
  return Prisma.sql`
    SELECT * FROM (${Prisma.join(each, ' UNION ALL ')}) several ORDER BY ${order} LIMIT ${limit}`;
}

/**
 * The products of the rarest word, newest first. Whether they have the other words is looked up among words, before
 * any product is read.
 */
function withWords(search: Meaning[]): Rows {
  const rarest = search.reduce((rare, other) => (other.products < rare.products ? other : rare));
  const others = search
    .filter((meaning) => meaning !== rarest)
    .map(
      ({ words }, n) => Prisma.sql`
        CROSS JOIN LATERAL (
          SELECT FROM product_word w WHERE w.word = ANY(${words}::text[])
            AND w.visible_from = stream.visible_from AND w.product_id = stream.id LIMIT 1
        ) ${Prisma.raw(`other${n}`)}`,
    );
  return {
    first: (limit) => merged(rarest.words.map(postings), newest, limit),
    whole: Prisma.sql`
      SELECT p.id, stream.visible_from, p.title, p.price_min, p.available, p.on_sale, p.tags, p.words
      FROM stream ${others.length > 0 ? Prisma.join(others, ' ') : Prisma.empty} JOIN product p ON p.id = stream.id`,
    all: withAllWords(search),
    order: newest,
    repeated: rarest.words.length > 1,
  };
}

function postings(word: string): Prisma.Sql {
  return Prisma.sql`
    SELECT w.visible_from, w.product_id AS id FROM product_word w
    WHERE w.word = ${word} AND w.visible_from <= now()`;
}

function withAllWords(search: Meaning[]): Prisma.Sql {
  const each = search.map(
    ({ words }) => Prisma.sql`
      SELECT product_id FROM product_word WHERE word = ANY(${words}::text[]) AND visible_from <= now()`,
  );
  return Prisma.sql`${product} AND p.id IN (${Prisma.join(each, ' INTERSECT ')})`;
}
