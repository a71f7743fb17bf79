import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Prisma, transaction, type Transaction } from '~/db.server';
import { type ProductInput } from '~/models/product';
import {
  conflict,
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
  variantRow,
} from '~/models/product-rows.server';

/** What a file said of a product that the shop has no field for. */
export type Imported = {
  product: Prisma.InputJsonObject;
  /** One for each of the input's variants. */
  variants: Prisma.InputJsonObject[];
};

type Create = { id?: string; input: ProductInput; imported?: Imported };
type Update = { id: string; version: number; input: ProductInput; imported?: Imported };

export type ProductWritten = {
  ok: true;
  id: string;
  slug: string;
  version: number;
  /** false: everything was as asked already, and nothing was written. */
  changed: boolean;
};

/** All of a product that `ProductInput` speaks of, and its version. */
export const editableProduct = {
  id: true,
  version: true,
  slug: true,
  status: true,
  publishedAt: true,
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
    images: product.images.map(({ id, alt, sourceUrl, fileId }) => ({
      id,
      alt,
      sourceUrl,
      fileId,
    })),
    categoryIds: product.categories.map(({ categoryId }) => categoryId),
  };
}

/**
 * Makes a product (without `version`), or brings one to `input` if it still has that version.
 * Variants and images that stay keep their ids: they are known by id, variants else by their options.
 * @param input as `productSchema` gave it.
 * @throws what `refusalOf` explains: the transaction must end with it.
 */
export async function writeProduct(
  tx: Transaction,
  write: Create | Update,
): Promise<ProductWritten> {
  if (!('version' in write)) return create(tx, write);
  const existing = await findEditable(tx, write.id);
  if (!existing) throw new ProductRefused(gone);
  if (existing.version !== write.version) throw new ProductRefused(conflict);
  return update(tx, existing, write);
}

/**
 * Prisma asks for several relations of one row at once. A transaction has one connection, and
 * node-postgres will refuse a second query on it before the first is answered: so they are asked in turn.
 */
async function findEditable(tx: Transaction, id: string): Promise<EditableProduct | null> {
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

/** `writeProduct` in a transaction of its own. */
export function createProduct(write: Create): Promise<ProductWritten | ProductRefusal> {
  return settle(write);
}

/** `writeProduct` in a transaction of its own. */
export function updateProduct(write: Update): Promise<ProductWritten | ProductRefusal> {
  return settle(write);
}

async function settle(write: Create | Update): Promise<ProductWritten | ProductRefusal> {
  try {
    return await transaction((tx) => writeProduct(tx, write));
  } catch (error) {
    const refusal = await refusalOf(error, write);
    if (refusal) return refusal;
    throw error;
  }
}

/** The columns that both sides name alike. */
function fieldsOf(product: ProductInput | EditableProduct) {
  const { slug, status, title, description, vendor, type, tags } = product;
  const { seoTitle, seoDescription, currency } = product;
  return {
    slug,
    status,
    title,
    description,
    vendor,
    type,
    tags,
    seoTitle,
    seoDescription,
    currency,
  };
}

/** Made active without a date, a product is published now; it keeps the date it has. */
function publishedAt(input: ProductInput, before: Date | null): Date | null {
  return input.publishedAt ?? (input.status === 'active' ? (before ?? new Date()) : null);
}

async function create(tx: Transaction, write: Create): Promise<ProductWritten> {
  const { input, imported } = write;
  const product = await tx.product.create({
    data: {
      id: write.id,
      ...fieldsOf(input),
      publishedAt: publishedAt(input, null),
      imported: imported?.product,
    },
    select: { id: true, slug: true, version: true },
  });
  await addOptions(tx, product.id, input.options);
  const images = input.images.map(imageRow).map((row) => ({ ...row, id: row.id ?? randomUUID() }));
  await addImages(tx, product.id, images);
  const imageIds = images.map(({ id }) => id);
  const variants = input.variants.map((variant, index) =>
    variantRow(variant, index, imageIds, imported?.variants[index]),
  );
  await addVariants(tx, product.id, variants);
  await addCategories(tx, product.id, input.categoryIds);
  return { ok: true, ...product, changed: true };
}

/** Whether bringing a stored product to `input` would write anything. */
export function wouldChange(
  existing: EditableProduct,
  input: ProductInput,
  imported?: Imported,
): boolean {
  return planUpdate(existing, input, imported).changed;
}

/** What leads from a stored product to the one wanted. */
function planUpdate(existing: EditableProduct, input: ProductInput, imported?: Imported) {
  const fields = {
    ...fieldsOf(input),
    publishedAt: publishedAt(input, existing.publishedAt),
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
    imported: existing.imported,
  };
  const changed =
    optionsChanged ||
    images.changed ||
    variants.changed ||
    categoriesGone.length + categoriesNew.length > 0 ||
    !isDeepStrictEqual(fields, fieldsBefore);
  return {
    fields,
    optionsChanged,
    images,
    imageIds,
    variants,
    categoriesGone,
    categoriesNew,
    changed,
  };
}

async function update(
  tx: Transaction,
  existing: EditableProduct,
  { input, imported }: Update,
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
    changed,
  } = planUpdate(existing, input, imported);
  if (!changed) return { ok: true, id, slug, version, changed: false };

  const { count } = await tx.product.updateMany({
    where: { id, version },
    data: { ...fields, version: { increment: 1 } },
  });
  if (count === 0) throw new ProductRefused(conflict);

  if (optionsChanged) {
    await tx.productOption.deleteMany({ where: { productId: id } });
    await addOptions(tx, id, input.options);
  }
  if (images.gone.length > 0) {
    await tx.productImage.deleteMany({ where: { id: { in: images.gone } } });
  }
  await changeImages(tx, images.different);
  await addImages(
    tx,
    id,
    images.added.map((row) => ({ ...row, id: imageIds[row.position - 1] })),
  );
  if (variants.gone.length > 0) {
    await tx.variant.deleteMany({ where: { id: { in: variants.gone } } });
  }
  await changeVariants(tx, variants.different, existing.variants);
  await addVariants(tx, id, variants.added);
  if (categoriesGone.length > 0) {
    await tx.productCategory.deleteMany({
      where: { productId: id, categoryId: { in: categoriesGone } },
    });
  }
  await addCategories(tx, id, categoriesNew);
  return { ok: true, id, slug: input.slug, version: version + 1, changed: true };
}
