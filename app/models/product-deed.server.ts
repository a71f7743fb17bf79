import type { Transaction } from '~/db.server';
import { type EditableProduct, findEditable } from '~/models/editable-product.server';
import { findState } from '~/models/product-history.server';
import { ProductRefused } from '~/models/product-refusal.server';

/**
 * Locks a product for what is done to it as a whole: archiving it, taking it back, deleting it. What others saved in it
 * since is in nobody's way, but for another status.
 * @param asked the product, and the version that was looked at.
 * @param undone what did not happen, as a sentence begins.
 * @throws ProductRefused where it is gone, or its status is another one.
 */
export async function lockForDeed(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  undone: string,
): Promise<EditableProduct> {
  await tx.$queryRaw`SELECT FROM product WHERE id = ${id}::uuid FOR UPDATE`;
  const product = await findEditable(tx, id);
  if (!product) {
    const message = `${undone}: someone deleted this product since you looked. It lies in the bin for 30 days.`;
    throw new ProductRefused({ ok: false, reason: 'not-found', message });
  }
  const before = await findState(tx, product, version);
  if (before?.status === product.status) return product;
  const since = before
    ? `since you looked, this product was made ${statuses[product.status]}`
    : 'nobody knows any more what this product was when you looked';
  const message = `${undone}: ${since}. Look at it as it is now, then choose again.`;
  throw new ProductRefused({ ok: false, reason: 'conflict', message });
}

const statuses = { draft: 'a draft', active: 'active', archived: 'archived' } as const;
