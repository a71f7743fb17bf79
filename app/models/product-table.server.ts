import { Prisma, read } from '~/db.server';
import type { ProductStatus } from '~/db/generated/enums';
import { COUNTED, PAGE_SIZE, type TableQuery, type TableSort } from '~/models/product-table';
import { BULK_MOST } from '~/models/bulk-change';
import { filtersOf } from '~/models/product-filter.server';
import { findMeanings, hasWords, type Meaning } from '~/models/search.server';
import { searchWords } from '~/search-words';

/** Products read in the table's order for each page of it, before the indexes of its filters are asked. */
const LOOKED_THROUGH = 2_000;

export type StatusCounts = { all: number; active: number; draft: number; archived: number };

/**
 * Products of one page of the table, and how many the search finds of each status: counted up to a
 * bound (`COUNTED`), one more where there are more.
 */
export async function getProductTable(query: TableQuery) {
  const filters = filtersOf(query);
  // Of what a search finds, filters and a status leave a part: of all that a change of many would take, then.
  const isPart = filters !== null || query.status !== 'all';
  const looked = isPart ? BULK_MOST + 1 : COUNTED.found + 1;
  const found = query.q === '' ? null : await matching(query.q, looked);
  const [page] = await read((db) =>
    db.$queryRaw<{ ids: string[]; counts: Partial<StatusCounts> }[]>(
      found
        ? pageOfFound(query, found, filters ?? Prisma.sql`true`)
        : filters
          ? pageOfFiltered(query, filters)
          : pageOfAll(query),
    ),
  );
  const ids = page?.ids ?? [];
  const rows = await read((db) => db.product.findMany({ where: { id: { in: ids } }, select: row }));
  const counts = withTotal(page?.counts ?? {});
  const total = found || !filters ? counts[query.status] : (page?.counts.all ?? 0);
  const most = found || filters ? COUNTED.found : COUNTED.all;
  return {
    /** Of all statuses, or, where filters leave them uncounted, of none. */
    counts: found || !filters ? counts : null,
    total,
    most,
    pages: Math.max(1, Math.ceil(Math.min(total, most) / PAGE_SIZE)),
    products: rows
      .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
      .map(({ variants, images, ...product }) => ({
        ...product,
        image: images[0]?.file ?? null,
        stock: summariseStock(variants),
        /** Where the product has one variant alone. */
        only: variants.length === 1 ? (variants[0] ?? null) : null,
      })),
  };
}

/** How many products have each status, counted up to a bound: one more where there are more. */
export async function countByStatus(): Promise<StatusCounts> {
  const [row] = await read((db) =>
    db.$queryRaw<{ counts: Partial<StatusCounts> }[]>(
      Prisma.sql`SELECT (${countsOfAll}) AS counts`,
    ),
  );
  return withTotal(row?.counts ?? {});
}

/** The products saved last. */
export function getRecentProducts(limit: number) {
  return read((db) =>
    db.$queryRaw<
      { id: string; title: string; status: ProductStatus; updatedAt: Date }[]
    >(Prisma.sql`
      SELECT p.id, p.title, p.status, p.updated_at AS "updatedAt" FROM ${statuses} AS each(status)
      CROSS JOIN LATERAL (
        SELECT * FROM product p WHERE p.status = each.status
        ORDER BY p.updated_at DESC, p.id DESC LIMIT ${limit}
      ) p
      ORDER BY p.updated_at DESC, p.id DESC LIMIT ${limit}`),
  );
}

function withTotal({ active = 0, draft = 0, archived = 0 }: Partial<StatusCounts>): StatusCounts {
  return { active, draft, archived, all: active + draft + archived };
}

const statuses = Prisma.sql`unnest(enum_range(NULL::product_status))`;

const countsOfAll = Prisma.sql`
  SELECT jsonb_object_agg(each.status, counted.count) FROM ${statuses} AS each(status)
  CROSS JOIN LATERAL (
    SELECT count(*) FROM (SELECT FROM product p WHERE p.status = each.status LIMIT ${COUNTED.all + 1}) some_of_them
  ) counted`;

/** Each status has its products in every order; those of all statuses are merged. */
function pageOfAll(query: TableQuery): Prisma.Sql {
  const { page, status } = query;
  const wanted = status === 'all' ? statuses : Prisma.sql`unnest(ARRAY[${status}::product_status])`;
  return Prisma.sql`
    SELECT ARRAY(
      SELECT p.id FROM ${wanted} AS each(status)
      CROSS JOIN LATERAL (
        SELECT p.id, p.status, p.title, p.price_min, p.updated_at FROM product p
        WHERE p.status = each.status ORDER BY ${orderBy(query)} LIMIT ${page * PAGE_SIZE}
      ) p
      ORDER BY ${orderBy(query)} LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}
    ) AS ids, (${countsOfAll}) AS counts`;
}

/**
 * The page of what filters leave. They are checked near: while the first products are read in the order; where that
 * finds less than a page, what is looked for is rare, and found far: by the filters' own indexes, whatever its order.
 */
function pageOfFiltered(query: TableQuery, filters: Prisma.Sql): Prisma.Sql {
  const { page, status } = query;
  const wanted = status === 'all' ? statuses : Prisma.sql`unnest(ARRAY[${status}::product_status])`;
  const enough = page * PAGE_SIZE;
  const looked = page * LOOKED_THROUGH;
  const columns = Prisma.sql`p.id, p.status, p.title, p.price_min, p.updated_at`;
  return Prisma.sql`
    WITH stream AS MATERIALIZED (
      SELECT p.* FROM ${wanted} AS each(status)
      CROSS JOIN LATERAL (
        SELECT ${columns}, p.tags, p.available FROM product p
        WHERE p.status = each.status ORDER BY ${orderBy(query)} LIMIT ${looked}
      ) p ORDER BY ${orderBy(query)} LIMIT ${looked}
    ), near AS MATERIALIZED (
      SELECT ${columns} FROM stream p WHERE ${filters}
    ), state AS MATERIALIZED (
      SELECT (SELECT count(*) FROM stream) < ${looked} AS whole, count(*) AS found FROM near
    ), far AS MATERIALIZED (
      SELECT ${columns} FROM product p
      WHERE (SELECT NOT whole AND found < ${enough} FROM state)
        AND p.status IN (SELECT status FROM ${wanted} AS each(status)) AND ${filters}
    ), every AS (
      SELECT * FROM near WHERE (SELECT whole OR found >= ${enough} FROM state) UNION ALL SELECT * FROM far
    )
    SELECT ARRAY(
      SELECT p.id FROM every p ORDER BY ${orderBy(query)}
      LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}
    ) AS ids, jsonb_build_object('all', (
      SELECT CASE
        WHEN whole OR found < ${enough} THEN (SELECT count(*) FROM every)
        ELSE (SELECT count(*) FROM (
          SELECT FROM product p WHERE p.status IN (SELECT status FROM ${wanted} AS each(status)) AND ${filters}
          LIMIT ${COUNTED.found + 1}
        ) some_of_them)
      END FROM state
    )) AS counts`;
}

function pageOfFound(query: TableQuery, found: Prisma.Sql, filters: Prisma.Sql): Prisma.Sql {
  const { page, status } = query;
  const wanted =
    status === 'all' ? Prisma.sql`true` : Prisma.sql`p.status = ${status}::product_status`;
  return Prisma.sql`
    WITH found AS MATERIALIZED (
      SELECT p.id, p.status, p.title, p.price_min, p.updated_at FROM (${found}) some_of_them
      JOIN product p USING (id) WHERE ${filters}
    )
    SELECT ARRAY(
      SELECT p.id FROM found p WHERE ${wanted} ORDER BY ${orderBy(query)}
      LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}
    ) AS ids, (
      SELECT jsonb_object_agg(status, count) FROM (SELECT status, count(*) FROM found GROUP BY status) counted
    ) AS counts`;
}

/** Ids of `most` products by their words (as customers find them), by the whole address, or by a part of a SKU. */
async function matching(q: string, most: number): Promise<Prisma.Sql> {
  const meanings = await findMeanings(searchWords(q), false);
  const contains = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  return Prisma.sql`
    SELECT id FROM (
      ${meanings ? Prisma.sql`(${withWords(meanings)} LIMIT ${most}) UNION ALL` : Prisma.empty}
      SELECT p.id FROM product p WHERE p.slug = ${q.toLowerCase()}
      UNION ALL
      (SELECT v.product_id FROM variant v WHERE v.sku ILIKE ${contains} LIMIT ${most})
    ) every GROUP BY id LIMIT ${most}`;
}

/** Ids of the products that have every word: of a frequent one, the first few are found at once. */
function withWords(search: Meaning[]): Prisma.Sql {
  const [one, ...others] = search;
  return one && others.length === 0
    ? Prisma.sql`SELECT product_id AS id FROM product_word WHERE word = ANY(${one.words}::text[])`
    : Prisma.sql`SELECT p.id FROM product p WHERE ${hasWords(search)}`;
}

/** Ids, versions and titles of all products that match, also beyond the table's pages, `most` at most; by their ids. */
export async function everyMatch(query: TableQuery, most: number): Promise<Prisma.Sql> {
  const { q, status } = query;
  const filters = filtersOf(query) ?? Prisma.sql`true`;
  const found =
    q === '' ? Prisma.empty : Prisma.sql`JOIN (${await matching(q, most)}) f USING (id)`;
  const wanted =
    status === 'all' ? Prisma.sql`true` : Prisma.sql`p.status = ${status}::product_status`;
  return Prisma.sql`
    SELECT p.id, p.version, p.title FROM product p ${found} WHERE ${wanted} AND ${filters} ORDER BY p.id LIMIT ${most}`;
}

const row = {
  id: true,
  slug: true,
  title: true,
  status: true,
  vendor: true,
  type: true,
  tags: true,
  publishedAt: true,
  publishedUntil: true,
  priceMin: true,
  priceMax: true,
  currency: true,
  version: true,
  updatedAt: true,
  images: {
    where: { fileId: { not: null } },
    select: {
      file: { select: { id: true, width: true, height: true, widths: true, color: true } },
    },
    orderBy: { position: 'asc' },
    take: 1,
  },
  variants: { select: { trackStock: true, stock: true, priceMinor: true } },
} satisfies Prisma.ProductSelect;

export type StockSummary = { variants: number; tracked: number; pieces: number; soldOut: number };

function summariseStock(variants: { trackStock: boolean; stock: number }[]): StockSummary {
  const tracked = variants.filter(({ trackStock }) => trackStock);
  return {
    variants: variants.length,
    tracked: tracked.length,
    pieces: tracked.reduce((sum, { stock }) => sum + Math.max(0, stock), 0),
    soldOut: tracked.filter(({ stock }) => stock <= 0).length,
  };
}

function orderBy({ sort, dir }: Pick<TableQuery, 'sort' | 'dir'>): Prisma.Sql {
  const way = Prisma.raw(dir);
  const columns: Record<TableSort, Prisma.Sql> = {
    title: Prisma.sql`p.title ${way}`,
    status: Prisma.sql`p.status ${way}, p.title ${way}`,
    price: Prisma.sql`p.price_min ${way}`,
    updated: Prisma.sql`p.updated_at ${way}`,
  };
  return Prisma.sql`${columns[sort]}, p.id ${way}`;
}
