import type { ProductStatus } from '~/db/generated/enums';
import type { Transaction } from '~/db.server';
import { findStatus } from '~/models/product-history.server';
import { ProductRefused } from '~/models/product-refusal.server';

type Deed<Product> = {
  /** What of the product it needs. */
  find: (tx: Transaction, id: string) => Promise<Product | null>;
  /** What did not happen, as a sentence begins. */
  undone: string;
};

/**
 * Locks a product for what is done to it as a whole: archiving it, taking it back, deleting it. What others saved in it
 * since is in nobody's way, but for another status.
 * @param asked the product, and the version that was looked at.
 * @throws ProductRefused where it is gone, or its status is another one.
 */
export async function lockForDeed<Product extends { version: number; status: ProductStatus }>(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  { find, undone }: Deed<Product>,
): Promise<Product> {
  await tx.$queryRaw`SELECT FROM product WHERE id = ${id}::uuid FOR UPDATE`;
  const product = await find(tx, id);
  if (!product) {
    const message = `${undone}: someone deleted this product since you looked. It lies in the bin for 30 days.`;
    throw new ProductRefused({ ok: false, reason: 'not-found', message });
  }
  const { status } = product;
  const before = await findStatus(tx, { id, version: product.version, status }, version);
  if (before === status) return product;
  const since = before
    ? `since you looked, this product was made ${statuses[status]}`
    : 'nobody knows any more what this product was when you looked';
  const message = `${undone}: ${since}. Look at it as it is now, then choose again.`;
  throw new ProductRefused({ ok: false, reason: 'conflict', message });
}

const statuses = { draft: 'a draft', active: 'active', archived: 'archived' } as const;
