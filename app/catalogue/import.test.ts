import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportCatalogue } from '~/catalogue/export.server';
import type { ImportOptions } from '~/catalogue/import-run.server';
import { importCatalogue } from '~/catalogue/import.server';
import { describeProblem } from '~/catalogue/problem';
import { disconnect, read, transaction } from '~/db.server';
import { editableProduct } from '~/models/editable-product.server';
import { catalogueFile } from '../../scripts/test/catalogue';

vi.setConfig({ testTimeout: 30_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-import-'));
});
beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.category.deleteMany();
  }),
);
afterAll(async () => {
  await rm(folder, { recursive: true });
  await disconnect();
});

async function importText(text: string, options: Partial<ImportOptions> = {}) {
  const path = join(folder, 'file.csv');
  await writeFile(path, text);
  return importCatalogue(await catalogueFile(path), { currency: 'EUR', ...options });
}

const products = () =>
  read((db) => db.product.findMany({ orderBy: { slug: 'asc' }, select: editableProduct }));
const slugs = async () => (await products()).map(({ slug }) => slug);

const header =
  'Handle,Title,Body (HTML),Tags,Published,Status,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Image Src,Image Position,Currency,Published at';
const columns = header.split(',');

/** A row by column names; line breaks are allowed. */
function row(cells: Record<string, string>): string {
  return columns.map((name) => `"${(cells[name] ?? '').replaceAll('"', '""')}"`).join(',');
}
const file = (...rows: Record<string, string>[]) => [header, ...rows.map(row)].join('\n');
const mug = { Handle: 'mug', Title: 'Mug', 'Variant Price': '12.50' };
/** A good product of lines 2 to 4, so that a line number that counts rows is found out. */
const lamp = { Handle: 'lamp', Title: 'Lamp', 'Body (HTML)': 'a\nb\nc', 'Variant Price': '3' };

describe('a bad row is told with line, column and reason, and its product is left out whole', () => {
  test.each<[string, Record<string, string>[], string]>([
    ['no title', [{ ...mug, Title: '' }], 'Line 5, column Title: The title is missing'],
    [
      'a handle that can be no address',
      [{ ...mug, Handle: 'a b/c' }],
      'Line 5, column Handle: The address',
    ],
    [
      'no price',
      [{ ...mug, 'Variant Price': '' }],
      'Line 5, column Variant Price: The price is empty',
    ],
    [
      'words for a price',
      [{ ...mug, 'Variant Price': 'ten' }],
      'Line 5, column Variant Price: “ten” is no price in EUR',
    ],
    [
      'a price with a comma',
      [{ ...mug, 'Variant Price': '1,50' }],
      'Line 5, column Variant Price: “1,50”',
    ],
    ['a price below 0', [{ ...mug, 'Variant Price': '-1' }], 'Line 5, column Variant Price: “-1”'],
    [
      'a price finer than a cent',
      [{ ...mug, 'Variant Price': '1.005' }],
      'Line 5, column Variant Price: “1.005”',
    ],
    [
      'a price too high',
      [{ ...mug, 'Variant Price': '99999999.99' }],
      'Line 5, column Variant Price',
    ],
    [
      'a compare-at price that is none',
      [{ ...mug, 'Variant Compare At Price': 'x' }],
      'Line 5, column Variant Compare At Price',
    ],
    [
      'stock that is no number',
      [{ ...mug, 'Variant Inventory Qty': 'many' }],
      'Line 5, column Variant Inventory Qty',
    ],
    [
      'stock beyond bounds',
      [{ ...mug, 'Variant Inventory Qty': '9999999999' }],
      'Line 5, column Variant Inventory Qty: The stock is too high',
    ],
    [
      'a weight that is none',
      [{ ...mug, 'Variant Grams': 'heavy' }],
      'Line 5, column Variant Grams',
    ],
    [
      'an unknown policy',
      [{ ...mug, 'Variant Inventory Policy': 'maybe' }],
      'Line 5, column Variant Inventory Policy',
    ],
    ['an unknown status', [{ ...mug, Status: 'gone' }], 'Line 5, column Status'],
    [
      'published neither true nor false',
      [{ ...mug, Published: 'perhaps' }],
      'Line 5, column Published',
    ],
    ['a date that is none', [{ ...mug, 'Published at': 'soon' }], 'Line 5, column Published at'],
    ['a currency that is none', [{ ...mug, Currency: 'Euro' }], 'Line 5, column Currency'],
    [
      'a picture that is no web address',
      [{ ...mug, 'Image Src': 'ftp://a/b.jpg' }],
      'Line 5, column Image Src',
    ],
    [
      'a picture that is not in the shop',
      [{ ...mug, 'Image Src': `/images/${'0'.repeat(32)}/320.webp` }],
      'Line 5, column Image Src',
    ],
    [
      'a picture at no position',
      [{ ...mug, 'Image Src': 'https://a/b.jpg', 'Image Position': 'top' }],
      'Line 5, column Image Position',
    ],
    [
      'a value without its option',
      [{ ...mug, 'Option1 Value': 'Red' }],
      'Line 5, column Option1 Name',
    ],
    [
      'an option without its value',
      [{ ...mug, 'Option1 Name': 'Colour' }],
      "Line 5, column Option1 Value: An option's value is missing",
    ],
    [
      'two variants with the same options',
      [
        { ...mug, 'Option1 Name': 'Colour', 'Option1 Value': 'Red' },
        { Handle: 'mug', 'Option1 Value': 'Red', 'Variant Price': '1' },
      ],
      'Line 6, column Option1 Value: Another variant has the same options',
    ],
    [
      'two variants with the same SKU',
      [
        { ...mug, 'Option1 Name': 'Colour', 'Option1 Value': 'Red', 'Variant SKU': 'A' },
        { Handle: 'mug', 'Option1 Value': 'Blue', 'Variant Price': '1', 'Variant SKU': 'A' },
      ],
      'Line 6, column Variant SKU: Another variant has this SKU',
    ],
    [
      'a row without a product',
      [mug, { 'Variant Price': '1' }],
      'Line 6, column Handle: The row says not',
    ],
    [
      'a NUL',
      [{ ...mug, 'Body (HTML)': 'a\0b' }],
      'Line 5, column Body (HTML): The value holds a NUL',
    ],
    [
      'a title too long',
      [{ ...mug, Title: 'x'.repeat(256) }],
      'Line 5, column Title: The title is longer',
    ],
  ])('%s', async (name, rows, told) => {
    if (name === 'a NUL') rows = [{ ...mug, 'Body (HTML)': `${'x'.repeat(5000)}a\0b` }];
    const report = await importText(file(lamp, ...rows));
    expect(report.problems.map(describeProblem)).toEqual([expect.stringContaining(told)]);
    expect(report).toMatchObject({ created: 1, refused: 1 });
    expect(await slugs()).toEqual(['lamp']);
  });

  test('a barcode that a spreadsheet has shortened never takes a good one’s place', async () => {
    const code = (barcode: string) => `Handle;Title;Price;Inventory quantity;Barcode;Published
mug;Mug;"1.234,50 €";1.000;${barcode};WAHR`;
    expect(await importText(code('4006381333931'))).toMatchObject({ created: 1, problems: [] });
    const report = await importText(code('4,00638E+12'));
    expect(report.problems.map(describeProblem)).toEqual([
      expect.stringContaining('Line 2, column Barcode: “4,00638E+12” is what a spreadsheet made'),
    ]);
    const [stored] = await products();
    expect(stored).toMatchObject({ status: 'active' });
    expect(stored?.variants).toMatchObject([
      { barcode: '4006381333931', priceMinor: 123_450, stock: 1_000 },
    ]);
  });

  test('a row that is cut off, and one with a value too many', async () => {
    const report = await importText(
      `${file(lamp)}\nmug,Mug,1\n${row({ ...mug, Handle: 'cup' })},more`,
    );
    expect(report.problems.map(describeProblem)).toEqual([
      'Line 5: The row has 3 values for 20 columns. Is it cut off?',
      'Line 6: The value “more” stands under no column. Is a comma not in quotes?',
    ]);
    expect(await slugs()).toEqual(['lamp']);
  });

  test('rows of one product in several places', async () => {
    const report = await importText(
      file({ ...mug, 'Option1 Name': 'Size', 'Option1 Value': 'S' }, lamp, {
        Handle: 'MUG',
        'Option1 Value': 'M',
        'Variant Price': '1',
      }),
    );
    expect(report.problems.map(describeProblem)).toEqual([
      'Line 6, column Handle: mug has rows from line 2 on, with other products between. Move all rows of a product together.',
    ]);
    expect(report).toMatchObject({ created: 1, refused: 1 });
    expect(await slugs()).toEqual(['lamp']);
  });

  test('a SKU that another product has: also foreseen by a dry run', async () => {
    const rows = file({ ...lamp, 'Variant SKU': 'A' }, { ...mug, 'Variant SKU': 'A' });
    const told = 'Line 5, column Variant SKU';
    const foreseen = await importText(rows, { dryRun: true });
    expect(foreseen.problems.map(describeProblem)).toEqual([expect.stringContaining(told)]);
    expect(foreseen).toMatchObject({ created: 1, refused: 1 });
    expect(await slugs()).toEqual([]);
    const report = await importText(rows);
    expect(report).toMatchObject({ created: 1, refused: 1 });
    expect(report.problems).toHaveLength(1);
  });

  test('all of them, and of all products', async () => {
    const report = await importText(
      file(
        { ...mug, Title: '', 'Variant Price': 'x', 'Variant Inventory Qty': 'y' },
        { ...lamp, Status: 'z' },
      ),
    );
    expect(report.problems).toHaveLength(4);
    expect(report.problems.map(({ line }) => line)).toEqual([2, 2, 2, 3]);
  });

  test('an existing product stays as it was', async () => {
    await importText(file(mug));
    const before = await products();
    await importText(file({ ...mug, Title: 'Cup', 'Variant Price': 'x' }));
    expect(await products()).toEqual(before);
  });
});

describe('status', () => {
  test.each([
    [{ Published: 'true', Status: '' }, 'active'],
    [{ Published: 'false', Status: '' }, 'draft'],
    [{ Published: '', Status: '' }, 'draft'],
    [{ Published: 'TRUE', Status: 'Active' }, 'active'],
    [{ Published: 'FALSE', Status: 'active' }, 'draft'],
    [{ Published: 'TRUE', Status: 'draft' }, 'draft'],
    [{ Published: 'TRUE', Status: 'archived' }, 'archived'],
    [{ Published: 'TRUE', Status: 'unlisted' }, 'draft'],
  ])('%o is %s', async (cells, status) => {
    await importText(file({ ...mug, ...cells }));
    expect((await products())[0]?.status).toBe(status);
  });
});

test('what a file has no column for stays as it is', async () => {
  await importText(
    `${header},Cost per item\n${row({ ...mug, Status: 'active', Tags: 'a, b', 'Image Src': 'https://a.example/b.jpg', 'Variant SKU': 'M' })},3`,
  );
  const report = await importText('Handle,Variant Price\nmug,15');
  expect(report).toMatchObject({ changed: 1, problems: [] });
  const [product] = await products();
  expect(product).toMatchObject({
    title: 'Mug',
    status: 'active',
    tags: ['a', 'b'],
    images: [{ sourceUrl: 'https://a.example/b.jpg' }],
    variants: [{ priceMinor: 1500, sku: 'M', imported: { 'Cost per item': '3' } }],
  });
});

test('titles alone are enough for new products: their handles are made of them', async () => {
  const report = await importText('Title,Price\nBlue Mug,1\nLampe à huile,2\n');
  expect(report.problems).toEqual([]);
  expect(await slugs()).toEqual(['blue-mug', 'lampe-a-huile']);
});

test('pictures are in order of their positions, and one that many rows repeat is one', async () => {
  const picture = (Handle: string, name: string, position: string) => ({
    Handle,
    'Image Src': `https://a.example/${name}.jpg`,
    'Image Position': position,
  });
  await importText(
    file(
      { ...mug, ...picture('mug', 'second', '2') },
      picture('mug', 'first', '1'),
      picture('mug', 'second', '2'),
    ),
  );
  const [product] = await products();
  expect(product?.images.map(({ sourceUrl }) => sourceUrl)).toEqual([
    'https://a.example/first.jpg',
    'https://a.example/second.jpg',
  ]);
});

test('categories are found by their last part, and made where they are not there', async () => {
  const kitchen = await transaction((tx) =>
    tx.category.create({ data: { slug: 'kitchen', title: 'The kitchen' } }),
  );
  const pots = { slug: 'pots', title: 'Pots', parentId: kitchen.id, position: 1 };
  await transaction((tx) => tx.category.create({ data: pots }));
  const text = 'Handle,Title,Price,Categories\nmug,Mug,1,"kitchen/mugs, kitchen"\n';
  const dry = await importText(text, { dryRun: true });
  expect(dry).toMatchObject({ created: 1, problems: [] });
  expect(await read((db) => db.category.count())).toBe(2);
  const report = await importText(text);
  expect(report.warnings.map(describeProblem)).toEqual([
    'Line 2, column Categories: There was no category mugs: it is made with that name. Rename it in the admin.',
  ]);
  const mugs = await read((db) => db.category.findUniqueOrThrow({ where: { slug: 'mugs' } }));
  expect(mugs).toMatchObject({ title: 'Mugs', parentId: kitchen.id, position: 2 });
  expect((await products())[0]?.categories).toHaveLength(2);
  expect(await importText(text)).toMatchObject({ unchanged: 1, warnings: [] });
});

test('an export that fails leaves no file, and the older one as it was', async () => {
  const path = join(folder, 'kept.csv');
  await writeFile(path, 'older');
  await importText(file(mug));
  const onProgress = () => {
    throw new Error('the disk is full');
  };
  await expect(exportCatalogue(path, { shopUrl: '', onProgress })).rejects.toThrow('disk is full');
  expect(await readFile(path, 'utf8')).toBe('older');
  await expect(readFile(`${path}.part-${process.pid}`)).rejects.toThrow('ENOENT');
});
