import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { once, type Prisma, type Save, type Transaction } from '~/db.server';
import { constraintOf } from '~/models/constraint.server';
import { type ProductInput } from '~/models/product';
import { recordChanges } from '~/models/product-change.server';
import {
  type Create,
  fieldsOf,
  type Imported,
  insertProducts,
  type ProductWritten,
  publicationOf,
} from '~/models/product-create.server';
import { type ProductState, replaced } from '~/models/product-state.server';
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
  diff,
  imageRow,
  of,
  optionRows,
  variantRow,
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

/** All of a product that `ProductInput` speaks of, and its version. */
export const editableProduct = {
  id: true,
  version: true,
  slug: true,
  status: true,
  publishedAt: true,
  publishedUntil: true,
  title: true,
  description: true,
  vendor: true,
  type: true,
  tags: true,
  seoTitle: true,
  seoDescription: true,
  currency: true,
  imported: true,
  options: { select: { name: true }, orderBy: { position: 'asc' } },
  variants: { omit: { productId: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  images: { omit: { productId: true }, orderBy: [{ position: 'asc' }, { id: 'asc' }] },
  categories: { select: { categoryId: true }, orderBy: { categoryId: 'asc' } },
} satisfies Prisma.ProductSelect;

export type EditableProduct = Prisma.ProductGetPayload<{ select: typeof editableProduct }>;

/** A stored product in the form that it is edited in: saved unchanged, it changes nothing. */
export function toProductInput(product: EditableProduct): ProductInput {
  const options = product.options.map(({ name }) => name);
  const imageIndex = new Map(product.images.map(({ id }, index) => [id, index]));
  return {
    ...fieldsOf(product),
    publishedAt: product.publishedAt,
    publishedUntil: product.publishedUntil,
    options,
    variants: product.variants.map(({ imageId, option1, option2, option3, ...variant }) => ({
      id: variant.id,
      options: [option1, option2, option3].slice(0, options.length),
      sku: variant.sku,
      barcode: variant.barcode,
      priceMinor: variant.priceMinor,
      compareAtMinor: variant.compareAtMinor,
      trackStock: variant.trackStock,
      stock: variant.stock,
      weightGrams: variant.weightGrams,
      outOfStock: variant.outOfStock,
      image: imageId === null ? null : (imageIndex.get(imageId) ?? null),
    })),
    images: product.images.map(({ id, alt, focusX, focusY, sourceUrl, fileId }) => ({
      id,
      alt,
      focus: { x: focusX, y: focusY },
      sourceUrl,
      fileId,
    })),
    categoryIds: product.categories.map(({ categoryId }) => categoryId),
  };
}

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

/**
 * Prisma asks for several relations of one row at once. A transaction has one connection, and
 * node-postgres will refuse a second query on it before the first is answered: so they are asked in turn.
 */
export async function findEditable(tx: Transaction, id: string): Promise<EditableProduct | null> {
  const { options, variants, images, categories, ...columns } = editableProduct;
  const product = await tx.product.findUnique({ where: { id }, select: columns });
  if (!product) return null;
  const where = { productId: id };
  return {
    ...product,
    options: await tx.productOption.findMany({ where, ...options }),
    variants: await tx.variant.findMany({ where, ...variants }),
    images: await tx.productImage.findMany({ where, ...images }),
    categories: await tx.productCategory.findMany({ where, ...categories }),
  };
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

/** Whether bringing a stored product to `input` would write anything. */
export function wouldChange(
  existing: EditableProduct,
  input: ProductInput,
  imported?: Imported,
): boolean {
  return Object.keys(planUpdate(existing, input, imported).before).length > 0;
}

/** What leads from a stored product to the one wanted. */
function planUpdate(existing: EditableProduct, input: ProductInput, imported?: Imported) {
  const fields = {
    ...fieldsOf(input),
    ...publicationOf(input, existing.publishedAt),
    imported: imported?.product ?? (existing.imported as Prisma.InputJsonObject),
  };
  const images = diff(input.images.map(imageRow), existing.images, () => null);
  const imageIds = images.matched.map((image) => image?.id ?? randomUUID());
  const variants = diff(
    input.variants.map((variant, index) =>
      variantRow(variant, index, imageIds, imported?.variants[index]),
    ),
    existing.variants,
    ({ option1, option2, option3 }) => JSON.stringify([option1, option2, option3]),
  );
  const optionsChanged = !isDeepStrictEqual(
    input.options,
    existing.options.map(({ name }) => name),
  );
  const categoriesBefore = existing.categories.map(({ categoryId }) => categoryId);
  const categoriesGone = categoriesBefore.filter((of) => !input.categoryIds.includes(of));
  const categoriesNew = input.categoryIds.filter((of) => !categoriesBefore.includes(of));

  const fieldsBefore = {
    ...fieldsOf(existing),
    publishedAt: existing.publishedAt,
    publishedUntil: existing.publishedUntil,
    imported: existing.imported,
  };
  const before: Partial<ProductState> = {
    ...replaced(fieldsBefore, fields),
    ...(optionsChanged && { options: existing.options }),
    ...(images.changed && { images: existing.images }),
    ...(variants.changed && { variants: existing.variants }),
    ...(categoriesGone.length + categoriesNew.length > 0 && { categories: existing.categories }),
  };
  return {
    fields,
    optionsChanged,
    images,
    imageIds,
    variants,
    categoriesGone,
    categoriesNew,
    before,
  };
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
