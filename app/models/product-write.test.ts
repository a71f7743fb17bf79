import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { type ProductDraft, type ProductInput, productSchema } from '~/models/product';
import { editableProduct, toProductInput } from '~/models/editable-product.server';
import { createProduct, updateProduct, writeProduct } from '~/models/product-write.server';
import { newSave } from '../../scripts/test/save';

const mug = (change: Partial<ProductDraft> = {}): ProductInput =>
  productSchema.parse({
    slug: 'mug',
    status: 'active',
    title: 'Mug',
    currency: 'EUR',
    tags: ['kitchen'],
    options: ['Colour'],
    variants: [
      { options: ['Blue'], sku: 'MUG-B', priceMinor: 1200, stock: 3 },
      { options: ['Red'], sku: 'MUG-R', priceMinor: 1300, compareAtMinor: 1500, image: 1 },
    ],
    images: [
      { sourceUrl: 'https://example.com/a.jpg', alt: 'A mug' },
      { sourceUrl: 'https://example.com/b.jpg' },
    ],
    ...change,
  });

async function make(input: ProductInput) {
  const made = await createProduct(newSave(), { input });
  if (!made.ok) throw new Error(made.message);
  return made;
}

const load = (id: string) =>
  read((db) => db.product.findUniqueOrThrow({ where: { id }, select: editableProduct }));

beforeEach(() => transaction((tx) => tx.product.deleteMany()));
afterAll(disconnect);

describe('creating', () => {
  test('writes all of a product', async () => {
    const { id, version, changed } = await make(mug());
    expect({ version, changed }).toEqual({ version: 1, changed: true });
    const stored = await load(id);
    expect(stored.publishedAt).toBeInstanceOf(Date);
    const input = toProductInput(stored);
    expect(input.variants.map(({ options, sku, image }) => ({ options, sku, image }))).toEqual([
      { options: ['Blue'], sku: 'MUG-B', image: null },
      { options: ['Red'], sku: 'MUG-R', image: 1 },
    ]);
    expect(input.images.map(({ alt }) => alt)).toEqual(['A mug', '']);
    expect(input.tags).toEqual(['kitchen']);
  });

  test('a draft has no publishing date', async () => {
    const { id } = await make(mug({ status: 'draft' }));
    expect((await load(id)).publishedAt).toBeNull();
  });

  test('a taken address is named, and nothing is written', async () => {
    await make(mug());
    const refused = await createProduct(newSave(), {
      input: mug({ variants: mug().variants.map((v) => ({ ...v, sku: null })) }),
    });
    expect(refused).toMatchObject({ ok: false, reason: 'duplicate', field: 'slug' });
    expect(await read((db) => db.product.count())).toBe(1);
  });

  test('a taken SKU is named with its variant and its owner', async () => {
    await make(mug());
    const refused = await createProduct(newSave(), {
      input: mug({
        slug: 'cup',
        variants: [
          { options: ['Blue'], sku: 'CUP', priceMinor: 1 },
          { options: ['Red'], sku: 'MUG-R', priceMinor: 1 },
        ],
      }),
    });
    expect(refused).toMatchObject({ ok: false, reason: 'duplicate', field: 'variants[1].sku' });
    expect(refused).toHaveProperty('message', expect.stringContaining('“Mug” has the SKU MUG-R'));
    expect(await read((db) => db.product.count())).toBe(1);
  });

  test('a category or an image file that is gone is named', async () => {
    const categoryIds = ['0190a1b2-0000-7000-8000-000000000000'];
    expect(await createProduct(newSave(), { input: mug({ categoryIds }) })).toMatchObject({
      ok: false,
      field: 'categoryIds',
    });
    const images = [{ fileId: '0'.repeat(32) }, { fileId: '1'.repeat(32) }];
    expect(await createProduct(newSave(), { input: mug({ images }) })).toMatchObject({
      ok: false,
      field: 'images',
    });
  });
});

describe('updating', () => {
  test('what is as asked already is not written', async () => {
    const { id, version } = await make(mug());
    const input = toProductInput(await load(id));
    expect(await updateProduct(newSave(), { id, version, input })).toEqual({
      ok: true,
      id,
      slug: 'mug',
      version: 1,
      changed: false,
      ended: false,
    });
    const withoutIds = mug({ images: input.images });
    expect(await updateProduct(newSave(), { id, version, input: withoutIds })).toMatchObject({
      changed: false,
    });
  });

  test('an old version is refused, and a deleted product is said to be gone', async () => {
    const { id } = await make(mug());
    expect(
      await updateProduct(newSave(), { id, version: 1, input: mug({ title: 'Cup' }) }),
    ).toMatchObject({
      ok: true,
      version: 2,
    });
    expect(await updateProduct(newSave(), { id, version: 1, input: mug() })).toMatchObject({
      ok: false,
      reason: 'conflict',
    });
    expect((await load(id)).title).toBe('Cup');
    await transaction((tx) => tx.product.delete({ where: { id } }));
    expect(await updateProduct(newSave(), { id, version: 2, input: mug() })).toMatchObject({
      ok: false,
      reason: 'not-found',
    });
  });

  test('of two saves of one version, one is refused', async () => {
    const { id } = await make(mug());
    const results = await Promise.all(
      ['One', 'Two'].map((title) =>
        updateProduct(newSave(), { id, version: 1, input: mug({ title }) }),
      ),
    );
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect((await load(id)).version).toBe(2);
  });

  test('variants swap options and SKUs, and keep their ids', async () => {
    const { id } = await make(mug());
    const before = toProductInput(await load(id));
    const [blue, red] = before.variants;
    if (!blue || !red) throw new Error('two variants were made');
    const variants = [
      { ...blue, options: red.options, sku: red.sku },
      { ...red, options: blue.options, sku: blue.sku },
    ];
    expect(
      await updateProduct(newSave(), { id, version: 1, input: { ...before, variants } }),
    ).toMatchObject({
      ok: true,
      changed: true,
    });
    expect(toProductInput(await load(id)).variants).toEqual(variants);
  });

  test('images change order, go and come, and variants follow', async () => {
    const { id } = await make(mug());
    const before = toProductInput(await load(id));
    const [a, b] = before.images;
    const [blue, red] = before.variants;
    if (!a || !b || !blue || !red) throw new Error('two of each were made');
    const added = {
      alt: 'New',
      focus: { x: 20, y: 80 },
      sourceUrl: 'https://example.com/c.jpg',
      fileId: null,
    };
    const input = {
      ...before,
      images: [b, added],
      variants: [
        { ...blue, image: 1 },
        { ...red, image: 0 },
      ],
    };
    expect(await updateProduct(newSave(), { id, version: 1, input })).toMatchObject({
      changed: true,
    });
    const after = toProductInput(await load(id));
    expect(after.images.map(({ id: _, ...image }) => image)).toEqual([
      { alt: '', focus: { x: 50, y: 50 }, sourceUrl: 'https://example.com/b.jpg', fileId: null },
      added,
    ]);
    expect(after.images[0]?.id).toBe(b.id);
    expect(after.variants).toEqual(input.variants);
  });

  test('options and variants come and go', async () => {
    const { id } = await make(mug());
    const input = mug({ options: [], variants: [{ priceMinor: 900 }], images: [] });
    expect(await updateProduct(newSave(), { id, version: 1, input })).toMatchObject({
      changed: true,
    });
    const after = await load(id);
    expect(after.options).toEqual([]);
    expect(after.images).toEqual([]);
    expect(toProductInput(after).variants).toMatchObject([{ options: [], priceMinor: 900 }]);
    expect(await updateProduct(newSave(), { id, version: 2, input: mug() })).toMatchObject({
      changed: true,
    });
    expect(toProductInput(await load(id)).variants).toHaveLength(2);
  });

  test("another product's variant is never taken over", async () => {
    const { id: other } = await make(mug());
    const stolen = toProductInput(await load(other)).variants[0]?.id;
    const { id } = await make(
      mug({ slug: 'cup', variants: mug().variants.map((v) => ({ ...v, sku: null })) }),
    );
    const variants = [{ id: stolen, options: ['Green'], priceMinor: 5 }];
    expect(
      await updateProduct(newSave(), { id, version: 1, input: mug({ slug: 'cup', variants }) }),
    ).toMatchObject({ ok: true });
    expect(toProductInput(await load(other)).variants[0]).toMatchObject({
      id: stolen,
      sku: 'MUG-B',
    });
    expect(toProductInput(await load(id)).variants[0]?.id).not.toBe(stolen);
  });

  test('a date of publishing is kept when it becomes a draft and active again', async () => {
    const publishedAt = new Date('2024-05-01T10:00:00Z');
    const { id } = await make(mug({ publishedAt }));
    await updateProduct(newSave(), {
      id,
      version: 1,
      input: mug({ status: 'archived', publishedAt }),
    });
    await updateProduct(newSave(), { id, version: 2, input: mug() });
    expect((await load(id)).publishedAt).toEqual(publishedAt);
  });

  test('columns of a file are kept when the form saves', async () => {
    const input = mug();
    const imported = { product: { a: '1' }, variants: [{ b: '2' }, {}] };
    const { id } = await transaction((tx) => writeProduct(tx, { input, imported }, 'import'));
    await updateProduct(newSave(), { id, version: 1, input: mug({ title: 'Cup' }) });
    const after = await load(id);
    expect(after.imported).toEqual({ a: '1' });
    expect(after.variants.map((variant) => variant.imported)).toEqual([{ b: '2' }, {}]);
  });
});
