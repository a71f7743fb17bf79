import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect, transaction } from '~/db.server';
import { type Listing, parseListing } from '~/listing';
import { getCategoriesWithPictures, getCategoryDescription } from '~/models/category.server';
import { type ProductDraft, productSchema } from '~/models/product';
import { createProduct } from '~/models/product-write.server';
import { getList, type Scope } from '~/models/list.server';
import { getNewest, getProduct, getRelated } from '~/models/product.server';
import { findMeanings } from '~/models/search.server';
import { countSitemaps, getProductEntries } from '~/models/sitemap.server';
import { searchWords } from '~/search-words';
import { newSave } from '../../scripts/test/save';

const day = (n: number) => new Date(Date.UTC(2024, 0, n));
const ids: Record<string, string> = {};

async function make(slug: string, change: Partial<ProductDraft> = {}) {
  const input = productSchema.parse({
    slug,
    status: 'active',
    publishedAt: day(1),
    title: slug,
    currency: 'EUR',
    variants: [{ options: [], priceMinor: 1000, stock: 1 }],
    ...change,
  });
  const made = await createProduct(newSave(), { input });
  if (!made.ok) throw new Error(made.message);
}

const priced = (priceMinor: number, more: object = {}) => [
  { options: [], priceMinor, stock: 1, ...more },
];

beforeAll(async () => {
  await transaction(async (tx) => {
    const category = async (slug: string, position: number, parentId: string | null = null) => {
      const { id } = await tx.category.create({
        data: { slug, title: slug, position, parentId, description: `All *${slug}*` },
        select: { id: true },
      });
      return (ids[slug] = id);
    };
    const table = await category('table', 1);
    await category('light', 0);
    await category('cups', 0, table);
    await tx.imageFile.create({
      data: { id: 'a'.repeat(32), width: 640, height: 800, widths: [320, 640], color: '#aabbcc' },
    });
  });
  const { table = '', cups = '', light = '' } = ids;
  await make('mug', {
    title: 'Tideline mug',
    publishedAt: day(5),
    tags: ['blue', 'stoneware'],
    vendor: 'Quay Pottery',
    description: 'A **mug**.',
    categoryIds: [cups],
    options: ['Colour', 'Size'],
    variants: [
      { options: ['Sand', 'Small'], priceMinor: 2000, compareAtMinor: 2600, stock: 0, sku: 'M1' },
      { options: ['Sand', 'Large'], priceMinor: 3000, stock: 4, weightGrams: 400 },
      { options: ['Tide', 'Small'], priceMinor: 2500, stock: 0, outOfStock: 'continue' },
    ],
    images: [{ alt: 'A mug', fileId: 'a'.repeat(32) }, { sourceUrl: 'https://example.com/b.jpg' }],
  });
  await make('jug', {
    title: 'Salt-glazed jug',
    publishedAt: day(4),
    tags: ['blue'],
    categoryIds: [table],
    variants: priced(4000),
  });
  await make('lantern', {
    title: 'Harbour lantern',
    publishedAt: day(3),
    type: 'Lamps',
    categoryIds: [light],
    variants: priced(9000, { stock: 0 }),
  });
  await make('plate', {
    title: 'Supper plate',
    publishedAt: day(2),
    tags: ['blue', 'stoneware'],
    categoryIds: [cups],
    variants: priced(1500, { compareAtMinor: 1800 }),
  });
  await make('draft', { status: 'draft', tags: ['blue'], categoryIds: [cups] });
  await make('archived', { status: 'archived', categoryIds: [cups] });
  await make('tomorrow', { publishedAt: new Date('2999-01-01'), categoryIds: [cups] });
});
afterAll(disconnect);

const listing = (query = ''): Listing => parseListing(new URLSearchParams(query), 'EUR');
const slugs = (products: { slug: string }[]) => products.map(({ slug }) => slug);
const list = async (query = '', scope: Scope = {}, chosen: string[] | null = null) =>
  slugs((await getList(scope, listing(query), chosen, [])).products);

describe('lists', () => {
  test('show what customers may see, newest first', async () => {
    expect(slugs(await getNewest(10))).toEqual(['mug', 'jug', 'lantern', 'plate']);
    expect(slugs(await getNewest(10, { onSale: true }))).toEqual(['mug', 'plate']);
    expect(slugs(await getNewest(1))).toEqual(['mug']);
  });

  test('show a product’s prices, sale and picture', async () => {
    const [mug] = await getNewest(1);
    expect(mug).toMatchObject({
      title: 'Tideline mug',
      priceMin: 2000,
      priceMax: 3000,
      compareAt: 2600,
      onSale: true,
      available: true,
      image: { id: 'a'.repeat(32), alt: 'A mug', widths: [320, 640], color: '#aabbcc' },
    });
  });

  test.each([
    ['', ['mug', 'jug', 'lantern', 'plate']],
    ['sort=newest', ['mug', 'jug', 'lantern', 'plate']],
    ['sort=price', ['plate', 'mug', 'jug', 'lantern']],
    ['sort=-price', ['lantern', 'jug', 'mug', 'plate']],
    ['sort=title', ['lantern', 'jug', 'plate', 'mug']],
    ['min=20&max=40', ['mug', 'jug']],
    ['max=15', ['plate']],
    ['tag=blue', ['mug', 'jug', 'plate']],
    ['tag=blue&tag=stoneware', ['mug', 'plate']],
    ['tag=blue%27%3B--', []],
    ['available=1', ['mug', 'jug', 'plate']],
    ['sale=1&tag=stoneware&max=19', ['plate']],
    ['page=2', []],
  ])('narrow and sort by %j', async (query, expected) => {
    expect(await list(query)).toEqual(expected);
  });

  test('of a category hold its branch', async () => {
    const { table = '', cups = '' } = ids;
    expect(await list('', { categoryIds: [table, cups] })).toEqual(['mug', 'jug', 'plate']);
    expect(await list('', { categoryIds: [table, cups] }, [cups])).toEqual(['mug', 'plate']);
  });

  test('count what each filter would leave', async () => {
    const { table = '', cups = '', light = '' } = ids;
    const groups = [
      { id: table, branch: [table, cups] },
      { id: light, branch: [light] },
    ];
    const all = await getList({}, listing(), null, groups);
    expect(all).toEqual({
      products: all.products,
      complete: true,
      total: 4,
      inStock: 3,
      onSale: 2,
      low: 1500,
      high: 9000,
      tags: [
        { tag: 'blue', count: 3 },
        { tag: 'stoneware', count: 2 },
      ],
      categories: expect.arrayContaining([
        { id: table, count: 3 },
        { id: light, count: 1 },
      ]) as unknown,
    });
    expect(await getList({}, listing('max=25&sale=1'), [light], [])).toMatchObject({
      total: 0,
      inStock: 0,
      tags: [],
    });
    const narrowed = await getList({}, listing('max=25&sale=1'), null, groups);
    expect(narrowed.categories).toEqual([{ id: table, count: 2 }]);
  });
});

describe('a search', () => {
  const find = async (query: string) => {
    const words = searchWords(query);
    const exactly = await findMeanings(words, false);
    const found = exactly ? await list('', { search: exactly }) : [];
    if (found.length > 0) return found;
    const forgiving = await findMeanings(words, true);
    return forgiving ? list('', { search: forgiving }) : [];
  };

  test.each([
    ['mug', ['mug']],
    ['MUG', ['mug']],
    ['lant', ['lantern']],
    ['lantren', ['lantern']],
    ['lanterns', ['lantern']],
    ['jgu', ['jug']],
    ['pltae', ['plate']],
    ['quay pottery', ['mug']],
    ['potery', ['mug']],
    ['lamp', ['lantern']],
    ['la', ['lantern']],
    ['blue jug', ['jug']],
    ['supper lantern', []],
    ['zzzz', []],
    ['draft', []],
    ['%', []],
  ])('for %j finds %j', async (query, expected) => {
    expect(await find(query)).toEqual(expected);
  });

  test('puts what is called so before what is tagged so', async () => {
    await make('print', { title: 'Stoneware print', publishedAt: new Date(Date.UTC(2023, 0, 1)) });
    expect((await find('stoneware'))[0]).toBe('print');
    await transaction((tx) => tx.product.delete({ where: { slug: 'print' } }));
  });
});

describe('a product', () => {
  test('comes with all of its page in one piece', async () => {
    const mug = await getProduct('mug');
    expect(mug).toMatchObject({
      title: 'Tideline mug',
      description: 'A **mug**.',
      options: ['Colour', 'Size'],
      path: [{ slug: 'table' }, { slug: 'cups' }],
      images: [{ alt: 'A mug', file: { id: 'a'.repeat(32) } }, { file: null }],
      variants: [
        { options: ['Sand', 'Small'], sku: 'M1', available: false, stock: 0, backorder: false },
        { options: ['Sand', 'Large'], available: true, stock: 4, weightGrams: 400 },
        { options: ['Tide', 'Small'], available: true, backorder: true },
      ],
    });
  });

  test('without options, categories and pictures is whole too', async () => {
    await make('plain', { publishedAt: new Date(Date.UTC(2023, 0, 1)) });
    expect(await getProduct('plain')).toMatchObject({
      options: [],
      variants: [{ options: [] }],
      images: [],
      path: [],
    });
    await transaction((tx) => tx.product.delete({ where: { slug: 'plain' } }));
  });

  test.each(['draft', 'archived', 'tomorrow', 'nothing', "' OR 1=1 --"])(
    'is not shown as %s',
    async (slug) => {
      expect(await getProduct(slug)).toBeNull();
    },
  );

  test('is related to what shares its categories, most tags first', async () => {
    expect(slugs(await getRelated('mug', 4))).toEqual(['plate']);
    expect(await getRelated('lantern', 4)).toEqual([]);
  });
});

describe('categories', () => {
  test('come in the shop’s order, with their newest products’ pictures to choose from', async () => {
    const categories = await getCategoriesWithPictures();
    expect(slugs(categories)).toEqual(['cups', 'light', 'table']);
    expect(categories.find(({ slug }) => slug === 'table')?.images[0]?.id).toBe('a'.repeat(32));
    expect(categories.find(({ slug }) => slug === 'light')?.images).toEqual([]);
  });

  test('bring one’s own words', async () => {
    expect(await getCategoryDescription('cups')).toBe('All *cups*');
    expect(await getCategoryDescription('nothing')).toBe('');
  });
});

test('the sitemap holds what customers may see', async () => {
  expect(await countSitemaps()).toBe(1);
  expect(slugs(await getProductEntries(0))).toEqual(['mug', 'jug', 'lantern', 'plate']);
  expect(await getProductEntries(1)).toEqual([]);
});
