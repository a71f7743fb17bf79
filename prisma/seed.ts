import { randomBytes } from 'node:crypto';
import { read, transaction, type Transaction } from '../app/db.server';
import { imageRow, variantRow } from '../app/models/product-rows.server';
import { hashPassword } from '../app/password.server';
import { demoCategories, demoProducts } from './demo/catalogue';
import { type DemoPicture, pictures, readRenditions } from './demo/pictures';

export const demoOwner = { email: 'owner@holdfast.example', name: 'Demo owner' };

/** ms; a slow disk takes a few seconds over the pictures. */
const DEADLINE = 120_000;

/**
 * Fills a shop that has no products with the demo catalogue, and adds an owner with a new password.
 * One transaction: after a crash half-way there is nothing, and the next seed does all of it.
 * @returns how the owner signs in, or null where there were products or an owner of that address: nothing is changed then.
 */
export async function seed(): Promise<{ email: string; password: string } | null> {
  if (await read(isTaken)) return null;
  const password = randomBytes(9).toString('base64url');
  const [passwordHash, files] = await Promise.all([hashPassword(password), loadPictures()]);
  const planted = await transaction(
    async (tx) => {
      // Of two seeds at once, the second waits here and then finds the first one's products.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('demo_seed'))`;
      if (await isTaken(tx)) return false;
      await tx.adminUser.create({ data: { ...demoOwner, passwordHash, role: 'owner' } });
      await addPictures(tx, files);
      await tx.category.createMany({ data: demoCategories });
      await addProducts(tx);
      return true;
    },
    { deadline: DEADLINE },
  );
  return planted ? { email: demoOwner.email, password } : null;
}

async function isTaken(db: Pick<Transaction, 'product' | 'adminUser'>): Promise<boolean> {
  const product = await db.product.findFirst({ select: { id: true } });
  const { email } = demoOwner;
  return Boolean(
    product ?? (await db.adminUser.findUnique({ where: { email }, select: { id: true } })),
  );
}

type LoadedPicture = DemoPicture & { renditions: Awaited<ReturnType<typeof readRenditions>> };

function loadPictures(): Promise<LoadedPicture[]> {
  return Promise.all(
    [...pictures].map(async ([name, picture]) => ({
      ...picture,
      renditions: await readRenditions(name, picture),
    })),
  );
}

async function addPictures(tx: Transaction, files: LoadedPicture[]): Promise<void> {
  await tx.imageFile.createMany({
    data: files.map(({ fileId, width, height, widths, color }) => ({
      id: fileId,
      width,
      height,
      widths,
      color,
    })),
    skipDuplicates: true,
  });
  await tx.imageRendition.createMany({
    data: files.flatMap(({ renditions }) => renditions),
    skipDuplicates: true,
  });
}

/** All products' rows of one table at a time: a statement a table. */
async function addProducts(tx: Transaction): Promise<void> {
  await tx.product.createMany({
    data: demoProducts.map(({ id, input }) => {
      const { options: _options, variants: _variants, images: _images, ...rest } = input;
      const { categoryIds: _categoryIds, ...product } = rest;
      const createdAt = product.publishedAt ?? new Date('2026-10-30T08:00:00Z');
      return { id, ...product, createdAt, updatedAt: createdAt };
    }),
  });
  await tx.productOption.createMany({
    data: demoProducts.flatMap(({ id, input }) =>
      input.options.map((name, index) => ({ productId: id, position: index + 1, name })),
    ),
  });
  await tx.productImage.createMany({
    data: demoProducts.flatMap(({ id, input }) =>
      input.images.map((image, index) => ({ ...imageRow(image, index), productId: id })),
    ),
  });
  await tx.variant.createMany({
    data: demoProducts.flatMap(({ id, input }) => {
      const imageIds = input.images.map((image) => image.id ?? null);
      return input.variants.map((variant, index) => ({
        ...variantRow(variant, index, imageIds, undefined),
        productId: id,
      }));
    }),
  });
  await tx.productCategory.createMany({
    data: demoProducts.flatMap(({ id, input }) =>
      input.categoryIds.map((categoryId) => ({ productId: id, categoryId })),
    ),
  });
}
