import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { disconnect, read, transaction } from '~/db.server';
import { saveProduct, setProductStatus } from '~/models/admin-product.server';
import { type ProductDraft, productSchema } from '~/models/product';
import { deleteProduct, returnProduct } from '~/models/product-bin.server';
import { getHistory } from '~/models/product-history.server';
import { restoreVersion } from '~/models/product-restore.server';
import { getProduct } from '~/models/product.server';
import { createProduct } from '~/models/product-write.server';
import { endPublications } from '~/models/publications.server';

const later = new Date('2999-01-01T00:00:00Z');
const save = () => ({ key: randomUUID(), actor: 'mia' });

const mug = (change: Partial<ProductDraft> = {}) =>
  productSchema.parse({
    ...{ slug: 'mug', status: 'active', title: 'Mug', currency: 'EUR' },
    ...{ publishedAt: new Date('2026-01-01T00:00:00Z'), variants: [{ priceMinor: 1200 }] },
    ...change,
  });

async function make(change: Partial<ProductDraft> = {}): Promise<string> {
  const made = await createProduct(save(), { input: mug(change) });
  if (!made.ok) throw new Error(made.message);
  return made.id;
}

/** The time is moved, not waited for. */
const end = (id: string) =>
  transaction((tx) => tx.product.update({ where: { id }, data: { publishedUntil: new Date() } }));

const load = (id: string) =>
  read((db) =>
    db.product.findUnique({
      where: { id },
      select: { status: true, publishedUntil: true, version: true },
    }),
  );

beforeEach(() =>
  transaction(async (tx) => {
    await tx.product.deleteMany();
    await tx.productChange.deleteMany();
  }),
);
afterAll(disconnect);

describe('the end of a publication', () => {
  test('archives a product once, however many processes see to it, and is in its history', async () => {
    const id = await make({ publishedUntil: later });
    const other = await make({ slug: 'cup', publishedUntil: later });
    await end(id);
    const next = await Promise.all([endPublications(), endPublications(), endPublications()]);
    for (const { endsIn, ending } of next) {
      expect(endsIn).toBeGreaterThan(1e12);
      expect(ending).toEqual([other]);
    }
    expect(await load(id)).toEqual({ status: 'archived', publishedUntil: null, version: 2 });
    expect(await load(other)).toEqual({ status: 'active', publishedUntil: later, version: 1 });
    const history = await getHistory(id, 100);
    expect(history?.versions[0]).toMatchObject({
      by: 'The end of its publication',
      differences: [
        { label: 'Status', before: 'active', after: 'archived' },
        { label: 'Visible until', after: '' },
      ],
    });
  });

  test('is the end of the product’s page, also while nobody has seen to it', async () => {
    const id = await make({ publishedUntil: later });
    expect((await getProduct('mug'))?.endsIn).toBeGreaterThan(1e9);
    await end(id);
    expect(await getProduct('mug')).toBeNull();
    expect((await load(id))?.status).toBe('active');
  });

  test('of a draft comes to nothing', async () => {
    const id = await make({ status: 'draft', publishedUntil: later });
    await end(id);
    expect(await endPublications()).toEqual({ endsIn: null, ending: [] });
    expect(await load(id)).toMatchObject({ status: 'draft', version: 1 });
  });

  test('goes in parts where many end at once', async () => {
    const id = await make({ publishedUntil: later });
    await transaction(
      (tx) => tx.$executeRaw`
        INSERT INTO product (id, slug, title, status, published_at, published_until, currency)
        SELECT gen_random_uuid(), 'p-' || n, 'P', 'active', now() - interval '1 day', now() - interval '1 hour', 'EUR'
        FROM generate_series(1, 1001) n`,
    );
    await end(id);
    expect(await endPublications()).toMatchObject({ endsIn: null });
    expect(await read((db) => db.product.count({ where: { status: 'archived' } }))).toBe(1002);
    expect(await read((db) => db.productChange.count({ where: { event: 'saved' } }))).toBe(1002);
  });
});

test('an end before the beginning that is stored, where the form has none, is refused', async () => {
  const id = await make({ publishedAt: later });
  const input = mug({ publishedAt: null, publishedUntil: new Date('2998-01-01T00:00:00Z') });
  expect(await saveProduct(save(), { id, version: 1, input })).toMatchObject({
    ok: false,
    field: 'publishedUntil',
  });
});

describe('an end that is past means now', () => {
  const past = new Date('2026-02-01T00:00:00Z');

  test('in a form, which says so, also when it is sent again', async () => {
    const id = await make();
    const again = save();
    const write = { id, version: 1, input: mug({ publishedUntil: past }) };
    expect(await saveProduct(again, write)).toMatchObject({ ok: true, ended: true });
    expect(await saveProduct(again, write)).toMatchObject({ replayed: true, ended: true });
    expect(await load(id)).toEqual({ status: 'archived', publishedUntil: null, version: 2 });
  });

  test('but for what is made active by one click', async () => {
    const id = await make({ status: 'archived', publishedUntil: past });
    await setProductStatus(save(), { id, version: 1, status: 'active' });
    expect(await load(id)).toMatchObject({ status: 'active', publishedUntil: null });
  });

  test('in an earlier version that is restored, and in the bin', async () => {
    const id = await make({ publishedUntil: later });
    await end(id);
    await deleteProduct(save(), { id, version: 1 });
    const notes = [expect.stringContaining('back as archived')];
    expect(await returnProduct(save(), id)).toMatchObject({ ok: true, notes });
    expect(await load(id)).toMatchObject({ status: 'archived', publishedUntil: null });
    await transaction((tx) =>
      tx.product.update({ where: { id }, data: { status: 'active', publishedUntil: new Date() } }),
    );
    await endPublications();
    const restored = await restoreVersion(save(), { id, version: 4, ofVersion: 3 });
    expect(restored).toMatchObject({ ok: true, notes });
    expect(await load(id)).toMatchObject({ status: 'archived', publishedUntil: null });
  });
});
