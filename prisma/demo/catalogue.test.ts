import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { demoCategories, demoProducts, stableId } from './catalogue';
import { categories } from './catalogue/categories';
import { checkDigit } from './ean13';
import { formats, pictures, renditionFile } from './pictures';

const inputs = demoProducts.map(({ input }) => input);
const visible = inputs.filter(({ status }) => status === 'active');
const variants = inputs.flatMap((input) => input.variants);
const opening = new Date('2026-11-01T00:00:00Z');

function repeated(items: (string | null | undefined)[]) {
  const known = items.filter((item) => item !== null && item !== undefined);
  return known.filter((item, index) => known.indexOf(item) !== index);
}

describe('the demo catalogue', () => {
  test('has enough to browse, and something of every kind', () => {
    expect(visible.length).toBeGreaterThanOrEqual(60);
    expect(demoCategories.length).toBeGreaterThanOrEqual(8);
    expect(inputs.filter(({ status }) => status === 'draft')).toHaveLength(3);
    expect(inputs.filter(({ status }) => status === 'archived')).toHaveLength(1);
    const onSale = visible.filter((input) =>
      input.variants.some((v) => v.compareAtMinor !== null && v.compareAtMinor > v.priceMinor),
    );
    expect(onSale.length).toBeGreaterThanOrEqual(12);
    const soldOut = visible.filter((input) =>
      input.variants.every((v) => v.stock === 0 && v.outOfStock === 'deny'),
    );
    expect(soldOut.length).toBeGreaterThanOrEqual(3);
    expect(variants.filter((v) => v.outOfStock === 'continue')).toHaveLength(2);
  });

  test('was on sale before the shop opened', () => {
    for (const { slug, publishedAt } of visible) {
      expect(publishedAt?.getTime(), slug).toBeLessThan(opening.getTime());
    }
  });

  test('gives everything an address, a code and an id of its own', () => {
    expect(repeated(inputs.map(({ slug }) => slug))).toEqual([]);
    expect(repeated(inputs.map(({ title }) => title))).toEqual([]);
    expect(repeated(variants.map(({ sku }) => sku))).toEqual([]);
    expect(repeated(variants.map(({ barcode }) => barcode))).toEqual([]);
    expect(repeated(categories.map(({ slug }) => slug))).toEqual([]);
    expect(repeated(demoProducts.map(({ id }) => id))).toEqual([]);
    expect(repeated(variants.map(({ id }) => id))).toEqual([]);
    expect(stableId('product harbour-mug')).toBe(stableId('product harbour-mug'));
  });

  test('has a product in every category that has no children', () => {
    const filled = new Set(visible.flatMap(({ categoryIds }) => categoryIds));
    const ids = new Set(demoCategories.map(({ id }) => id));
    for (const { id, slug } of demoCategories) {
      const isParent = demoCategories.some(({ parentId }) => parentId === id);
      expect(isParent || filled.has(id), slug).toBe(true);
    }
    for (const id of filled) expect(ids).toContain(id);
  });

  test('has barcodes that a till can read', () => {
    const barcodes = variants.flatMap(({ barcode }) => barcode ?? []);
    expect(barcodes.length).toBeGreaterThan(60);
    for (const barcode of barcodes) {
      expect(barcode).toMatch(/^20\d{11}$/);
      expect(checkDigit(barcode.slice(0, 12))).toBe(barcode[12]);
    }
    // The example of the GS1 General Specifications.
    expect(checkDigit('629104150021')).toBe('3');
  });

  test('says nothing twice', () => {
    const sentences = inputs.flatMap(({ description }) =>
      description
        .split(/(?<=[.!?])\s+|\n+/)
        .map((sentence) =>
          sentence
            .replace(/[*\-–]/g, '')
            .trim()
            .toLowerCase(),
        )
        .filter((sentence) => sentence.split(' ').length > 3),
    );
    expect(sentences.length).toBeGreaterThan(300);
    expect(repeated(sentences)).toEqual([]);
    expect(repeated(inputs.map(({ seoDescription }) => seoDescription || null))).toEqual([]);
  });

  test('shows every visible product', () => {
    for (const { slug, images } of visible) {
      expect(images.length, slug).toBeGreaterThan(0);
      for (const { alt, fileId } of images) {
        expect(fileId, slug).toMatch(/^[0-9a-f]{32}$/);
        expect(alt.length, slug).toBeGreaterThan(10);
      }
      expect(repeated(images.map(({ alt }) => alt))).toEqual([]);
    }
  });
});

describe('the pictures', () => {
  test('are all used, and each is the only one of its content', () => {
    const used = new Set(inputs.flatMap(({ images }) => images.map(({ fileId }) => fileId)));
    const ids = [...pictures.values()].map(({ fileId }) => fileId);
    expect(repeated(ids)).toEqual([]);
    for (const [name, { fileId }] of pictures) expect(used.has(fileId), name).toBe(true);
  });

  test('are what their names say', async () => {
    let bytes = 0;
    for (const [name, { width, height, widths, color }] of pictures) {
      expect(widths.at(-1), name).toBe(width);
      expect(color).toMatch(/^#[0-9a-f]{6}$/);
      for (const wide of widths) {
        for (const format of formats) {
          const file = renditionFile(name, wide, format);
          const found = await sharp(file).metadata();
          expect(found.width, file).toBe(wide);
          expect(found.height, file).toBe(Math.round((height * wide) / width));
          expect(found.format === 'heif' ? found.compression : found.format, file).toBe(
            format === 'avif' ? 'av1' : 'webp',
          );
          bytes += (await stat(file)).size;
        }
      }
    }
    expect(bytes).toBeLessThan(10 * 1024 * 1024);
  });
});
