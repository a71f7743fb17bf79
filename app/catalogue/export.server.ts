import { stringify } from 'csv-stringify';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EXPORTED } from '~/catalogue/columns';
import { writeRows } from '~/catalogue/write-rows.server';
import {
  countProducts,
  findImageWidths,
  listCategoryPlaces,
  listImportedColumns,
  listProductsAfter,
} from '~/models/catalogue.server';

/** Products looked up at a time. */
const BATCH = 100;

export type ExportOptions = {
  /** Origin of the addresses of pictures that are this shop's own; '' where it is not known. */
  shopUrl: string;
  /** Called with the products written so far, and all there are. */
  onProgress?: (done: number, total: number) => void;
};

/**
 * Writes all products as a product CSV, by slug. The file is there whole or not at all.
 * @returns how many products it holds.
 */
export async function exportCatalogue(path: string, options: ExportOptions): Promise<number> {
  const unfinished = `${path}.part-${process.pid}`;
  const columns = [...EXPORTED, ...(await furtherColumns())];
  const count = { products: 0 };
  try {
    await pipeline(
      Readable.from(lines(columns, options, count)),
      // Also what other programs would trim or take for the end of a row.
      stringify({ quoted_match: [/[\r\n]/, /^\s|\s$/] }),
      createWriteStream(unfinished),
    );
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return count.products;
}

async function* lines(
  columns: string[],
  { shopUrl, onProgress }: ExportOptions,
  count: { products: number },
): AsyncGenerator<string[]> {
  yield columns;
  const total = await countProducts();
  const categoryPaths = pathsOf(await listCategoryPlaces());
  let products = await listProductsAfter('', BATCH);
  while (products.length > 0) {
    const files = products.flatMap(({ images }) => images.flatMap(({ fileId }) => fileId ?? []));
    const imageWidths = await findImageWidths(files);
    for (const product of products) {
      for (const row of writeRows(product, { shopUrl, categoryPaths, imageWidths })) {
        const cells = new Map(
          Object.entries(row).map(([name, value]) => [name.toLowerCase(), value]),
        );
        yield columns.map((name) => cells.get(name.toLowerCase()) ?? '');
      }
    }
    count.products += products.length;
    onProgress?.(count.products, Math.max(total, count.products));
    products = await listProductsAfter(products.at(-1)?.slug ?? '', BATCH);
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
