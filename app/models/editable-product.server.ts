import type { Prisma, Transaction } from '~/db.server';
import type { ProductInput } from '~/models/product';
import { fieldsOf } from '~/models/product-create.server';

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
