import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { guard } from '~/catalogue/cell-guard';
import { EXPORTED } from '~/catalogue/columns';
import { csvStream } from '~/catalogue/csv-stream.server';
import { writeRows } from '~/catalogue/write-rows.server';
import {
  countProducts,
  findImageWidths,
  listCategoryPlaces,
  listImportedColumns,
  listProductsAfter,
} from '~/models/catalogue.server';
import type { EditableProduct } from '~/models/editable-product.server';

/** Products looked up at a time. */
const BATCH = 100;

export type ExportOptions = {
  /** Origin of the addresses of pictures that are this shop's own; '' where it is not known. */
  shopUrl: string;
  /** The products that follow a slug, in the order of slugs, `limit` at most: all when not said. */
  productsAfter?: (slug: string, limit: number) => Promise<EditableProduct[]>;
  /** Called with the products written so far. */
  onProgress?: (done: number) => void;
};

/** A product CSV, by slug, as a stream: any number of products in little memory. */
export function productCsv(options: ExportOptions): Readable {
  return csvStream(lines(options));
}

/**
 * Writes all products as a product CSV, by slug. The file is there whole or not at all.
 * @returns how many products it holds.
 */
export async function exportCatalogue(
  path: string,
  { shopUrl, onProgress }: { shopUrl: string; onProgress?: (done: number, total: number) => void },
): Promise<number> {
  const unfinished = `${path}.part-${process.pid}`;
  const total = await countProducts();
  let products = 0;
  const tell = (done: number) => {
    products = done;
    onProgress?.(done, Math.max(total, done));
  };
  try {
    await pipeline(productCsv({ shopUrl, onProgress: tell }), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return products;
}

async function* lines({
  shopUrl,
  productsAfter = listProductsAfter,
  onProgress,
}: ExportOptions): AsyncGenerator<string[]> {
  const columns = [...EXPORTED, ...(await furtherColumns())];
  yield columns.map(guard);
  const categoryPaths = pathsOf(await listCategoryPlaces());
  let done = 0;
  let products = await productsAfter('', BATCH);
  while (products.length > 0) {
    const files = products.flatMap(({ images }) => images.flatMap(({ fileId }) => fileId ?? []));
    const imageWidths = await findImageWidths(files);
    for (const product of products) {
      for (const row of writeRows(product, { shopUrl, categoryPaths, imageWidths })) {
        const cells = new Map(
          Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]),
        );
        yield columns.map((name) => guard(cells.get(name.toLowerCase()) ?? ''));
      }
    }
    done += products.length;
    onProgress?.(done);
    products = await productsAfter(products.at(-1)?.slug ?? '', BATCH);
  }
}

/** Columns that files had and neither Shopify's template nor the shop has, each once, whatever its case. */
async function furtherColumns(): Promise<string[]> {
  const known = new Set(EXPORTED.map((name) => name.toLowerCase()));
  return (await listImportedColumns()).sort().filter((name) => {
    const isNew = !known.has(name.toLowerCase());
    known.add(name.toLowerCase());
    return isNew;
  });
}

/** Each category's slug after those of its ancestors, `kitchen/mugs`, by its id. */
function pathsOf(
  categories: { id: string; slug: string; parentId: string | null }[],
): Map<string, string> {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const pathOf = (id: string): string => {
    const category = byId.get(id);
    if (!category) return '';
    const parent = category.parentId === null ? '' : pathOf(category.parentId);
    return parent ? `${parent}/${category.slug}` : category.slug;
  };
  return new Map(categories.map(({ id }) => [id, pathOf(id)]));
}
