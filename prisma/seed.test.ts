import { afterAll, expect, test, vi } from 'vitest';
import { disconnect, read, transaction } from '../app/db.server';
import { verifyPassword } from '../app/password.server';
import { demoCategories, demoProducts } from './demo/catalogue';
import { pictures } from './demo/pictures';
import { demoOwner, seed } from './seed';

// Several whole catalogues are planted; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

afterAll(disconnect);

/** Everything that the seed writes, but for what is made anew each time. */
const everything = () =>
  read(async (db) => ({
    products: await db.product.findMany({
      orderBy: { id: 'asc' },
      omit: { number: true },
      include: {
        options: { orderBy: { position: 'asc' } },
        variants: { orderBy: { id: 'asc' } },
        images: { orderBy: { id: 'asc' } },
        categories: { orderBy: { categoryId: 'asc' } },
      },
    }),
    categories: await db.category.findMany({
      orderBy: { id: 'asc' },
      omit: { createdAt: true, updatedAt: true },
    }),
    files: await db.imageFile.findMany({ orderBy: { id: 'asc' }, omit: { createdAt: true } }),
    renditions: await db.$queryRaw`
      SELECT file_id, width, format, md5(bytes) FROM image_rendition ORDER BY 1, 2, 3`,
  }));

const wipe = () =>
  transaction(
    (tx) =>
      tx.$executeRaw`TRUNCATE product, variant, product_image, image_file, image_rendition,
        product_category, product_option, category, admin_user CASCADE`,
  );

test('plants all of the catalogue, the same each time, and an owner who can sign in', async () => {
  const first = await seed();
  const planted = await everything();
  expect(planted.products).toHaveLength(demoProducts.length);
  expect(planted.categories).toHaveLength(demoCategories.length);
  expect(planted.files).toHaveLength(pictures.size);
  const owner = await read((db) => db.adminUser.findUniqueOrThrow({ where: demoOwner }));
  expect(owner.role).toBe('owner');
  expect(await verifyPassword(first?.password ?? '', owner.passwordHash)).toBe(true);

  await wipe();
  const second = await seed();
  expect(await everything()).toEqual(planted);
  expect(second?.password).not.toBe(first?.password);
});

test('leaves a shop with products as it is', async () => {
  const before = await everything();
  expect(await seed()).toBeNull();
  expect(await everything()).toEqual(before);
});

test('plants one catalogue when two begin at once', async () => {
  await wipe();
  const signIns = await Promise.all([seed(), seed()]);
  expect(signIns.filter((signIn) => signIn !== null)).toHaveLength(1);
  expect(await read((db) => db.product.count())).toBe(demoProducts.length);
});

test('leaves nothing behind when it fails half-way, and the next one ends complete', async () => {
  await wipe();
  const occupied = demoProducts[0]?.input.variants[0]?.sku;
  // The product's rows go in before its variants: a trigger that refuses one stands for the crash.
  await transaction(async (tx) => {
    await tx.$executeRawUnsafe(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN IF NEW.sku = '${occupied}' THEN RAISE EXCEPTION 'refused'; END IF; RETURN NEW; END $$`);
    await tx.$executeRaw`CREATE TRIGGER refuse BEFORE INSERT ON variant FOR EACH ROW EXECUTE FUNCTION refuse()`;
  });
  await expect(seed()).rejects.toThrow('refused');
  const left = await everything();
  expect([left.products, left.categories, left.files, left.renditions]).toEqual([[], [], [], []]);
  expect(await read((db) => db.adminUser.count())).toBe(0);

  await transaction((tx) => tx.$executeRaw`DROP FUNCTION refuse() CASCADE`);
  expect(await seed()).not.toBeNull();
  expect(await read((db) => db.product.count())).toBe(demoProducts.length);
});
