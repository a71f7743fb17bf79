import { once, read, type Save } from '~/db.server';
import { audit } from '~/models/audit.server';
import { recordChanges } from '~/models/product-change.server';
import { insertProducts } from '~/models/product-create.server';
import { fitState, writable } from '~/models/product-fit.server';
import { nameActors } from '~/models/product-history.server';
import { lockForDeed } from '~/models/product-deed.server';
import { orRefused, ProductRefused, type SaveRefused } from '~/models/product-refusal.server';
import { type ProductState, readState, replaced } from '~/models/product-state.server';
import { type EditableProduct, findEditable } from '~/models/editable-product.server';

/** Products on a page of the bin. */
export const BIN_PAGE = 50;

export type Deleted = { ok: true; id: string; replayed: boolean };
/** `notes`: what is otherwise than it was, for people. */
export type Returned = { ok: true; id: string; title: string; notes: string[]; replayed: boolean };

/** Lays a product into the bin: it is in no list, no search and no file any more. */
export async function deleteProduct(
  save: Save,
  change: { id: string; version: number },
): Promise<Deleted | SaveRefused> {
  const { id } = change;
  const { actor } = save;
  return orRefused(async () => {
    const { replayed } = await once({ ...save, content: { delete: change } }, async (tx) => {
      const deed = { find: findEditable, undone: 'Not deleted' };
      const product = await lockForDeed(tx, change, deed);
      await tx.$executeRaw`
        INSERT INTO product_bin (product_id, version, title, slug, state, actor, created_at)
        SELECT id, version + 1, title, slug, ${JSON.stringify(stateOf(product))}::jsonb, ${actor}, created_at
        FROM product WHERE id = ${id}::uuid`;
      // The audit log takes its title from it.
      const version = product.version + 1;
      await recordChanges(tx, [{ productId: id, version, event: 'deleted', actor }]);
      await tx.product.deleteMany({ where: { id } });
      return { id };
    });
    return { ok: true, id, replayed };
  });
}

/** Takes a product out of the bin: it is what it was, but for what is another product's by now. */
export async function returnProduct(save: Save, id: string): Promise<Returned | SaveRefused> {
  return orRefused(async () => {
    const { result, replayed } = await once({ ...save, content: { return: id } }, async (tx) => {
      const bin = await tx.productBin.findUnique({ where: { productId: id } });
      const old = bin && readState(bin.state);
      const { count } = await tx.productBin.deleteMany({ where: { productId: id } });
      if (!old || count === 0) throw new ProductRefused(notInBin);
      const { state, notes } = await fitState(tx, id, old);
      const { createdAt, version } = bin;
      const returned = { version: version + 1, createdAt, before: replaced(old, state) };
      await insertProducts(tx, [{ id, ...writable(id, state), returned }], save.actor);
      return { title: old.title, notes };
    });
    return { ok: true, id, ...result, replayed };
  });
}

/** Deletes a product in the bin, and its history, for good. */
export async function purgeProduct(save: Save, id: string): Promise<Deleted | SaveRefused> {
  return orRefused(async () => {
    const { replayed } = await once({ ...save, content: { purge: id } }, async (tx) => {
      const bin = await tx.productBin.findUnique({ where: { productId: id } });
      const { count } = await tx.productBin.deleteMany({ where: { productId: id } });
      if (!bin || count === 0) throw new ProductRefused(notInBin);
      await tx.productChange.deleteMany({ where: { productId: id } });
      // Its history goes with it: this line is all that stays.
      const entry = { actor: save.actor, subjectId: id, subject: bin.title };
      await audit(tx, { event: 'product.purged', ...entry });
      return { id };
    });
    return { ok: true, id, replayed };
  });
}

/** One page of what lies in the bin, the newest first. @param page counted from 1 */
export function listBin(page: number) {
  return read(async (db) => {
    const total = await db.productBin.count();
    const products = await db.productBin.findMany({
      orderBy: [{ deletedAt: 'desc' }, { productId: 'desc' }],
      skip: (page - 1) * BIN_PAGE,
      take: BIN_PAGE,
      omit: { state: true, createdAt: true },
    });
    const names = await nameActors(
      db,
      products.map(({ actor }) => actor),
    );
    return {
      total,
      products: products.map(({ actor, ...product }) => ({
        ...product,
        by: names.get(actor) ?? '',
      })),
    };
  });
}

/** What lies in the bin under an id; null for nothing. */
export function findInBin(id: string) {
  return read((db) =>
    db.productBin.findUnique({
      where: { productId: id },
      select: { productId: true, title: true, slug: true, deletedAt: true },
    }),
  );
}

const notInBin = {
  ok: false,
  reason: 'not-found',
  message:
    'This product is not in the bin any more: someone brought it back, or deleted it for good.',
} as const;

function stateOf({ id: _id, version: _version, ...state }: EditableProduct): ProductState {
  return state;
}
