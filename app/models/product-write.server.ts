import { once, type Save, type Transaction } from '~/db.server';
import { constraintOf } from '~/models/constraint.server';
import { type EditableProduct, findEditable } from '~/models/editable-product.server';
import { type ProductInput } from '~/models/product';
import { recordChanges } from '~/models/product-change.server';
import {
  type Create,
  type Imported,
  insertProducts,
  type ProductWritten,
} from '~/models/product-create.server';
import { planUpdate } from '~/models/product-plan.server';
import {
  conflict,
  endsFirst,
  gone,
  type ProductRefusal,
  ProductRefused,
  refusalOf,
} from '~/models/product-refusal.server';
import {
  addCategories,
  addImages,
  addOptions,
  addVariants,
  changeImages,
  changeVariants,
  of,
  optionRows,
} from '~/models/product-rows.server';

type Update = {
  id: string;
  version: number;
  input: ProductInput;
  imported?: Imported;
  /** What the change is recorded as. */
  event?: 'saved' | 'restored';
  /** The version restored. */
  ofVersion?: number;
};

/**
 * Makes a product (without `version`), or brings one to `input` if it still has that version.
 * Variants and images that stay keep their ids: they are known by id, variants else by their options.
 * The change is recorded.
 * @param input as `productSchema` gave it.
 * @param actor who writes: an admin user's id, or a program's name.
 * @param importId of the import that it is a part of.
 * @throws what `refusalOf` explains: the transaction must end with it.
 */
export async function writeProduct(
  tx: Transaction,
  write: Create | Update,
  actor: string,
  importId?: string,
): Promise<ProductWritten> {
  if (!('version' in write)) {
    const [made] = await insertProducts(tx, [write], actor, importId);
    if (!made) throw new Error('A product was made that is not there.');
    return made;
  }
  const existing = await findEditable(tx, write.id);
  if (!existing) throw new ProductRefused(gone);
  if (existing.version !== write.version) throw new ProductRefused(conflict);
  return update(tx, existing, write, actor, importId);
}

/** `writeProduct` in a transaction of its own, once under its key. */
export function createProduct(save: Save, write: Create): Promise<ProductWritten | ProductRefusal> {
  return settle(save, write);
}

/** The import that products are written by. */
export type ByImport = {
  id: string;
  /** Done in the transaction that writes them, with what it wrote. */
  alongside?: ((tx: Transaction, written: ProductWritten[]) => Promise<void>) | undefined;
};

/**
 * Makes several products, once under their key: in one transaction, or, where one of them is refused, each in its own.
 * @param writes few enough for one transaction: tens of products, hundreds of variants and images.
 */
export async function createProducts(
  save: Save,
  writes: Create[],
  by?: ByImport,
): Promise<(ProductWritten | ProductRefusal)[]> {
  try {
    const { result } = await once({ ...save, content: writes }, async (tx) => {
      const written = await insertProducts(tx, writes, save.actor, by?.id);
      await by?.alongside?.(tx, written);
      return written;
    });
    return result;
  } catch (error) {
    if (constraintOf(error) === null) throw error;
    const written: (ProductWritten | ProductRefusal)[] = [];
    for (const [index, write] of writes.entries()) {
      written.push(await settle({ ...save, key: `${save.key}/${index + 1}` }, write, by));
    }
    return written;
  }
}

/** `writeProduct` in a transaction of its own, once under its key. */
export function updateProduct(
  save: Save,
  write: Update,
  by?: ByImport,
): Promise<ProductWritten | ProductRefusal> {
  return settle(save, write, by);
}

async function settle(
  save: Save,
  write: Create | Update,
  by?: ByImport,
): Promise<ProductWritten | ProductRefusal> {
  try {
    const { result } = await once({ ...save, content: write }, async (tx) => {
      const written = await writeProduct(tx, write, save.actor, by?.id);
      await by?.alongside?.(tx, [written]);
      return written;
    });
    return result;
  } catch (error) {
    const refusal = await refusalOf(error, write);
    if (refusal) return refusal;
    throw error;
  }
}

async function update(
  tx: Transaction,
  existing: EditableProduct,
  { input, imported, event = 'saved', ofVersion }: Update,
  actor: string,
  importId: string | undefined,
): Promise<ProductWritten> {
  const { id, slug, version } = existing;
  const {
    fields,
    optionsChanged,
    images,
    imageIds,
    variants,
    categoriesGone,
    categoriesNew,
    before,
  } = planUpdate(existing, input, imported);
  const ended = fields.status !== input.status;
  if (Object.keys(before).length === 0) {
    return { ok: true, id, slug, version, changed: false, ended };
  }

  const { publishedAt, publishedUntil } = fields;
  if (publishedAt && publishedUntil && publishedUntil <= publishedAt) {
    throw new ProductRefused(endsFirst);
  }
  const { count } = await tx.product.updateMany({
    where: { id, version },
    data: { ...fields, version: { increment: 1 } },
  });
  if (count === 0) throw new ProductRefused(conflict);

  if (optionsChanged) {
    await tx.productOption.deleteMany({ where: { productId: id } });
    await addOptions(tx, of(id, optionRows(input.options)));
  }
  if (images.gone.length > 0) {
    await tx.productImage.deleteMany({ where: { id: { in: images.gone } } });
  }
  await changeImages(tx, images.different);
  const added = images.added.map((row) => ({ ...row, id: imageIds[row.position - 1] }));
  await addImages(tx, of(id, added));
  if (variants.gone.length > 0) {
    await tx.variant.deleteMany({ where: { id: { in: variants.gone } } });
  }
  await changeVariants(tx, variants.different, existing.variants);
  await addVariants(tx, of(id, variants.added));
  if (categoriesGone.length > 0) {
    await tx.productCategory.deleteMany({
      where: { productId: id, categoryId: { in: categoriesGone } },
    });
  }
  const joined = categoriesNew.map((categoryId) => ({ categoryId }));
  await addCategories(tx, of(id, joined));
  const change = { productId: id, version: version + 1, event, actor, ofVersion, before, importId };
  await recordChanges(tx, [change]);
  return { ok: true, id, slug: input.slug, version: version + 1, changed: true, ended };
}
