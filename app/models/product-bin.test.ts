import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction, withRetry } from '~/db.server';
import { pruneBin } from '~/db/prune.server';
import { saveProduct } from '~/models/admin-product.server';
import { type ProductDraft, productSchema } from '~/models/product';
import {
  deleteProduct,
  findInBin,
  listBin,
  purgeProduct,
  returnProduct,
} from '~/models/product-bin.server';
import { getHistory } from '~/models/product-history.server';
import { restoreVersion } from '~/models/product-restore.server';
import { editableProduct } from '~/models/editable-product.server';
import { createProduct } from '~/models/product-write.server';
import { newSave } from '../../scripts/test/save';

const mug = (change: Partial<ProductDraft> = {}) =>
  productSchema.parse({
    slug: 'mug',
    status: 'active',
    title: 'Mug',
    currency: 'EUR',
    options: ['Colour'],
    variants: [
      { options: ['Blue'], sku: 'MUG-B', priceMinor: 1200, stock: 3 },
      { options: ['Red'], sku: 'MUG-R', priceMinor: 1300, image: 0 },
    ],
    images: [{ sourceUrl: 'https://example.com/a.jpg', alt: 'A mug' }],
    ...change,
  });

const load = (id: string) =>
  read((db) => db.product.findUnique({ where: { id }, select: editableProduct }));

async function make(input = mug()): Promise<string> {
  const imported = {
    product: { fields: { a: '1' } },
    variants: input.variants.map(() => ({ b: '2' })),
  };
  const made = await createProduct(newSave(), { input, imported });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

async function bin(id: string, version = 1) {
  expect(await deleteProduct(newSave(), { id, version })).toMatchObject({ ok: true });
}

const events = async (id: string) =>
  (
    await read((db) =>
      db.productChange.findMany({ where: { productId: id }, orderBy: { version: 'asc' } }),
    )
  ).map(({ version, event }) => `${version} ${event}`);

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.productBin.deleteMany();
    await tx.productChange.deleteMany();
  }),
);
afterAll(disconnect);

describe('the bin', () => {
  test('gives a product back as it was, once, with its history', async () => {
    const id = await make();
    const before = await load(id);
    await bin(id);
    expect(await load(id)).toBeNull();
    expect((await listBin(1)).products).toMatchObject([
      { productId: id, title: 'Mug', by: 'test' },
    ]);
    const twice = newSave();
    expect(await returnProduct(twice, id)).toMatchObject({ ok: true, notes: [], replayed: false });
    expect(await returnProduct(twice, id)).toMatchObject({ ok: true, notes: [], replayed: true });
    expect(await load(id)).toEqual({ ...before, version: 3 });
    expect(await findInBin(id)).toBeNull();
    expect(await events(id)).toEqual(['1 made', '2 deleted', '3 returned']);
  });

  test('says what another product has taken meanwhile, and gives back the rest', async () => {
    const { id: categoryId } = await transaction((tx) =>
      tx.category.create({ data: { slug: randomUUID(), title: 'Mugs' } }),
    );
    const id = await make(mug({ categoryIds: [categoryId] }));
    await bin(id);
    await make(
      mug({ title: 'Other mug', variants: [{ options: ['Blue'], sku: 'MUG-B', priceMinor: 1 }] }),
    );
    await transaction((tx) => tx.category.delete({ where: { id: categoryId } }));
    expect(await returnProduct(newSave(), id)).toMatchObject({
      ok: true,
      notes: [
        '“Other mug” has the SKU MUG-B by now: the variant is back without one.',
        'Another product has the address mug by now: this one has mug-2.',
        '1 of its categories was deleted since. It is back without.',
      ],
    });
    const back = await load(id);
    expect(back).toMatchObject({ slug: 'mug-2', categories: [], title: 'Mug' });
    expect(back?.variants.map(({ sku }) => sku)).toEqual([null, 'MUG-R']);
  });

  test('is not where an old version, a second deletion or nothing puts a product', async () => {
    const id = await make();
    expect(await deleteProduct(newSave(), { id, version: 2 })).toMatchObject({
      reason: 'conflict',
    });
    await bin(id);
    expect(await deleteProduct(newSave(), { id, version: 1 })).toMatchObject({
      reason: 'not-found',
    });
    expect(await returnProduct(newSave(), randomUUID())).toMatchObject({ reason: 'not-found' });
    expect(await events(id)).toEqual(['1 made', '2 deleted']);
  });

  test('leaves lines in the audit log that say which product it was', async () => {
    const id = await make();
    await bin(id);
    await purgeProduct(newSave(), id);
    const lines = await read((db) =>
      db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { at: 'asc' } }),
    );
    expect(lines.slice(-2)).toMatchObject([
      { event: 'product.deleted', subject: 'Mug' },
      { event: 'product.purged', subject: 'Mug' },
    ]);
  });

  test('loses for good what is purged, and what has been there for 30 days', async () => {
    const [first, second, third] = [
      await make(),
      await make(mug({ slug: 'b', variants: [{ options: ['Blue'], priceMinor: 1 }] })),
      await make(mug({ slug: 'c', variants: [{ options: ['Blue'], priceMinor: 1 }] })),
    ];
    for (const id of [first, second, third]) await bin(id);
    expect(await purgeProduct(newSave(), first)).toMatchObject({ ok: true });
    await transaction(
      (tx) => tx.$executeRaw`
      UPDATE product_bin SET deleted_at = now() - interval '31 days' WHERE product_id = ${second}::uuid`,
    );
    expect(await withRetry(pruneBin, { access: 'write' })).toBe(false);
    expect((await listBin(1)).products.map(({ productId }) => productId)).toEqual([third]);
    expect(await events(first)).toEqual([]);
    expect(await events(second)).toEqual([]);
    expect(await events(third)).toHaveLength(2);
  });
});

describe('restoring a version', () => {
  test('brings all of it back as a new version, once', async () => {
    const id = await make();
    const before = await load(id);
    const other = mug({ title: 'Cup', options: [], variants: [{ priceMinor: 1 }], images: [] });
    await saveProduct(newSave(), { id, version: 1, input: other });
    const restore = { id, version: 2, ofVersion: 1 };
    const twice = newSave();
    expect(await restoreVersion(twice, restore)).toMatchObject({ ok: true, notes: [] });
    expect(await restoreVersion(twice, restore)).toMatchObject({ ok: true, replayed: true });
    const now = await load(id);
    const bare = (product: typeof now) => ({
      ...product,
      version: 0,
      variants: product?.variants.map((one) => ({ ...one, id: '', imageId: one.imageId && '' })),
      images: product?.images.map((one) => ({ ...one, id: '' })),
    });
    expect(bare(now)).toEqual(bare(before));
    expect(now?.version).toBe(3);
    const history = await getHistory(id, 100);
    expect(
      history?.versions.map(({ version, event, ofVersion }) => [version, event, ofVersion]),
    ).toEqual([
      [3, 'restored', 1],
      [2, 'saved', null],
      [1, 'made', null],
    ]);
    expect(history?.versions[1]?.differences).toContainEqual({
      label: 'Title',
      before: 'Mug',
      after: 'Cup',
    });
    expect(await restoreVersion(newSave(), restore)).toMatchObject({ reason: 'conflict' });
    expect(await restoreVersion(newSave(), { id, version: 3, ofVersion: 9 })).toMatchObject({
      reason: 'not-found',
    });
  });
});
