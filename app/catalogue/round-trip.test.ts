import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportCatalogue } from '~/catalogue/export.server';
import { importCatalogue } from '~/catalogue/import.server';
import { describeProblem } from '~/catalogue/problem';
import { disconnect, read, transaction } from '~/db.server';
import { storeImage } from '~/models/image-store.server';
import { type ProductDraft, productSchema } from '~/models/product';
import { editableProduct, toProductInput } from '~/models/editable-product.server';
import { createProduct } from '~/models/product-write.server';
import { random } from '../../e2e/faults/random';
import { catalogueFile } from '../../scripts/test/catalogue';
import { newSave } from '../../scripts/test/save';

// Twenty products and a property test, on a machine that may be busy with other test files.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-round-trip-'));
});
beforeEach(wipe);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await disconnect();
});

function wipe() {
  return transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.category.deleteMany({ where: { parentId: { not: null } } });
    await tx.category.deleteMany();
  });
}

const inFolder = (name: string) => join(folder, name);
const importFile = async (path: string) =>
  importCatalogue(await catalogueFile(path), { currency: 'EUR' });

async function exportText(name = 'export.csv'): Promise<string> {
  await exportCatalogue(inFolder(name), { shopUrl: 'https://shop.example' });
  return readFile(inFolder(name), 'utf8');
}

/** All products without what the database gives them: ids, versions, times. */
async function contents() {
  const products = await read((db) =>
    db.product.findMany({ select: editableProduct, orderBy: { slug: 'asc' } }),
  );
  return products.map((product) => {
    const input = toProductInput(product);
    return {
      ...input,
      imported: product.imported,
      categoryIds: input.categoryIds.length,
      images: input.images.map(({ id: _, ...image }) => image),
      variants: input.variants.map(({ id: _, ...variant }, index) => ({
        ...variant,
        imported: product.variants[index]?.imported,
      })),
    };
  });
}

/** Exports, wipes the shop, imports, and expects the same shop and the same file. */
async function expectNothingLost() {
  const before = await contents();
  const file = await exportText('first.csv');
  const unchanged = await importFile(inFolder('first.csv'));
  expect(unchanged.problems.map(describeProblem)).toEqual([]);
  expect(unchanged).toMatchObject({ created: 0, changed: 0, unchanged: before.length });
  await wipe();
  const report = await importFile(inFolder('first.csv'));
  expect(report.problems.map(describeProblem)).toEqual([]);
  expect(report).toMatchObject({ created: before.length, changed: 0, unchanged: 0, refused: 0 });
  expect(await contents()).toEqual(before);
  expect(await exportText('second.csv')).toBe(file);
}

const apparel = '../shared/data/shopify-apparel.csv';

describe.skipIf(!existsSync(apparel))(`${apparel} (skipped where it is not there)`, () => {
  test('is in the shop with its sizes, prices and tags', async () => {
    const report = await importFile(apparel);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ created: 20, changed: 0, unchanged: 0, refused: 0 });
    const product = await read((db) =>
      db.product.findUniqueOrThrow({
        where: { slug: 'classic-varsity-top' },
        select: { ...editableProduct, priceMin: true, available: true },
      }),
    );
    expect(product).toMatchObject({
      title: 'Classic Varsity Top',
      status: 'active',
      vendor: 'partners-demo',
      tags: ['women'],
      priceMin: 6000,
      available: true,
      options: [{ name: 'Size' }],
    });
    expect(product.variants.map(({ option1, priceMinor }) => [option1, priceMinor])).toEqual([
      ['Small', 6000],
      ['Medium', 6000],
      ['Large', 6000],
    ]);
    const shirt = await read((db) =>
      db.product.findUniqueOrThrow({
        where: { slug: 'ocean-blue-shirt' },
        select: editableProduct,
      }),
    );
    expect(shirt.options).toEqual([]);
    expect(toProductInput(shirt)).toMatchObject({
      variants: [{ options: [], priceMinor: 5000, trackStock: false, stock: 1 }],
      images: [
        { sourceUrl: 'https://burst.shopifycdn.com/photos/young-man-in-bright-fashion_925x.jpg' },
      ],
    });
  });

  test('changes nothing the second time', async () => {
    await importFile(apparel);
    const before = await contents();
    expect(await importFile(apparel)).toMatchObject({ created: 0, changed: 0, unchanged: 20 });
    expect(await contents()).toEqual(before);
  });

  test('loses nothing when it is exported, wiped and imported', async () => {
    await importFile(apparel);
    await expectNothingLost();
  });
});

test('a product of this shop loses nothing: pictures, categories, Markdown, dates', async () => {
  const picture = await storeImage(
    newSave(),
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#336699' } })
      .png()
      .toBuffer(),
  );
  const categoryIds = await transaction(async (tx) => {
    const kitchen = await tx.category.create({ data: { slug: 'kitchen', title: 'Kitchen' } });
    const mugs = await tx.category.create({
      data: { slug: 'mugs', title: 'Mugs', parentId: kitchen.id },
    });
    return [kitchen.id, mugs.id];
  });
  await make({
    slug: 'mug',
    title: 'Mug',
    status: 'active',
    publishedAt: new Date('2031-01-01T08:00:00.123Z'),
    publishedUntil: new Date('2031-02-01T08:00:00.456Z'),
    description: '* a\n* b\n\n_so_ <kbd>x</kbd>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n',
    options: ['Glaze'],
    variants: [
      { options: ['Ash'], priceMinor: 1, image: 1, trackStock: false },
      { options: ['Ink'], priceMinor: 2, compareAtMinor: 3, outOfStock: 'continue', stock: -2 },
    ],
    images: [
      { sourceUrl: 'https://pictures.example/a.jpg', alt: 'First' },
      { fileId: picture.id, alt: 'Ours' },
      { sourceUrl: 'https://pictures.example/c.jpg', fileId: picture.id },
    ],
    categoryIds,
  });
  await expectNothingLost();
});

const older = `Handle,Title,Body (HTML),Vendor,Standardized Product Type,Custom Product Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Google Shopping / MPN,Variant Image,Variant Weight Unit,Variant Tax Code,Cost per item,My metafield (product.metafields.custom.x),Status
lamp,Lamp,"<h2 class=""x"">Light</h2>
<p>It’s <em>bright</em>.</p>

<table><tr><th>W</th></tr><tr><td>5</td></tr></table>
<iframe src=""https://video.example/1""></iframe>",Bryn,Home > Lamps,Lighting,"desk, ""new"", sale",TRUE,Colour,Red,Size,S,,,L-R-S,113.4,shopify,4,continue,manual,19.99,25.00,TRUE,FALSE,'0123,https://pictures.example/1.jpg,1,"A ""lamp"", lit",FALSE,Lamp!,Best lamp,MPN1,https://pictures.example/2.jpg,lb,TX1,7.5,left,active
lamp,,,,,,,,,Red,,M,,,L-R-M,226.8,amazon,0,deny,other,21,,FALSE,TRUE,,https://pictures.example/2.jpg,2,,,,,MPN2,,oz,,8,,
lamp,,,,,,,,,,,,,,,,,,,,,,,,,https://pictures.example/3.jpg,3,Third,,,,,,,,,only this picture,
`;

describe('the older columns', () => {
  test('fill the same fields, and what the shop has no field for is kept', async () => {
    await writeFile(inFolder('older.csv'), older);
    expect(await importFile(inFolder('older.csv'))).toMatchObject({ created: 1, problems: [] });
    const [lamp] = await contents();
    expect(lamp).toMatchObject({
      slug: 'lamp',
      type: 'Lighting',
      tags: ['desk', '"new"', 'sale'],
      options: ['Colour', 'Size'],
      images: [{ alt: 'A "lamp", lit' }, { alt: '' }, { alt: 'Third' }],
      variants: [
        {
          options: ['Red', 'S'],
          sku: 'L-R-S',
          priceMinor: 1999,
          compareAtMinor: 2500,
          weightGrams: 113,
          trackStock: true,
          outOfStock: 'continue',
          image: 1,
          barcode: "'0123",
          imported: { 'Charge tax': 'FALSE', 'Tax code': 'TX1', 'Cost per item': '7.5' },
        },
        {
          priceMinor: 2100,
          compareAtMinor: null,
          image: null,
          imported: {
            'Inventory tracker': 'amazon',
            'Fulfillment service': 'other',
            'Google Shopping / MPN': 'MPN2',
          },
        },
      ],
    });
    expect(lamp?.description).toContain('It’s *bright*.');
    expect(lamp?.description).toMatch(/\| W +\|/);
    expect(lamp?.description).not.toContain('iframe');
  });

  test('come back: their HTML as it was, under the current names', async () => {
    await writeFile(inFolder('older.csv'), older);
    await importFile(inFolder('older.csv'));
    expect(await importFile(inFolder('older.csv'))).toMatchObject({ unchanged: 1, changed: 0 });
    const text = await exportText();
    expect(text).toContain('<iframe src=""https://video.example/1""></iframe>');
    expect(text).toContain('Home > Lamps');
    expect(text).toContain('only this picture');
    await expectNothingLost();
  });

  test('are read the same with CRLF and a BOM', async () => {
    await writeFile(inFolder('older.csv'), older);
    await importFile(inFolder('older.csv'));
    await writeFile(inFolder('crlf.csv'), `\ufeff${older.replaceAll('\n', '\r\n')}`);
    expect(await importFile(inFolder('crlf.csv'))).toMatchObject({ unchanged: 1, changed: 0 });
  });
});

/** A whole number from 0 to below another. */
type Below = (most: number) => number;

const pieces = [
  ...[
    'a',
    'B',
    'é',
    'ß',
    '😀',
    '👩‍👩‍👧',
    'שלום',
    'مرحبا',
    '日本',
    '\u202e',
    "'",
    '"',
    '""',
    '’',
    '<b>',
    '&amp;',
    '&',
    ';',
  ],
  ...[
    '=1+1',
    '@x',
    '+',
    '-',
    '*',
    '_',
    '`',
    '#',
    '|',
    '\\',
    '/',
    '0',
    '00',
    ' ',
    '  ',
    '{',
    '}',
    '%',
    '$',
    '\u00a0',
    '\ufeff',
    'true',
    'null',
  ],
];
const markdown = [
  ...pieces,
  '\n',
  '\n\n',
  '\n- ',
  '\n1. ',
  '\n> ',
  '\n```\n',
  ',',
  '[a](b)',
  '<p>',
  '\t',
  '\n# ',
];

function nastyProduct(below: Below, index: number): ProductDraft {
  const text = (from: string[], length = 6) =>
    Array.from({ length: below(length) + 1 }, () => from[below(from.length)]).join('');
  const withComma = [...pieces, ','];
  const options = ['Size', `O${text(withComma)}`, `P${text(pieces)}`].slice(0, below(4));
  const images = Array.from({ length: below(4) }, (_, image) => ({
    sourceUrl: `https://pictures.example/${index}/${image}.jpg?x=a,b`,
    alt: text(withComma),
  }));
  const variants = Array.from(
    { length: options.length === 0 ? 1 : below(4) + 1 },
    (_, variant) => ({
      options: options.map((_, option) => `${option === 0 ? variant : ''}v${text(withComma)}`),
      sku: below(2) ? `${index}-${variant}-${text(withComma)}` : null,
      barcode: below(2) ? text(withComma) : null,
      priceMinor: below(2_147_483_647),
      compareAtMinor: below(2) ? below(100_000) : null,
      trackStock: below(2) === 1,
      stock: below(100) - 50,
      weightGrams: below(5000),
      outOfStock: below(2) ? ('deny' as const) : ('continue' as const),
      image: images.length > 0 && below(2) ? below(images.length) : null,
    }),
  );
  return {
    slug: `p-${index}-${text(['a', 'é', '日', "'", '"', ',', '.', '😀', ';', '='])}`,
    title: `T${text(withComma, 20)}`,
    status: (['draft', 'active', 'archived'] as const)[below(3)] ?? 'draft',
    publishedAt: below(2) ? new Date(below(2 ** 31) * 1000 + 7) : null,
    publishedUntil: below(2) ? new Date((2 ** 32 + below(2 ** 31)) * 1000 + 7) : null,
    description: text(markdown, 30),
    vendor: text(withComma),
    type: text(withComma),
    tags: Array.from({ length: below(4) }, () => text(pieces)),
    seoTitle: text(withComma),
    seoDescription: text(withComma),
    currency: ['EUR', 'JPY', 'TND'][below(3)] ?? 'EUR',
    options,
    variants,
    images,
  };
}

async function make(draft: Omit<ProductDraft, 'currency'> & { currency?: string }) {
  const made = await createProduct(newSave(), {
    input: productSchema.parse({ currency: 'EUR', ...draft }),
  });
  if (!made.ok) throw new Error(made.message);
}

test.each([1, 2, Math.floor(Math.random() * 2 ** 31)])(
  'nasty products lose nothing (seed %i)',
  async (seed) => {
    const chance = random(seed);
    const below: Below = (most) => Math.floor(chance() * most);
    for (let index = 0; index < 40; index += 1) await make(nastyProduct(below, index));
    await expectNothingLost();
  },
);
