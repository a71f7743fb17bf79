import { once, type Save } from '~/db.server';
import type { Returned } from '~/models/product-bin.server';
import { fitState, writable } from '~/models/product-fit.server';
import { findState } from '~/models/product-history.server';
import { gone, orRefused, ProductRefused, type SaveRefused } from '~/models/product-refusal.server';
import { findEditable } from '~/models/editable-product.server';
import { writeProduct } from '~/models/product-write.server';

/** Makes a product what an earlier version was, as a new version, but for what is gone or another product's by now. */
export async function restoreVersion(
  save: Save,
  restore: { id: string; version: number; ofVersion: number },
): Promise<Returned | SaveRefused> {
  const { id, version, ofVersion } = restore;
  return orRefused(async () => {
    const { result, replayed } = await once({ ...save, content: { restore } }, async (tx) => {
      const product = await findEditable(tx, id);
      if (!product) throw new ProductRefused(gone);
      if (product.version !== version) throw new ProductRefused(savedSince);
      const old = await findState(tx, product, ofVersion);
      if (!old) throw new ProductRefused(unknown);
      const { state, notes } = await fitState(tx, id, old);
      const write = { id, version, ...writable(id, state), event: 'restored', ofVersion } as const;
      await writeProduct(tx, write, save.actor);
      return { title: old.title, notes };
    });
    return { ok: true, id, ...result, replayed };
  });
}

const savedSince = {
  ok: false,
  reason: 'conflict',
  message:
    'Nothing was restored: someone saved this product since you looked at its history. Look at it as it is now, then choose a version.',
} as const;
const unknown = {
  ok: false,
  reason: 'not-found',
  message: 'That version is not kept any more: the newest hundred changes are. Choose a newer one.',
} as const;
