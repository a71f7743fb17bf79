import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { saveProduct, setProductStatus } from '~/models/admin-product.server';
import { productSchema } from '~/models/product';
import { deleteProduct } from '~/models/product-bin.server';
import { restoreVersion } from '~/models/product-restore.server';
import { newSave } from '../../scripts/test/save';

const mug = {
  slug: 'mug',
  status: 'draft',
  title: 'Mug',
  currency: 'EUR',
  variants: [{ priceMinor: 1200 }],
};

/** A draft that somebody looked at, before a colleague saved something else in it. */
async function makeSavedSince(): Promise<string> {
  const made = await saveProduct(newSave(), { input: productSchema.parse(mug) });
  if (!made.ok) throw new Error(made.message);
  const input = productSchema.parse({ ...mug, vendor: 'Elsewhere' });
  expect(await saveProduct(newSave(), { id: made.id, version: 1, input })).toMatchObject({
    ok: true,
  });
  return made.id;
}

const load = (id: string) =>
  read((db) =>
    db.product.findUnique({
      where: { id },
      select: { status: true, vendor: true, version: true },
    }),
  );

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.productBin.deleteMany();
    await tx.productChange.deleteMany();
  }),
);
afterAll(disconnect);

test('a product is archived over what a colleague saved in it, and keeps that', async () => {
  const id = await makeSavedSince();
  const archive = { id, version: 1, status: 'archived' } as const;
  expect(await setProductStatus(newSave(), archive)).toMatchObject({ ok: true });
  expect(await load(id)).toEqual({ status: 'archived', vendor: 'Elsewhere', version: 3 });
});

test('a product is deleted over what a colleague saved in it', async () => {
  const id = await makeSavedSince();
  expect(await deleteProduct(newSave(), { id, version: 1 })).toMatchObject({ ok: true });
  const bin = await read((db) => db.productBin.findUnique({ where: { productId: id } }));
  expect(bin).toMatchObject({ version: 3, state: { vendor: 'Elsewhere' } });
});

test('neither is done over another status, and each says so', async () => {
  const id = await makeSavedSince();
  await setProductStatus(newSave(), { id, version: 2, status: 'active' });
  const archived = await setProductStatus(newSave(), { id, version: 1, status: 'archived' });
  expect(archived).toMatchObject({
    reason: 'conflict',
    message: expect.stringMatching(/^Not archived: since you looked, .* made active\./) as string,
  });
  expect(await deleteProduct(newSave(), { id, version: 1 })).toMatchObject({
    reason: 'conflict',
    message: expect.stringMatching(/^Not deleted: since you looked, .* made active\./) as string,
  });
  expect(await load(id)).toMatchObject({ status: 'active', version: 3 });
});

test('nothing is done to what a colleague deleted, or over a version that is unknown', async () => {
  const id = await makeSavedSince();
  const later = { id, version: 9, status: 'active' } as const;
  expect(await setProductStatus(newSave(), later)).toMatchObject({ reason: 'conflict' });
  await deleteProduct(newSave(), { id, version: 2 });
  expect(await setProductStatus(newSave(), { ...later, version: 2 })).toMatchObject({
    reason: 'not-found',
    message: expect.stringMatching(/^Not put back in the shop: someone deleted/) as string,
  });
});

test('an earlier version is not restored over what a colleague saved, and it is said', async () => {
  const id = await makeSavedSince();
  expect(await restoreVersion(newSave(), { id, version: 1, ofVersion: 1 })).toMatchObject({
    reason: 'conflict',
    message: expect.stringMatching(/^Nothing was restored/) as string,
  });
});
