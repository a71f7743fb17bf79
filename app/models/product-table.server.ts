import { Prisma, read } from '~/db.server';
import type { ProductStatus } from '~/db/generated/enums';
import { BULK_MOST } from '~/models/bulk-change';
import { orderBy, pageOfFiltered } from '~/models/filtered-table.server';
import { COUNTED, PAGE_SIZE, type TableQuery } from '~/models/product-table';
import { filtersOf, fits } from '~/models/product-filter.server';
import { findMeanings, hasWords, type Meaning } from '~/models/search.server';
import { searchWords } from '~/search-words';

export type StatusCounts = { all: number; active: number; draft: number; archived: number };

/** Ids of one page, and how many the table has: those counted, one more where there are more than `most`. */
type Page = { ids: string[]; counts: StatusCounts | null; total: number; most: number };

/** Products of one page of the table, and how many it has of each status: counted up to a bound. */
export async function getProductTable(query: TableQuery) {
  const { ids, counts, total, most } = await getPage(query);
  const rows = await read((db) => db.product.findMany({ where: { id: { in: ids } }, select: row }));
  return {
    /** Of all statuses, or, where filters leave them uncounted, of none. */
    counts,
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

async function getPage(query: TableQuery): Promise<Page> {
  const filters = await filtersOf(query);
  if (filters && query.q === '') return getFilteredPage(pageOfFiltered(query, filters));
  // Of what a search finds, filters and a status leave a part: of all that a change of many would take, then.
  const isPart = filters !== null || query.status !== 'all';
  const looked = isPart ? BULK_MOST + 1 : COUNTED.found + 1;
  const found = query.q === '' ? null : await matching(query.q, looked);
  const [page] = await read((db) =>
    db.$queryRaw<{ ids: string[]; counts: Partial<StatusCounts> }[]>(
      found
        ? pageOfFound(query, found, filters ? fits(filters) : Prisma.sql`true`)
        : pageOfAll(query),
    ),
  );
  const counts = withTotal(page?.counts ?? {});
  const most = found ? COUNTED.found : COUNTED.all;
  return { ids: page?.ids ?? [], counts, total: counts[query.status], most };
}

async function getFilteredPage(statement: Prisma.Sql): Promise<Page> {
  type Row = { ids: string[]; found: number; complete: boolean };
  const [page] = await read((db) => db.$queryRaw<Row[]>(statement));
  if (!page) throw new Error('An aggregate answered without a row.');
  const { ids, found, complete } = page;
  const most = complete ? COUNTED.found : Math.min(found, COUNTED.found);
  return { ids, counts: null, total: complete ? found : most + 1, most };
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
  const filters = await filtersOf(query);
  const found =
    q === '' ? Prisma.empty : Prisma.sql`JOIN (${await matching(q, most)}) f USING (id)`;
  const wanted =
    status === 'all' ? Prisma.sql`true` : Prisma.sql`p.status = ${status}::product_status`;
  return Prisma.sql`
    SELECT p.id, p.version, p.title FROM product p ${found} WHERE ${wanted} AND ${filters ? fits(filters) : Prisma.sql`true`} ORDER BY p.id LIMIT ${most}`;
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
