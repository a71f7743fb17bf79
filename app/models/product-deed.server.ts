import type { Transaction } from '~/db.server';
import { findEditable } from '~/models/editable-product.server';
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
) {
  await tx.$queryRaw`SELECT FROM product WHERE id = ${id}::uuid FOR UPDATE`;
  const product = await tx.product.findUnique({ where: { id }, select: columns });
  if (!product) {
    const message = `${undone}: someone deleted this product since you looked. It lies in the bin for 30 days.`;
    throw new ProductRefused({ ok: false, reason: 'not-found', message });
  }
  // What else a product has may be missing in an older schema.
  if (product.version === version) return product;
  const whole = await findEditable(tx, id);
  const before = whole && (await findState(tx, whole, version));
  if (before?.status === product.status) return product;
  const since = before
    ? `since you looked, this product was made ${statuses[product.status]}`
    : 'nobody knows any more what this product was when you looked';
  const message = `${undone}: ${since}. Look at it as it is now, then choose again.`;
  throw new ProductRefused({ ok: false, reason: 'conflict', message });
}

const columns = {
  id: true,
  slug: true,
  status: true,
  version: true,
  publishedAt: true,
  publishedUntil: true,
} as const;

const statuses = { draft: 'a draft', active: 'active', archived: 'archived' } as const;
