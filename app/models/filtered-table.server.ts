import { Prisma } from '~/db.server';
import { ProductStatus } from '~/db/generated/enums';
import { all, type Filters, fits, isIn, pricesOf } from '~/models/product-filter.server';
import { COUNTED, PAGE_SIZE, type TableQuery, type TableSort } from '~/models/product-table';

/** Products read in the table's order for each page of it, before the indexes of its filters are asked. */
const LOOKED_THROUGH = 2_000;
/** The same where no product's row is read but of those in a category: an index has the order. */
const LOOKED_THROUGH_IN_INDEX = 16_000;

/**
 * One row: the `ids` of the page of what filters leave, and how many they are, as far as they were looked for:
 * `found`, and whether they are `complete`. They are checked near: while the first products are read in the order;
 * where that finds less than a page, what is looked for is rare, and all of it is found far: by the filters' own
 * indexes, whatever its order.
 */
export function pageOfFiltered(query: TableQuery, filters: Filters): Prisma.Sql {
  const { page, status } = query;
  const statuses = status === 'all' ? Object.values(ProductStatus) : [status];
  const looked = page * (filters.branch ? LOOKED_THROUGH_IN_INDEX : LOOKED_THROUGH);
  const most = Math.max(COUNTED.found, page * PAGE_SIZE) + 1;
  const parts = statuses.map(
    (one) => Prisma.sql`(
      SELECT ${columns(query, filters)} FROM product p
      WHERE p.status = ${one}::product_status ${pricesFirst(query)} ORDER BY ${orderBy(query)} LIMIT ${looked})`,
  );
  // PostgreSQL reads the stream as far as it is asked for, and once.
  return Prisma.sql`
    WITH stream AS MATERIALIZED (
      SELECT p.* FROM (${Prisma.join(parts, ' UNION ALL ')}) p ORDER BY ${orderBy(query)} LIMIT ${looked}
    ), near AS MATERIALIZED (
      SELECT p.* FROM ${near(query, filters)} ORDER BY ${orderBy(query)} LIMIT ${most}
    ), looked AS MATERIALIZED (
      SELECT found, found < ${most} AND (SELECT count(*) FROM stream) < ${looked} AS whole
      FROM (SELECT count(*) AS found FROM near) n
    ), state AS MATERIALIZED (
      SELECT whole, NOT whole AND found < ${page * PAGE_SIZE} AS far FROM looked
    ), far AS MATERIALIZED (
      SELECT ${columns(query, filters)} FROM product p
      WHERE (SELECT far FROM state) AND p.status = ANY (${statuses}::product_status[]) AND ${fits(filters)}
    ), every AS MATERIALIZED (
      SELECT * FROM near WHERE (SELECT NOT far FROM state) UNION ALL SELECT * FROM far
    )
    SELECT ARRAY(
      SELECT p.id FROM every p ORDER BY ${orderBy(query)}
      LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}
    ) AS ids, (SELECT count(*)::int FROM every) AS found, (SELECT whole OR far FROM state) AS complete`;
}

/**
 * The products p of the stream that fit. Of a category's, only those that are in it are looked at themselves: OFFSET
 * keeps that from being done first.
 */
function near(query: TableQuery, filters: Filters): Prisma.Sql {
  const { branch, tagged, known, low } = filters;
  if (!branch)
    return Prisma.sql`stream p WHERE ${all([...tagged('p'), ...known('p'), ...low('each')])}`;
  const tags = tagged('m').map(
    (has) => Prisma.sql`EXISTS (SELECT FROM product m WHERE m.id = p.id AND ${has})`,
  );
  return Prisma.sql`
    (SELECT p.* FROM stream p WHERE ${isIn(branch, known('m'))} ORDER BY ${orderBy(query)} OFFSET 0) p
    WHERE ${all([...tags, ...low('each')])}`;
}

/** What the table is sorted by, and narrowed by where it isn't by a category: without more, an index has all of it. */
function columns({ sort }: TableQuery, { branch, tagged, known }: Filters): Prisma.Sql {
  const [tags, others] = branch ? [false, false] : [tagged('p').length > 0, known('p').length > 0];
  return Prisma.raw(
    [
      'p.id, p.status',
      ...(sort === 'title' || sort === 'status' ? ['p.title'] : []),
      ...(sort === 'updated' ? ['p.updated_at'] : []),
      ...(sort === 'price' || others ? ['p.price_min'] : []),
      ...(others ? ['p.available'] : []),
      ...(tags ? ['p.tags'] : []),
    ].join(', '),
  );
}

/** Sorted by price, the table begins where its prices begin. */
function pricesFirst(query: TableQuery): Prisma.Sql {
  if (query.sort !== 'price') return Prisma.empty;
  return Prisma.sql`AND ${all(pricesOf(query))}`;
}

export function orderBy({ sort, dir }: Pick<TableQuery, 'sort' | 'dir'>): Prisma.Sql {
  const way = Prisma.raw(dir);
  const sorted: Record<TableSort, Prisma.Sql> = {
    title: Prisma.sql`p.title ${way}`,
    status: Prisma.sql`p.status ${way}, p.title ${way}`,
    price: Prisma.sql`p.price_min ${way}`,
    updated: Prisma.sql`p.updated_at ${way}`,
  };
  return Prisma.sql`${sorted[sort]}, p.id ${way}`;
}
