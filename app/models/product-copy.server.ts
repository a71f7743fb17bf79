import { once, type Save, type Transaction } from '~/db.server';
import { constraintOf } from '~/models/constraint.server';
import { LIMITS } from '~/models/product';
import { insertProducts } from '~/models/product-create.server';
import { freeSlug, writable } from '~/models/product-fit.server';
import { gone, orRefused, ProductRefused, type SaveRefused } from '~/models/product-refusal.server';
import { findEditable } from '~/models/editable-product.server';

export type Copied = { ok: true; id: string; replayed: boolean };

/**
 * Makes a draft of a product's copy, once under its key: with its options, pictures and categories, and its variants
 * under SKUs of their own, without stock and without barcodes, which name the original's goods.
 */
export async function copyProduct(save: Save, id: string): Promise<Copied | SaveRefused> {
  return orRefused(async () => {
    try {
      const { result, replayed } = await once({ ...save, content: { copy: id } }, (tx) =>
        insertCopy(tx, id, save.actor),
      );
      return { ok: true, ...result, replayed };
    } catch (error) {
      const taken = ['product_slug_key', 'variant_sku_key'].includes(constraintOf(error) ?? '');
      if (!taken) throw error;
      throw new ProductRefused({
        ok: false,
        reason: 'duplicate',
        message: 'Someone copied this product at the same moment. Go back and try again.',
      });
    }
  });
}

async function insertCopy(tx: Transaction, id: string, actor: string): Promise<{ id: string }> {
  const product = await findEditable(tx, id);
  if (!product) throw new ProductRefused(gone);
  const { id: _id, version: _version, ...state } = product;
  const { input, imported } = writable(id, state);
  const skuOf = await freeSkus(
    tx,
    input.variants.flatMap(({ sku }) => sku ?? []),
  );
  const copy = {
    ...input,
    slug: await freeSlug(tx, id, `${input.slug.slice(0, LIMITS.shortText - 20)}-copy`),
    title: `${input.title.slice(0, LIMITS.shortText - 7)} (copy)`,
    status: 'draft' as const,
    publishedAt: null,
    publishedUntil: null,
    images: input.images.map((image) => ({ ...image, id: undefined })),
    variants: input.variants.map((variant) => ({
      ...variant,
      id: undefined,
      sku: variant.sku === null ? null : skuOf(variant.sku),
      barcode: null,
      stock: 0,
    })),
  };
  const [made] = await insertProducts(tx, [{ input: copy, imported }], actor);
  if (!made) throw new Error('A copy was made that is not there.');
  return { id: made.id };
}

/** The first of -COPY, -COPY-2 ... that makes SKUs of all which no product has. */
async function freeSkus(tx: Transaction, skus: string[]): Promise<(sku: string) => string> {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '-COPY' : `-COPY-${number}`;
    const skuOf = (sku: string) => sku.slice(0, LIMITS.shortText - suffix.length) + suffix;
    const wanted = skus.map(skuOf);
    const taken = await tx.variant.count({ where: { sku: { in: wanted } } });
    if (taken === 0) return skuOf;
  }
}
