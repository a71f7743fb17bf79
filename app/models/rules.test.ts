import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Prisma, disconnect, read, transaction, withRetry } from '~/db.server';
import { productSchema, slugSchema } from '~/models/product';

vi.setConfig({ testTimeout: 60_000 });

/** What the database itself refuses, whoever writes (prisma/rules.sql and the schema's keys). */

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.category.deleteMany({ where: { parentId: { not: null } } });
    await tx.category.deleteMany();
    await tx.imageFile.deleteMany();
    // Not by DELETE: the last owner would stay.
    await tx.$executeRaw`TRUNCATE admin_user CASCADE`;
  }),
);
afterAll(disconnect);

const product = { slug: 'mug', title: 'Mug', currency: 'EUR' };
const insert = (data: Partial<Prisma.ProductCreateInput> = {}) =>
  withRetry((db) => db.product.create({ data: { ...product, ...data } }));

/** A product with this variant, option or image. */
const variant = (data: Partial<Prisma.VariantUncheckedCreateWithoutProductInput>) =>
  insert({ variants: { create: { position: 1, priceMinor: 1, ...data } } });
const image = (data: Prisma.ProductImageUncheckedCreateWithoutProductInput) =>
  insert({ images: { create: data } });
const category = (data: Partial<Prisma.CategoryUncheckedCreateInput>) =>
  withRetry((db) => db.category.create({ data: { slug: 'kitchen', title: 'Kitchen', ...data } }));
const file = (data: Partial<Prisma.ImageFileCreateInput>) =>
  withRetry((db) =>
    db.imageFile.create({
      data: { id: 'a', width: 1, height: 1, widths: [1], color: '#000000', ...data },
    }),
  );
const admin = (data: Partial<Prisma.AdminUserCreateInput>) =>
  withRetry((db) =>
    db.adminUser.create({ data: { email: 'a@b', name: 'A', passwordHash: 'x', ...data } }),
  );

describe('a check refuses', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['product_slug_form', () => insert({ slug: 'Mug' })],
    ['product_slug_form', () => insert({ slug: 'a mug' })],
    ['product_slug_form', () => insert({ slug: '' })],
    ['product_title_length', () => insert({ title: '  ' })],
    ['product_title_length', () => insert({ title: 'x'.repeat(256) })],
    ['product_currency_form', () => insert({ currency: 'eur' })],
    ['product_version_positive', () => insert({ version: 0 })],
    [
      'product_option_position_range',
      () => insert({ options: { create: { position: 4, name: 'x' } } }),
    ],
    [
      'product_option_name_length',
      () => insert({ options: { create: { position: 1, name: ' ' } } }),
    ],
    [
      'product_published_in_order',
      () => insert({ publishedAt: new Date(1), publishedUntil: new Date(1) }),
    ],
    ['variant_price_range', () => variant({ priceMinor: -1 })],
    ['variant_compare_at_range', () => variant({ compareAtMinor: -1 })],
    ['variant_weight_range', () => variant({ weightGrams: -1 })],
    ['variant_position_positive', () => variant({ position: 0 })],
    ['variant_sku_not_empty', () => variant({ sku: '' })],
    ['product_image_position_positive', () => image({ position: 0, sourceUrl: 'https://a/b' })],
    ['product_image_has_source', () => image({ position: 1 })],
    [
      'product_image_focus_range',
      () => image({ position: 1, sourceUrl: 'https://a/b', focusX: 101 }),
    ],
    [
      'product_image_focus_range',
      () => image({ position: 1, sourceUrl: 'https://a/b', focusY: -1 }),
    ],
    ['image_file_size_positive', () => file({ width: 0 })],
    ['image_file_size_positive', () => file({ widths: [] })],
    ['image_file_color_form', () => file({ color: '#00000G' })],
    ['category_slug_form', () => category({ slug: 'a/b' })],
    ['category_title_length', () => category({ title: '' })],
    ['category_version_positive', () => category({ version: 0 })],
    ['admin_user_email_form', () => admin({ email: 'A@b' })],
    ['admin_user_email_form', () => admin({ email: 'nobody' })],
    ['admin_user_version_positive', () => admin({ version: 0 })],
  ])('%s (%#)', async (name, write) => {
    await expect(write()).rejects.toThrow(name);
  });

  test('product_tags_present', async () => {
    await insert();
    await expect(withRetry((db) => db.$executeRaw`UPDATE product SET tags = NULL`)).rejects.toThrow(
      /product_tags_present|23514|23502/,
    );
  });
});

describe('a unique key refuses', () => {
  test('a second product with the slug', async () => {
    await insert();
    await expect(insert()).rejects.toMatchObject({ code: 'P2002' });
  });
  test('a second variant with the SKU, also of another product', async () => {
    await variant({ sku: 'A' });
    await expect(
      insert({ slug: 'cup', variants: { create: { position: 1, priceMinor: 1, sku: 'A' } } }),
    ).rejects.toMatchObject({ code: 'P2002' });
  });
  test('a second variant with the same options', async () => {
    const { id } = await variant({ option1: 'Red' });
    await expect(
      withRetry((db) =>
        db.variant.create({ data: { productId: id, position: 2, priceMinor: 1, option1: 'Red' } }),
      ),
    ).rejects.toMatchObject({ code: 'P2002' });
  });
  test('a second option with the name', async () => {
    await expect(
      insert({
        options: {
          create: [
            { position: 1, name: 'Size' },
            { position: 2, name: 'Size' },
          ],
        },
      }),
    ).rejects.toMatchObject({ code: 'P2002' });
  });
});

describe('a foreign key refuses', () => {
  test('to lose a picture that a product shows', async () => {
    const { id } = await file({});
    await image({ position: 1, fileId: id });
    await expect(withRetry((db) => db.imageFile.delete({ where: { id } }))).rejects.toMatchObject({
      code: 'P2003',
    });
  });
  test('to lose a category with products or children', async () => {
    const { id } = await category({});
    await category({ slug: 'mugs', parentId: id });
    await expect(withRetry((db) => db.category.delete({ where: { id } }))).rejects.toThrow();
    expect(await read((db) => db.category.count())).toBe(2);
  });
});

test('a category is never its own ancestor', async () => {
  const top = await category({});
  const middle = await category({ slug: 'mugs', parentId: top.id });
  const leaf = await category({ slug: 'small', parentId: middle.id });
  const move = (id: string, parentId: string) =>
    withRetry((db) => db.category.update({ where: { id }, data: { parentId } }));
  await expect(move(top.id, top.id)).rejects.toThrow('its own ancestor');
  await expect(move(top.id, leaf.id)).rejects.toThrow('its own ancestor');
  await move(leaf.id, top.id);
});

test('two moves at once close no ring together', async () => {
  const a = await category({ slug: 'a' });
  const b = await category({ slug: 'b' });
  const move = (id: string, parentId: string) =>
    withRetry((db) => db.category.update({ where: { id }, data: { parentId } }));
  const moves = await Promise.allSettled([move(a.id, b.id), move(b.id, a.id)]);
  expect(moves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

const role = (id: string, role: 'owner' | 'editor') =>
  withRetry((db) => db.adminUser.update({ where: { id }, data: { role } }));
const remove = (id: string) => withRetry((db) => db.adminUser.delete({ where: { id } }));

test('the last owner stays one', async () => {
  const a = await admin({ email: 'a@b' });
  const b = await admin({ email: 'b@b', role: 'editor' });
  await expect(role(a.id, 'editor')).rejects.toThrow('no owner');
  await expect(remove(a.id)).rejects.toThrow('no owner');
  await role(b.id, 'owner');
  await remove(a.id);
  await expect(remove(b.id)).rejects.toThrow('no owner');
});

test.each([
  ['remove each other', remove, remove],
  [
    'take the role from each other',
    (id: string) => role(id, 'editor'),
    (id: string) => role(id, 'editor'),
  ],
  ['remove one and take the role from the other', remove, (id: string) => role(id, 'editor')],
])('two owners who %s at once leave one', async (_what, first, second) => {
  const a = await admin({ email: 'a@b' });
  const b = await admin({ email: 'b@b' });
  const done = await Promise.allSettled([first(a.id), second(b.id)]);
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await read((db) => db.adminUser.count({ where: { role: 'owner' } }))).toBe(1);
});

test("triggers keep a product's prices, sale, availability and search text", async () => {
  const { id } = await insert({ vendor: 'Bryn', type: 'Cup', tags: ['Blue'] });
  const summary = () =>
    read((db) =>
      db.product.findUniqueOrThrow({
        where: { id },
        select: { priceMin: true, priceMax: true, onSale: true, available: true, searchText: true },
      }),
    );
  const searchText = 'mug cup bryn blue';
  const none = { priceMin: 0, priceMax: 0, onSale: false, available: false, searchText };
  expect(await summary()).toEqual(none);
  await withRetry((db) =>
    db.variant.createMany({
      data: [
        { productId: id, position: 1, option1: 'S', priceMinor: 500, stock: 0 },
        { productId: id, position: 2, option1: 'M', priceMinor: 900, compareAtMinor: 1000 },
      ],
    }),
  );
  const some = { ...none, priceMin: 500, priceMax: 900, onSale: true };
  expect(await summary()).toEqual(some);
  const available = { ...some, available: true };
  for (const data of [{ stock: 1 }, { trackStock: false }, { outOfStock: 'continue' as const }]) {
    const where = { productId: id, option1: 'S' };
    await withRetry((db) => db.variant.updateMany({ where, data }));
    expect(await summary()).toEqual(available);
    const sold = { stock: 0, trackStock: true, outOfStock: 'deny' as const };
    await withRetry((db) => db.variant.updateMany({ where, data: sold }));
    expect(await summary()).toEqual(some);
  }
  await withRetry((db) => db.variant.deleteMany({ where: { option1: 'M' } }));
  expect(await summary()).toEqual({ ...none, priceMin: 500, priceMax: 500 });
  await withRetry((db) => db.product.update({ where: { id }, data: { title: 'Tasse' } }));
  expect((await summary()).searchText).toBe('tasse cup bryn blue');
});

test('every slug that the form takes, the database takes: all characters', async () => {
  const characters = [];
  for (let point = 1; point <= 0x1_ffff; point += 1) {
    if (point < 0xd800 || point > 0xdfff) characters.push(String.fromCodePoint(point));
  }
  const accepted = characters.flatMap((one) => slugSchema.safeParse(`a${one}b`).data ?? []);
  expect(accepted.length).toBeGreaterThan(100_000);
  const [check] = await read(
    (db) => db.$queryRaw<{ pattern: string }[]>`
      SELECT substring(pg_get_constraintdef(oid) FROM $$'(.*)'::text$$) AS pattern
      FROM pg_constraint WHERE conname = 'product_slug_form'`,
  );
  expect(check?.pattern).toContain('[:upper:]');
  for (let start = 0; start < accepted.length; start += 5_000) {
    const part = accepted.slice(start, start + 5_000);
    const refused = await read(
      (db) => db.$queryRaw`
        SELECT slug FROM unnest(${part}::text[]) AS slug WHERE NOT slug ~ ${check?.pattern}`,
    );
    expect(refused).toEqual([]);
  }
});

test('prices at the bounds of the rules are taken by the database', async () => {
  const draft = { slug: 'x', status: 'draft' as const, title: 'x', currency: 'EUR' };
  const isTaken = (priceMinor: number) =>
    productSchema.safeParse({ ...draft, variants: [{ priceMinor }] }).success;
  expect([-1, 0, 2_147_483_647, 2_147_483_648, 0.5].map(isTaken)).toEqual([
    false,
    true,
    true,
    false,
    false,
  ]);
  await variant({ priceMinor: 2_147_483_647 });
});
