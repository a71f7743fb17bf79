import type { Prisma, Transaction } from '~/db.server';
import { type ProductState, statesBefore } from '~/models/product-state.server';
import type { EditableProduct } from '~/models/product-write.server';

/** What is asked for a product's history: a transaction will do. */
type Reader = Pick<Transaction, 'productChange'>;

const newestFirst = { version: 'desc' } satisfies Prisma.ProductChangeOrderByWithRelationInput;

/** A product as an earlier version had it; null where that is not recorded, or not any more. */
export async function findState(
  db: Reader,
  { id, version: current, ...state }: EditableProduct,
  version: number,
): Promise<ProductState | null> {
  if (version >= current) return version === current ? state : null;
  const changes = await db.productChange.findMany({
    where: { productId: id, version: { gt: version } },
    orderBy: newestFirst,
    select: { version: true, before: true },
  });
  return statesBefore({ version: current, state }, changes)[current - version - 1] ?? null;
}
