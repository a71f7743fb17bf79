import type { ProductStatus } from '~/db/generated/enums';
import { once, read, type Save, type Transaction } from '~/db.server';
import type { ProductInput } from '~/models/product';
import { recordChanges } from '~/models/product-change.server';
import { lockForDeed } from '~/models/product-deed.server';
import { keyUsed, orRefused, refusalOf, type SaveRefused } from '~/models/product-refusal.server';
import { replaced } from '~/models/product-state.server';
import { type MergedWrite, type MergedWritten, writeMerged } from '~/models/product-merged.server';
import { editableProduct, toProductInput } from '~/models/editable-product.server';
import { writeProduct } from '~/models/product-write.server';
import { withStatus } from '~/models/publication';

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

const undone = {
  archived: 'Not archived',
  active: 'Not put back in the shop',
  draft: 'Not made a draft',
} as const;

/** No more than a status decides on: the rest may be missing in an older schema. */
function findPublication(tx: Transaction, id: string) {
  return tx.product.findUnique({
    where: { id },
    select: { slug: true, status: true, version: true, publishedAt: true, publishedUntil: true },
  });
}

/** Archives a product, or takes it back: as a draft, or into the shop at once. */
export function setProductStatus(
  save: Save,
  change: { id: string; version: number; status: ProductStatus },
): Promise<Saved | SaveRefused> {
  const { id } = change;
  return orRefused(async () => {
    const { result, replayed } = await once({ ...save, content: change }, async (tx) => {
      const deed = { find: findPublication, undone: undone[change.status] };
      const product = await lockForDeed(tx, change, deed);
      const { slug, status, publishedAt, publishedUntil } = product;
      const before = { status, publishedAt, publishedUntil };
      const after = withStatus(before, change.status, new Date());
      const version = product.version + 1;
      await tx.product.update({ where: { id }, data: { ...after, version }, select: { id: true } });
      const made = { event: 'saved', before: replaced(before, after) } as const;
      await recordChanges(tx, [{ productId: id, version, actor: save.actor, ...made }]);
      return { id, slug };
    });
    return { ok: true, ...result, replayed };
  });
}
