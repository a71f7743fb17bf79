import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { LEAVING_MOST } from '~/models/category-leave.server';
import { deleteCategory, saveCategory } from '~/models/category-write.server';
import { productSchema } from '~/models/product';
import { getHistory } from '~/models/product-history.server';
import { restoreVersion } from '~/models/product-restore.server';
import { createProduct } from '~/models/product-write.server';
import { newSave } from '../../scripts/test/save';

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.productChange.deleteMany();
    await tx.$executeRaw`UPDATE category SET parent_id = NULL`;
    await tx.category.deleteMany();
  }),
);
afterAll(disconnect);

async function category(title: string): Promise<string> {
  const input = { title, slug: title.toLowerCase(), description: '', parentId: null };
  const made = await saveCategory(newSave(), { input });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

async function product(slug: string, categoryIds: string[]): Promise<string> {
  const rest = { status: 'active', title: slug, currency: 'EUR', variants: [{ priceMinor: 1 }] };
  const made = await createProduct(newSave(), {
    input: productSchema.parse({ slug, categoryIds, ...rest }),
  });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

const categoriesOf = async (productId: string) =>
  (
    await read((db) =>
      db.productCategory.findMany({ where: { productId }, select: { category: true } }),
    )
  ).map(({ category: { title } }) => title);

test('the deletion of a category is in the history of each of its products, by its name', async () => {
  const [mugs, cups, jars] = [
    await category('Mugs'),
    await category('Cups'),
    await category('Jars'),
  ];
  const mug = await product('mug', [mugs, cups]);
  const both = await product('both', [mugs, jars]);
  const cup = await product('cup', [cups]);
  const mia = { key: randomUUID(), actor: 'mia' };
  const deletion = { id: mugs, version: 1, productsTo: jars };
  expect(await deleteCategory(mia, deletion)).toMatchObject({ ok: true, replayed: false });
  expect(await deleteCategory(mia, deletion)).toMatchObject({ ok: true, replayed: true });

  expect(await categoriesOf(mug)).toEqual(expect.arrayContaining(['Cups', 'Jars']));
  expect(await categoriesOf(both)).toEqual(['Jars']);
  expect((await getHistory(cup, 100))?.version).toBe(1);
  const history = await getHistory(mug, 100);
  expect(history).toMatchObject({
    version: 2,
    versions: [
      {
        by: 'mia',
        differences: [{ label: 'Categories', before: 'Mugs (deleted)', after: 'Jars' }],
      },
      { event: 'made' },
    ],
  });
});

test('an earlier version that names a deleted category says so when it is restored', async () => {
  const mugs = await category('Mugs');
  const mug = await product('mug', [mugs]);
  await deleteCategory(newSave(), { id: mugs, version: 1, productsTo: null });
  const restored = await restoreVersion(newSave(), { id: mug, version: 2, ofVersion: 1 });
  expect(restored).toMatchObject({
    ok: true,
    notes: ['1 of its categories was deleted since: “Mugs”. It is back without.'],
  });
  expect(await categoriesOf(mug)).toEqual([]);
});

test('where its products are to go to a category that is gone, nothing is deleted', async () => {
  const mugs = await category('Mugs');
  const mug = await product('mug', [mugs]);
  const deletion = { id: mugs, version: 1, productsTo: randomUUID() };
  expect(await deleteCategory(newSave(), deletion)).toMatchObject({ ok: false, field: 'parentId' });
  expect(await categoriesOf(mug)).toEqual(['Mugs']);
});

/** Puts new products into a category, as an import of many would. */
async function crowd(categoryId: string, products: number) {
  for (let n = 1; n <= products; n += 1_000) {
    await transaction(
      (tx) => tx.$executeRaw`
      WITH made AS (
        INSERT INTO product (id, slug, title, status, currency)
        SELECT gen_random_uuid(), 'p-' || n, 'P', 'draft', 'EUR'
        FROM generate_series(${n}::int, ${Math.min(products, n + 999)}::int) n RETURNING id
      )
      INSERT INTO product_category (product_id, category_id) SELECT id, ${categoryId}::uuid FROM made`,
    );
  }
}

test('a category of many products goes in one transaction', async () => {
  const mugs = await category('Mugs');
  await crowd(mugs, 2_500);
  const deleted = await deleteCategory(newSave(), { id: mugs, version: 1, productsTo: null });
  expect(deleted).toMatchObject({ ok: true });
  expect(await read((db) => db.product.count({ where: { version: 2 } }))).toBe(2_500);
  expect(await read((db) => db.productChange.count({ where: { version: 2 } }))).toBe(2_500);
});

test('one of more than a save has time for stays, and it is said how to empty it', async () => {
  const mugs = await category('Mugs');
  await crowd(mugs, LEAVING_MOST + 1);
  const deleted = await deleteCategory(newSave(), { id: mugs, version: 1, productsTo: null });
  expect(deleted).toMatchObject({ ok: false, reason: 'crowded' });
  expect(await read((db) => db.product.count({ where: { version: 1 } }))).toBe(LEAVING_MOST + 1);
});
