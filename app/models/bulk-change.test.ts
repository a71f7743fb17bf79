import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import type { BulkChange } from '~/models/bulk-change';
import { returnBulk, startBulk } from '~/models/bulk-change.server';
import { previewBulk } from '~/models/bulk-preview.server';
import { leftOutCsv } from '~/models/bulk-left-csv.server';
import { getBulk } from '~/models/bulk-report.server';
import { runBulk } from '~/models/bulk-run.server';
import type { Selection } from '~/models/bulk-selection.server';
import { type ProductDraft, productSchema } from '~/models/product';
import { getHistory } from '~/models/product-history.server';
import { parseTableQuery } from '~/models/product-table';
import { editableProduct } from '~/models/editable-product.server';
import { createProduct, updateProduct } from '~/models/product-write.server';
import { newSave } from '../../scripts/test/save';

async function make(slug: string, change: Partial<ProductDraft> = {}): Promise<string> {
  const made = await createProduct(newSave(), {
    input: productSchema.parse({
      slug,
      status: 'active',
      title: slug,
      currency: 'EUR',
      tags: ['kitchen'],
      options: ['Colour'],
      variants: [
        { options: ['Blue'], priceMinor: 1_000 },
        { options: ['Red'], priceMinor: 1_505, compareAtMinor: 2_000 },
      ],
      ...change,
    }),
  });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

const load = (id: string) =>
  read((db) => db.product.findUniqueOrThrow({ where: { id }, select: editableProduct }));
const pricesOf = async (id: string) =>
  (await load(id)).variants.map(({ priceMinor, compareAtMinor }) => [priceMinor, compareAtMinor]);

const everything: Selection = { query: parseTableQuery(new URLSearchParams()) };
const cheaper: BulkChange = {
  kind: 'price',
  way: 'lower',
  by: 'percent',
  value: 10_00,
  step: 1,
  compareAt: 'keep',
};

async function begin(change: BulkChange, selection = everything, save = newSave()) {
  const preview = await previewBulk(change, selection);
  if (!preview) throw new Error('There is no preview.');
  const { fingerprint } = preview;
  const started = await startBulk(save, { change, selection, fingerprint, words: 'as asked' });
  return { preview, started };
}

/** Begins it and waits for its end. @returns its id */
async function change(what: BulkChange, selection = everything): Promise<string> {
  const { started } = await begin(what, selection);
  if (!started.ok) throw new Error(started.message);
  await runBulk(started.id, 30_000);
  return started.id;
}

async function takeBack(id: string): Promise<void> {
  await returnBulk(newSave(), id, 'as asked');
  await runBulk(id, 30_000);
}

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.category.deleteMany();
    await tx.bulkChange.deleteMany();
  }),
);
afterAll(disconnect);

describe('a change of many products', () => {
  test('is previewed, done, recorded for each, and taken back', async () => {
    const [mug, jug] = [await make('mug'), await make('jug')];
    const before = await load(mug);
    const { preview, started } = await begin(cheaper);
    expect(preview).toMatchObject({ total: 2, changed: 2, same: 0, refused: 0 });
    expect(preview.rows[0]?.after).toMatchObject({
      variants: [{ priceMinor: 900 }, { priceMinor: 1_355, compareAtMinor: 2_000 }],
    });
    expect(await load(mug)).toEqual(before);
    if (!started.ok) throw new Error(started.message);
    await runBulk(started.id, 30_000);
    expect(await pricesOf(jug)).toEqual([
      [900, null],
      [1_355, 2_000],
    ]);
    expect(await getBulk(started.id)).toMatchObject({ underWay: false, changed: 2, done: 2 });
    expect((await getHistory(mug, 100))?.versions[0]).toMatchObject({ version: 2, event: 'saved' });

    await takeBack(started.id);
    expect(await load(mug)).toEqual({ ...before, version: 3 });
    expect(await getBulk(started.id)).toMatchObject({ underWay: false, back: 2, kept: 0 });
    const [newest] = (await getHistory(mug, 100))?.versions ?? [];
    expect(newest).toMatchObject({ version: 3, event: 'restored', ofVersion: 1 });
    expect(newest?.differences.map(({ label }) => label)).toHaveLength(2);
  });

  test('each kind is done and taken back to the letter', async () => {
    const { id: cups } = await transaction((tx) =>
      tx.category.create({ data: { slug: 'cups', title: 'Cups' }, select: { id: true } }),
    );
    const { id: jugs } = await transaction((tx) =>
      tx.category.create({ data: { slug: 'jugs', title: 'Jugs' }, select: { id: true } }),
    );
    const id = await make('mug', { status: 'draft', categoryIds: [jugs] });
    const first = await load(id);
    const changes: BulkChange[] = [
      { kind: 'status', status: 'active' },
      { kind: 'tags', mode: 'add', tags: ['new'] },
      { kind: 'tags', mode: 'remove', tags: ['KITCHEN'] },
      { kind: 'category', mode: 'add', categoryId: cups },
      { kind: 'category', mode: 'set', categoryId: cups },
      { kind: 'category', mode: 'remove', categoryId: jugs },
      { ...cheaper, compareAt: 'before' },
    ];
    for (const one of changes) {
      const before = await load(id);
      const bulk = await change(one);
      const after = await load(id);
      expect(after, JSON.stringify(one)).not.toEqual(before);
      expect(after.version).toBe(before.version + 1);
      await takeBack(bulk);
      expect(await load(id)).toEqual({ ...before, version: before.version + 2 });
    }
    expect(await load(id)).toEqual({ ...first, version: 1 + 2 * changes.length });
  });

  test('what was saved after the preview is told of, and nothing is begun', async () => {
    const id = await make('mug');
    const preview = await previewBulk(cheaper, everything);
    await change({ kind: 'tags', mode: 'add', tags: ['new'] });
    const asked = { change: cheaper, selection: everything, words: '' };
    const fingerprint = preview?.fingerprint ?? '';
    expect(await startBulk(newSave(), { ...asked, fingerprint })).toMatchObject({
      ok: false,
      reason: 'changed-since',
    });
    expect(await pricesOf(id)).toContainEqual([1_000, null]);
  });

  test('what was saved after it was begun stays as it is, and is named', async () => {
    const [mug, jug] = [await make('mug'), await make('jug')];
    const { started } = await begin(cheaper);
    if (!started.ok) throw new Error(started.message);
    const input = productSchema.parse({
      slug: 'mug',
      status: 'draft',
      title: 'Beaker',
      currency: 'EUR',
      variants: [{ priceMinor: 5_000 }],
    });
    await updateProduct(newSave(), { id: mug, version: 1, input });
    await transaction((tx) => tx.product.delete({ where: { id: jug } }));
    await runBulk(started.id, 30_000);
    expect(await pricesOf(mug)).toEqual([[5_000, null]]);
    const bulk = await getBulk(started.id);
    expect(bulk).toMatchObject({ changed: 0, edited: 1, gone: 1, underWay: false });
    expect(bulk?.named.map(({ title, outcome }) => [title, outcome])).toEqual([
      ['mug', 'edited'],
      ['jug', 'gone'],
    ]);
  });

  test('taken back, it leaves and names what was saved since', async () => {
    const [mug, jug] = [await make('mug'), await make('jug')];
    const bulk = await change(cheaper);
    await change({ kind: 'tags', mode: 'add', tags: ['new'] }, { ids: [mug] });
    await takeBack(bulk);
    expect(await pricesOf(mug)).toContainEqual([900, null]);
    expect(await pricesOf(jug)).toContainEqual([1_000, null]);
    const seen = await getBulk(bulk);
    expect(seen).toMatchObject({ back: 1, kept: 1 });
    expect(seen?.named).toMatchObject([{ title: 'mug', back: 'kept' }]);
  });

  test('sent twice under one key it is done once, and another content under it is refused', async () => {
    const id = await make('mug');
    const save = newSave();
    const { preview, started } = await begin(cheaper, everything, save);
    const asked = { change: cheaper, selection: everything, fingerprint: preview.fingerprint };
    const again = await startBulk(save, { ...asked, words: '' });
    expect(again).toEqual({ ...started, replayed: true });
    if (!again.ok) throw new Error(again.message);
    await Promise.all([runBulk(again.id, 30_000), runBulk(again.id, 30_000)]);
    expect(await pricesOf(id)).toContainEqual([900, null]);
    const other = { ...asked, change: { ...cheaper, value: 20_00 }, words: '' };
    expect(await startBulk(save, other)).toMatchObject({ ok: false, reason: 'key-used' });
  });

  test('a product whose price would fall below 0 stays, and is named before and after', async () => {
    const cheap = await make('pin', {
      ...{ title: '=SUM(A1)', options: [], variants: [{ priceMinor: 100 }] },
    });
    await make('mug');
    const fiveLess: BulkChange = { ...cheaper, by: 'amount', value: 500 };
    const { preview, started } = await begin(fiveLess);
    expect(preview).toMatchObject({ changed: 1, refused: 1, problems: [{ id: cheap }] });
    if (!started.ok) throw new Error(started.message);
    await runBulk(started.id, 30_000);
    expect(await getBulk(started.id)).toMatchObject({ changed: 1, refused: 1, leftOut: 1 });
    expect(await text(leftOutCsv(started.id, 'https://shop.example'))).toBe(
      `Product,Why it was left,Its page\n'=SUM(A1),A price would fall below 0.,https://shop.example/admin/products/${cheap}\n`,
    );
    expect(await pricesOf(cheap)).toEqual([[100, null]]);
  });

  test('a category that is gone by then changes nothing', async () => {
    const { id: cups } = await transaction((tx) =>
      tx.category.create({ data: { slug: 'cups', title: 'Cups' }, select: { id: true } }),
    );
    const id = await make('mug');
    const { started } = await begin({ kind: 'category', mode: 'add', categoryId: cups });
    if (!started.ok) throw new Error(started.message);
    await transaction((tx) => tx.category.delete({ where: { id: cups } }));
    await runBulk(started.id, 30_000);
    expect(await getBulk(started.id)).toMatchObject({
      ...{ changed: 0, refused: 1 },
      named: [{ productId: id, problem: 'The category was deleted.' }],
    });
    expect((await load(id)).version).toBe(1);
  });

  test('nothing is begun for products that are gone, nor for an unknown change taken back', async () => {
    const { started } = await begin(cheaper, { ids: [randomUUID()] });
    expect(started).toMatchObject({ ok: false, reason: 'nothing' });
    expect(await getBulk(randomUUID())).toBeNull();
  });
});
