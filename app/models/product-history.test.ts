import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { saveProduct, setProductStatus } from '~/models/admin-product.server';
import { attachImageFile } from '~/models/catalogue.server';
import { type ProductDraft, type ProductInput, productSchema } from '~/models/product';
import { deleteProduct } from '~/models/product-bin.server';
import { findState } from '~/models/product-history.server';
import { editableProduct, toProductInput } from '~/models/editable-product.server';
import { createProduct, updateProduct } from '~/models/product-write.server';

const mug = (change: Partial<ProductDraft> = {}): ProductInput =>
  productSchema.parse({
    slug: 'mug',
    status: 'draft',
    title: 'Mug',
    currency: 'EUR',
    options: ['Colour'],
    variants: [
      { options: ['Blue'], sku: 'MUG-B', priceMinor: 1200, stock: 3 },
      { options: ['Red'], sku: 'MUG-R', priceMinor: 1300, image: 1 },
    ],
    images: [
      { sourceUrl: 'https://example.com/a.jpg', alt: 'A mug' },
      { sourceUrl: 'https://example.com/b.jpg' },
    ],
    ...change,
  });

const load = (id: string) =>
  read((db) => db.product.findUniqueOrThrow({ where: { id }, select: editableProduct }));

const loadInput = async (id: string) => toProductInput(await load(id));

const changes = () =>
  read((db) =>
    db.productChange.findMany({
      orderBy: { version: 'asc' },
      omit: { productId: true, at: true, importId: true },
    }),
  );

async function make(input = mug()): Promise<string> {
  const made = await createProduct(save('catalogue:import'), { input });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

async function change(id: string, input: ProductInput) {
  const { version } = await load(id);
  expect(await updateProduct(save('mia'), { id, version, input })).toMatchObject({ ok: true });
}

const save = (actor: string) => ({ key: randomUUID(), actor });

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.productChange.deleteMany();
  }),
);
afterAll(disconnect);

describe('recording', () => {
  test('a product that is made has one change, of nothing', async () => {
    await make();
    expect(await changes()).toEqual([
      { version: 1, event: 'made', actor: 'catalogue:import', ofVersion: null, before: {} },
    ]);
  });

  test('a save records who, and only the fields that it changed as they were', async () => {
    const id = await make();
    const input = { ...(await loadInput(id)), title: 'Cup', tags: ['kitchen'] };
    await saveProduct(save('mia'), { id, version: 1, input });
    const [, second] = await changes();
    expect(second).toEqual({
      version: 2,
      event: 'saved',
      actor: 'mia',
      ofVersion: null,
      before: { title: 'Mug', tags: [] },
    });
  });

  test('a save sent twice under one key is recorded once', async () => {
    const id = await make();
    const twice = save('mia');
    const write = { id, version: 1, input: mug({ title: 'Cup' }) };
    await Promise.all([saveProduct(twice, write), saveProduct(twice, write)]);
    expect((await changes()).map(({ version }) => version)).toEqual([1, 2]);
  });

  test('a save that changes nothing, or is refused, records nothing', async () => {
    const id = await make();
    await make(mug({ slug: 'cup', variants: [{ options: ['Red'], priceMinor: 1 }] }));
    const input = await loadInput(id);
    await saveProduct(save('mia'), { id, version: 1, input });
    await saveProduct(save('mia'), { id, version: 1, input: { ...input, slug: 'cup' } });
    await saveProduct(save('mia'), { id, version: 7, input: mug({ title: 'Cup' }) });
    await setProductStatus(save('mia'), { id, version: 7, status: 'active' });
    expect((await changes()).map(({ event }) => event)).toEqual(['made', 'made']);
  });

  test('a status is recorded with the date that it gave', async () => {
    const id = await make();
    await setProductStatus(save('mia'), { id, version: 1, status: 'active' });
    await setProductStatus(save('ben'), { id, version: 2, status: 'archived' });
    expect((await changes()).slice(1)).toMatchObject([
      { actor: 'mia', before: { status: 'draft', publishedAt: null } },
      { actor: 'ben', before: { status: 'active' } },
    ]);
  });

  test('a deletion is recorded', async () => {
    const id = await make();
    await deleteProduct(save('mia'), { id, version: 1 });
    expect((await changes())[1]).toMatchObject({ version: 2, event: 'deleted', actor: 'mia' });
  });

  test('a fetched picture is a change of each product that waited for it', async () => {
    const ids = [
      await make(),
      await make(mug({ slug: 'cup', variants: [{ options: ['Red'], priceMinor: 1 }] })),
    ];
    const file = { id: 'a'.repeat(32), width: 1, height: 1, widths: [1], color: '#000000' };
    await transaction((tx) => tx.imageFile.create({ data: file }));
    const before = await Promise.all(ids.map(load));
    await attachImageFile(save('catalogue:images'), 'https://example.com/a.jpg', file.id);
    for (const product of before) {
      const now = await load(product.id);
      expect(now.images[0]?.fileId).toBe(file.id);
      const { id: _id, version, ...state } = product;
      expect(await read((db) => findState(db, now, version))).toEqual(state);
    }
  });

  test('the newest hundred changes of a product are kept', async () => {
    const id = await make();
    await transaction((tx) => tx.product.update({ where: { id }, data: { version: 150 } }));
    await change(id, mug({ title: 'Cup' }));
    expect((await changes()).map(({ version }) => version)).toEqual([151]);
  });
});

describe('an earlier version', () => {
  test('is found as it was, whatever was changed since', async () => {
    const id = await make();
    const states = [await load(id)];
    const [blue, red] = mug().variants;
    if (!blue || !red) throw new Error('The mug has two variants.');
    const file = { sourceUrl: 'https://example.com/c.jpg' };
    for (const step of [
      mug({ title: 'Cup', description: 'For *tea*.' }),
      mug({ images: [...mug().images].reverse(), variants: [{ ...blue, image: 0 }] }),
      mug({ options: [], variants: [{ priceMinor: 900 }], images: [file], tags: ['new'] }),
      mug({ status: 'active', variants: [red, blue] }),
    ]) {
      await change(id, step);
      states.push(await load(id));
    }
    const now = await load(id);
    for (const { id: _id, version, ...state } of states) {
      expect(await read((db) => findState(db, now, version))).toEqual(state);
    }
  });

  test('is not made up where a change was not recorded', async () => {
    const id = await make();
    await change(id, mug({ title: 'Cup' }));
    await transaction((tx) => tx.product.update({ where: { id }, data: { version: 3 } }));
    await change(id, mug({ title: 'Jug' }));
    const now = await load(id);
    const found = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((version) => read((db) => findState(db, now, version))),
    );
    expect(found.map((state) => state?.title ?? null)).toEqual([
      null,
      null,
      null,
      'Cup',
      'Jug',
      null,
    ]);
  });
});
