import { once, read, type Save, type Transaction } from '~/db.server';
import { lastPosition } from '~/models/category-write.server';
import { recordChanges } from '~/models/product-change.server';
import type { ProductState } from '~/models/product-state.server';
import { type EditableProduct, editableProduct } from '~/models/editable-product.server';

/** What moving a whole catalogue in and out of the shop asks of the database: always a part at a time. */

export function findProductsBySlugs(slugs: string[]): Promise<EditableProduct[]> {
  return read((db) =>
    db.product.findMany({ where: { slug: { in: slugs } }, select: editableProduct }),
  );
}

/** The products that follow a slug in the order of slugs. */
export function listProductsAfter(slug: string, limit: number): Promise<EditableProduct[]> {
  return read((db) =>
    db.product.findMany({
      where: { slug: { gt: slug } },
      orderBy: { slug: 'asc' },
      take: limit,
      select: editableProduct,
    }),
  );
}

export function countProducts(): Promise<number> {
  return read((db) => db.product.count());
}

/** Names of all columns that files had and the shop has no field for. */
export async function listImportedColumns(): Promise<string[]> {
  const rows = await read(
    (db) => db.$queryRaw<{ name: string }[]>`
      SELECT jsonb_object_keys(imported->'fields') AS name FROM product
      UNION
      SELECT jsonb_object_keys(image.value) FROM product, jsonb_each(imported->'images') AS image
      UNION
      SELECT jsonb_object_keys(imported) FROM variant`,
  );
  return rows.map(({ name }) => name);
}

export type CategoryPlace = { id: string; slug: string; parentId: string | null };

export function listCategoryPlaces(): Promise<CategoryPlace[]> {
  return read((db) => db.category.findMany({ select: { id: true, slug: true, parentId: true } }));
}

/** Makes a category of which only the slug is known, at the end of its siblings. Made meanwhile, it is only found. */
export async function ensureCategory(
  save: Save,
  slug: string,
  parentId: string | null,
): Promise<CategoryPlace> {
  const title = slug.replaceAll('-', ' ').replace(/^./u, (letter) => letter.toUpperCase());
  const { result } = await once({ ...save, content: { slug, parentId } }, async (tx) => {
    const position = await lastPosition(tx, parentId);
    return tx.category.upsert({
      where: { slug },
      create: { slug, title, parentId, position },
      update: {},
      select: { id: true, slug: true, parentId: true },
    });
  });
  return result;
}

/** Those of the ids that are stored pictures, with the width of the largest rendition in pixels. */
export async function findImageWidths(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const files = await read((db) =>
    db.imageFile.findMany({ where: { id: { in: ids } }, select: { id: true, width: true } }),
  );
  return new Map(files.map(({ id, width }) => [id, width]));
}

/** SKUs that products have, with the slug of each one's product. */
export async function findSkus(skus: string[]): Promise<Map<string, string>> {
  if (skus.length === 0) return new Map();
  const found = await read((db) =>
    db.variant.findMany({
      where: { sku: { in: skus } },
      select: { sku: true, product: { select: { slug: true } } },
    }),
  );
  return new Map(found.map(({ sku, product }) => [sku ?? '', product.slug]));
}

export async function countPendingImages(): Promise<number> {
  const urls = await read(
    (db) =>
      db.$queryRaw<{ count: number }[]>`
      SELECT count(DISTINCT source_url)::int AS count FROM product_image WHERE file_id IS NULL`,
  );
  return urls[0]?.count ?? 0;
}

/** Addresses of pictures that are not stored yet, following one in their order. */
export async function listPendingImages(after: string, limit: number): Promise<string[]> {
  const images = await read(
    (db) => db.$queryRaw<{ url: string }[]>`
      SELECT DISTINCT source_url AS url FROM product_image
      WHERE file_id IS NULL AND source_url > ${after} ORDER BY source_url LIMIT ${limit}`,
  );
  return images.map(({ url }) => url);
}

/**
 * Gives a fetched picture to every image that waits for it. Their products are new versions then.
 * @param by the import that had it fetched
 */
export async function attachImageFile(
  save: Save,
  sourceUrl: string,
  fileId: string,
  by?: { id: string; alongside: (tx: Transaction) => Promise<void> },
): Promise<void> {
  await once({ ...save, content: { sourceUrl, fileId } }, async (tx) => {
    const where = { fileId: null, sourceUrl };
    const products = await tx.product.updateManyAndReturn({
      where: { images: { some: where } },
      data: { version: { increment: 1 } },
      select: { id: true, version: true },
    });
    const changes = new Map(
      products.map(({ id, version }) => [
        id,
        { productId: id, version, before: { images: [] as ProductState['images'] } },
      ]),
    );
    const images = await tx.productImage.findMany({
      where: { productId: { in: [...changes.keys()] } },
      orderBy: editableProduct.images.orderBy,
    });
    for (const { productId, ...image } of images) changes.get(productId)?.before.images.push(image);
    await by?.alongside(tx);
    const how = { event: 'saved', actor: save.actor, importId: by?.id } as const;
    await recordChanges(
      tx,
      [...changes.values()].map((change) => ({ ...change, ...how })),
    );
    const { count } = await tx.productImage.updateMany({ where, data: { fileId } });
    return count;
  });
}
