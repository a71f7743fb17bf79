import type { ProductStatus } from '~/db/generated/enums';
import { once, read, type Save, type Transaction } from '~/db.server';
import type { ProductInput } from '~/models/product';
import { type ProductChange, recordChanges } from '~/models/product-change.server';
import {
  conflict,
  gone,
  keyUsed,
  orRefused,
  ProductRefused,
  refusalOf,
  type SaveRefused,
} from '~/models/product-refusal.server';
import { replaced } from '~/models/product-state.server';
import { type MergedWrite, type MergedWritten, writeMerged } from '~/models/product-merged.server';
import { editableProduct, toProductInput } from '~/models/editable-product.server';
import { writeProduct } from '~/models/product-write.server';
import { type Publication, withStatus } from '~/models/publication';

export type Saved = {
  ok: true;
  id: string;
  slug: string;
  replayed: boolean;
  /** That was made; none where it is of no use to the form. */
  version?: number;
  /** The version the form was opened at, where others' changes since were merged in. */
  mergedSince?: number | null;
  /** Its end was past already, so that it was archived. */
  ended?: boolean;
};

/** A product as its form edits it; null where there is none. */
export async function getProductForEdit(id: string) {
  const product = await read((db) =>
    db.product.findUnique({
      where: { id },
      select: {
        ...editableProduct,
        updatedAt: true,
        images: {
          ...editableProduct.images,
          include: {
            file: { select: { id: true, width: true, height: true, widths: true, color: true } },
          },
        },
      },
    }),
  );
  if (!product) return null;
  const { version, updatedAt, images } = product;
  return {
    id,
    version,
    updatedAt,
    input: toProductInput(product),
    files: images.flatMap(({ file }) => file ?? []),
  };
}

/** What the pages that ask before they do something say of a product. */
export function getProductSummary(id: string) {
  return read((db) =>
    db.product.findUnique({
      where: { id },
      select: {
        id: true,
        title: true,
        slug: true,
        status: true,
        version: true,
        _count: { select: { variants: true, images: true } },
      },
    }),
  );
}

/** Makes a product, or saves one over the version it was opened at; once, however often it is sent. */
export async function saveProduct(
  save: Save,
  write: { input: ProductInput } | MergedWrite,
): Promise<Saved | SaveRefused> {
  const { actor } = save;
  try {
    const { result, replayed } = await once(
      { ...save, content: write },
      async (tx): Promise<MergedWritten> =>
        'version' in write
          ? await writeMerged(tx, write, actor)
          : { ...(await writeProduct(tx, write, actor)), mergedSince: null },
    );
    const { id, slug, version, mergedSince, ended } = result;
    return { ok: true, id, slug, replayed, version, mergedSince, ended };
  } catch (error) {
    return (await refusalOf(error, write)) ?? keyUsed(error);
  }
}

/** Archives a product, or takes it back: as a draft, or into the shop at once. */
export function setProductStatus(
  save: Save,
  change: { id: string; version: number; status: ProductStatus },
): Promise<Saved | SaveRefused> {
  const { id, version, status } = change;
  return changeProduct(save, change, async (tx, { slug: _slug, ...before }) => {
    const after = withStatus(before, status, new Date());
    const { count } = await tx.product.updateMany({
      where: { id, version },
      data: { ...after, version: { increment: 1 } },
    });
    if (count === 0) throw new ProductRefused(conflict);
    return { event: 'saved', before: replaced(before, after) };
  });
}

type Existing = { slug: string } & Publication;

async function changeProduct(
  save: Save,
  change: { id: string; version: number; status: string },
  work: (tx: Transaction, product: Existing) => Promise<Pick<ProductChange, 'event' | 'before'>>,
): Promise<Saved | SaveRefused> {
  const { id, version } = change;
  return orRefused(async () => {
    const { result, replayed } = await once({ ...save, content: change }, async (tx) => {
      const product = await tx.product.findUnique({
        where: { id },
        select: { slug: true, status: true, publishedAt: true, publishedUntil: true },
      });
      if (!product) throw new ProductRefused(gone);
      const done = await work(tx, product);
      const { actor } = save;
      await recordChanges(tx, [{ productId: id, version: version + 1, actor, ...done }]);
      return { id, slug: product.slug };
    });
    return { ok: true, ...result, replayed };
  });
}
