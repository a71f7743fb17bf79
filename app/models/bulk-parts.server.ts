import { type Database, type Prisma, type Transaction } from '~/db.server';
import type { Part } from '~/models/bulk-apply';
import type { BulkKind } from '~/models/bulk-change';
import type { ProductState } from '~/models/product-state.server';

type Variant = ProductState['variants'][number];
/** A part with all that its history keeps. */
export type WholePart = Part<Variant>;

const order = [
  { position: 'asc' },
  { id: 'asc' },
] satisfies Prisma.VariantOrderByWithRelationInput[];

/** What products are in the part that a kind of change is about, as their state names it; by their ids. */
export async function readParts(
  tx: Transaction,
  kind: BulkKind,
  ids: string[],
): Promise<Map<string, WholePart>> {
  const where = { productId: { in: ids } };
  switch (kind) {
    case 'status': {
      const rows = await tx.product.findMany({
        where: { id: { in: ids } },
        select: { id: true, status: true, publishedAt: true, publishedUntil: true },
      });
      return new Map(rows.map(({ id, ...part }) => [id, { kind, ...part }]));
    }
    case 'tags': {
      const rows = await tx.product.findMany({
        where: { id: { in: ids } },
        select: { id: true, tags: true },
      });
      return new Map(rows.map(({ id, tags }) => [id, { kind, tags }]));
    }
    case 'category': {
      const rows = await tx.productCategory.findMany({
        where,
        select: { productId: true, categoryId: true },
        orderBy: { categoryId: 'asc' },
      });
      const lists = listsOf(ids, rows);
      return new Map([...lists].map(([id, categories]) => [id, { kind, categories }]));
    }
    case 'price': {
      const lists = listsOf(ids, await tx.variant.findMany({ where, orderBy: order }));
      const rows = await tx.product.findMany({
        where: { id: { in: ids } },
        select: { id: true, currency: true },
      });
      return new Map(
        rows.map(({ id, currency }) => [id, { kind, currency, variants: lists.get(id) ?? [] }]),
      );
    }
  }
}

type PriceRow = {
  id: string;
  currency: string;
  prices: number[];
  compared: (number | null)[];
};

/** The prices alone, for who only looks: of many products at a time. */
export async function readPrices(db: Database, ids: string[]): Promise<Map<string, Part>> {
  const rows = await db.$queryRaw<PriceRow[]>`
    SELECT product.id, product.currency, array_agg(v.price_minor ORDER BY v.position, v.id) AS prices,
      array_agg(v.compare_at_minor ORDER BY v.position, v.id) AS compared
    FROM product JOIN variant v ON v.product_id = product.id
    WHERE product.id = ANY(${ids}::uuid[]) GROUP BY product.id`;
  return new Map(
    rows.map(({ id, currency, prices, compared }): [string, Part] => {
      const variants = prices.map((priceMinor, nth) => ({
        priceMinor,
        compareAtMinor: compared[nth] ?? null,
      }));
      return [id, { kind: 'price', currency, variants }];
    }),
  );
}

/** The rows of each product, in their order, without its id. */
function listsOf<Row extends { productId: string }>(ids: string[], rows: Row[]) {
  const lists = new Map<string, Omit<Row, 'productId'>[]>(ids.map((id) => [id, []]));
  for (const { productId, ...row } of rows) lists.get(productId)?.push(row);
  return lists;
}

/**
 * Brings products to other parts, as new versions: a few statements, however many they are. The products are locked,
 * and the caller records it.
 * @param parts by their products' ids, all of one kind.
 */
export async function writeParts(tx: Transaction, parts: Map<string, WholePart>): Promise<void> {
  const ids = [...parts.keys()];
  if (ids.length === 0) return;
  const rows = JSON.stringify(
    [...parts].map(([id, { kind: _kind, ...part }]) => ({ id, ...part })),
  );
  switch ([...parts.values()][0]?.kind) {
    case 'status':
      await tx.$executeRaw`
        UPDATE product SET status = row.status, published_at = row."publishedAt",
          published_until = row."publishedUntil", version = product.version + 1, updated_at = now()
        FROM jsonb_to_recordset(${rows}::jsonb)
          AS row(id uuid, status product_status, "publishedAt" timestamptz, "publishedUntil" timestamptz)
        WHERE product.id = row.id`;
      return;
    case 'tags':
      await tx.$executeRaw`
        UPDATE product SET tags = row.tags, version = product.version + 1, updated_at = now()
        FROM jsonb_to_recordset(${rows}::jsonb) AS row(id uuid, tags text[])
        WHERE product.id = row.id`;
      return;
    case 'category':
      await writeCategories(tx, ids, rows);
      return raiseVersions(tx, ids);
    case 'price':
      await writePrices(tx, [...parts.values()]);
      return raiseVersions(tx, ids);
  }
}

async function raiseVersions(tx: Transaction, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE product SET version = version + 1, updated_at = now() WHERE id = ANY(${ids}::uuid[])`;
}

/** A category that is gone by now is left out. */
async function writeCategories(tx: Transaction, ids: string[], rows: string): Promise<void> {
  await tx.$executeRaw`
    WITH wanted AS MATERIALIZED (
      SELECT row.id AS product_id, c."categoryId" AS category_id
      FROM jsonb_to_recordset(${rows}::jsonb) AS row(id uuid, categories jsonb),
        jsonb_to_recordset(row.categories) AS c("categoryId" uuid)
      WHERE EXISTS (SELECT FROM category WHERE category.id = c."categoryId")
    ), left_out AS (
      DELETE FROM product_category m WHERE m.product_id = ANY(${ids}::uuid[])
        AND NOT EXISTS (
          SELECT FROM wanted w WHERE w.product_id = m.product_id AND w.category_id = m.category_id)
    )
    INSERT INTO product_category (product_id, category_id)
    SELECT product_id, category_id FROM wanted ON CONFLICT DO NOTHING`;
}

async function writePrices(tx: Transaction, parts: WholePart[]): Promise<void> {
  const prices = parts.flatMap((part) =>
    part.kind === 'price'
      ? part.variants.map(({ id, priceMinor, compareAtMinor }) => [id, priceMinor, compareAtMinor])
      : [],
  );
  await tx.$executeRaw`
    UPDATE variant SET price_minor = row.price, compare_at_minor = row.compare
    FROM (
      SELECT (one->>0)::uuid AS id, (one->>1)::int AS price, (one->>2)::int AS compare
      FROM jsonb_array_elements(${JSON.stringify(prices)}::jsonb) AS one
    ) row
    WHERE variant.id = row.id
      AND (variant.price_minor, variant.compare_at_minor) IS DISTINCT FROM (row.price, row.compare)`;
}
