import { randomUUID } from 'node:crypto';
import { type Prisma, type Transaction } from '~/db.server';
import { type ProductInput } from '~/models/product';
import { recordChanges } from '~/models/product-change.server';
import type { ProductState } from '~/models/product-state.server';
import {
  addCategories,
  addImages,
  addOptions,
  addVariants,
  imageRow,
  of,
  optionRows,
  variantRow,
} from '~/models/product-rows.server';
import { settle } from '~/models/publication';

/** What a file said of a product that the shop has no field for. */
export type Imported = {
  product: Prisma.InputJsonObject;
  /** One for each of the input's variants. */
  variants: Prisma.InputJsonObject[];
};

export type Create = {
  id?: string;
  input: ProductInput;
  imported?: Imported;
  /** Of a product that is taken out of the bin: what it goes on with. */
  returned?: { version: number; createdAt: Date; before: Partial<ProductState> };
};

export type ProductWritten = {
  ok: true;
  id: string;
  slug: string;
  version: number;
  /** false: everything was as asked already, and nothing was written. */
  changed: boolean;
  /** Its end was past already, so that it was archived. */
  ended: boolean;
};

/** The columns that a stored product names as its input does. */
export function fieldsOf(
  product: Omit<ProductInput, 'variants' | 'images' | 'options' | 'categoryIds'>,
) {
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

/** From when until when a product is published; its status, too, where that is over by now. */
export function publicationOf(input: ProductInput, before: Date | null) {
  const { status, publishedAt, publishedUntil } = input;
  return settle({ status, publishedAt, publishedUntil }, before, new Date());
}

/**
 * Makes products, a statement for each table however many they are, and records by whom.
 * @throws what `refusalOf` explains: the transaction must end with it.
 */
export async function insertProducts(
  tx: Transaction,
  writes: Create[],
  actor: string,
  importId?: string,
): Promise<ProductWritten[]> {
  const products = await tx.product.createManyAndReturn({
    data: writes.map(({ id, input, imported, returned }) => ({
      id,
      version: returned?.version,
      createdAt: returned?.createdAt,
      ...fieldsOf(input),
      ...publicationOf(input, null),
      imported: imported?.product,
    })),
    select: { id: true, slug: true, version: true, status: true },
  });
  const bySlug = new Map(products.map((product) => [product.slug, product]));
  const made = writes.map((write) => {
    const product = bySlug.get(write.input.slug);
    if (!product) throw new Error(`The product ${write.input.slug} was made and is not there.`);
    const images = write.input.images
      .map(imageRow)
      .map((row) => ({ ...row, id: row.id ?? randomUUID() }));
    return { ...write, product, images };
  });
  await addOptions(
    tx,
    made.flatMap(({ product, input }) => of(product.id, optionRows(input.options))),
  );
  await addImages(
    tx,
    made.flatMap(({ product, images }) => of(product.id, images)),
  );
  await addVariants(
    tx,
    made.flatMap(({ product, input, imported, images }) => {
      const imageIds = images.map(({ id }) => id);
      const rows = input.variants.map((variant, index) =>
        variantRow(variant, index, imageIds, imported?.variants[index]),
      );
      return of(product.id, rows);
    }),
  );
  await addCategories(
    tx,
    made.flatMap(({ product, input }) =>
      of(
        product.id,
        input.categoryIds.map((categoryId) => ({ categoryId })),
      ),
    ),
  );
  await recordChanges(
    tx,
    made.map(({ product: { id, version }, returned }) => ({
      productId: id,
      version,
      event: returned ? 'returned' : 'made',
      actor,
      before: returned?.before,
      importId,
    })),
  );
  return made.map(({ product: { status, ...product }, input }) => ({
    ...{ ok: true, ...product, changed: true },
    ended: status !== input.status,
  }));
}
