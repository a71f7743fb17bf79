import { isDeepStrictEqual } from 'node:util';
import { type Prisma, type Transaction } from '~/db.server';
import { type ImageInput, type VariantInput } from '~/models/product';
import type { EditableProduct } from '~/models/editable-product.server';

export type ImageRow = ReturnType<typeof imageRow>;
export type VariantRow = ReturnType<typeof variantRow>;

export function imageRow({ id, alt, focus, sourceUrl, fileId }: ImageInput, index: number) {
  return { id, position: index + 1, alt, focusX: focus.x, focusY: focus.y, sourceUrl, fileId };
}

export function variantRow(
  { options, image, ...variant }: VariantInput,
  index: number,
  imageIds: readonly (string | null)[],
  imported: Prisma.InputJsonObject | undefined,
) {
  const [option1 = '', option2 = '', option3 = ''] = options;
  const { id, sku, barcode, priceMinor, compareAtMinor, trackStock, stock } = variant;
  return {
    id,
    position: index + 1,
    option1,
    option2,
    option3,
    sku,
    barcode,
    priceMinor,
    compareAtMinor,
    trackStock,
    stock,
    weightGrams: variant.weightGrams,
    outOfStock: variant.outOfStock,
    imageId: image === null ? null : (imageIds[image] ?? null),
    imported,
  };
}

/**
 * What leads from the rows there are to the rows wanted. A wanted row is an existing one when it
 * has its id, or else its key.
 */
export function diff<Wanted extends { id?: string }, Existing extends { id: string }>(
  wanted: Wanted[],
  existing: Existing[],
  keyOf: (row: Wanted | Existing) => string | null,
) {
  const left = new Map(existing.map((row) => [row.id, row]));
  const take = (id: string | undefined) => {
    const row = id === undefined ? undefined : left.get(id);
    if (row) left.delete(row.id);
    return row;
  };
  const byId = wanted.map(({ id }) => take(id));
  const idByKey = new Map([...left.values()].map((row) => [keyOf(row), row.id]));
  idByKey.delete(null);
  const matched = wanted.map((row, index) => byId[index] ?? take(idByKey.get(keyOf(row))));

  const different: (Wanted & { id: string })[] = [];
  const added: Wanted[] = [];
  wanted.forEach((row, index) => {
    const before = matched[index];
    // An id that is no row's of this product is of no use: the new row gets its own.
    if (!before) added.push({ ...row, id: undefined });
    else if (differs(row, before)) different.push({ ...row, id: before.id });
  });
  const gone = [...left.keys()];
  const changed = different.length + added.length + gone.length > 0;
  return { matched, different, added, gone, changed };
}

/** A field left undefined is not asked for. */
function differs(wanted: object, before: object): boolean {
  const now = new Map(Object.entries(before));
  return Object.entries(wanted).some(
    ([name, value]) =>
      name !== 'id' && value !== undefined && !isDeepStrictEqual(value, now.get(name)),
  );
}

/** A row of one product. */
type Of<Row> = Row & { productId: string };

export function of<Row>(productId: string, rows: Row[]): Of<Row>[] {
  return rows.map((row) => ({ ...row, productId }));
}

export function optionRows(names: string[]) {
  return names.map((name, index) => ({ position: index + 1, name }));
}

export async function addOptions(
  tx: Transaction,
  data: Of<ReturnType<typeof optionRows>[number]>[],
): Promise<void> {
  if (data.length > 0) await tx.productOption.createMany({ data });
}

export async function addImages(
  tx: Transaction,
  data: Of<ImageRow & { id?: string }>[],
): Promise<void> {
  if (data.length > 0) await tx.productImage.createMany({ data });
}

export async function changeImages(tx: Transaction, rows: ImageRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE product_image SET position = row.position, alt = row.alt,
      focus_x = row."focusX", focus_y = row."focusY", source_url = row."sourceUrl", file_id = row."fileId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(id uuid, position int, alt text, "focusX" int, "focusY" int, "sourceUrl" text, "fileId" text)
    WHERE product_image.id = row.id`;
}

export async function addVariants(tx: Transaction, data: Of<VariantRow>[]): Promise<void> {
  if (data.length > 0) await tx.variant.createMany({ data });
}

export async function changeVariants(
  tx: Transaction,
  rows: (VariantRow & { id: string })[],
  existing: EditableProduct['variants'],
): Promise<void> {
  if (rows.length === 0) return;
  const parked = takingEachOthersPlace(rows, existing);
  if (parked.length > 0) {
    await tx.$executeRaw`
      UPDATE variant SET option1 = id::text, option2 = '', option3 = '', sku = NULL
      WHERE id = ANY(${parked}::uuid[])`;
  }
  await tx.$executeRaw`
    UPDATE variant SET position = row.position,
      option1 = row.option1, option2 = row.option2, option3 = row.option3,
      sku = row.sku, barcode = row.barcode,
      price_minor = row."priceMinor", compare_at_minor = row."compareAtMinor",
      track_stock = row."trackStock", stock = row.stock, weight_grams = row."weightGrams",
      out_of_stock = row."outOfStock", image_id = row."imageId",
      imported = coalesce(row.imported, variant.imported)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS row(id uuid, position int, option1 text, option2 text, option3 text,
        sku text, barcode text, "priceMinor" int, "compareAtMinor" int, "trackStock" boolean,
        stock int, "weightGrams" int, "outOfStock" out_of_stock, "imageId" uuid, imported jsonb)
    WHERE variant.id = row.id`;
}

/**
 * Unique indexes are checked row by row, so a row that takes over another's options or SKU would
 * fail although the end is fine: these rows give theirs up first.
 */
function takingEachOthersPlace(
  rows: (VariantRow & { id: string })[],
  existing: EditableProduct['variants'],
): string[] {
  const keysOf = (row: Pick<VariantRow, 'option1' | 'option2' | 'option3' | 'sku'>) => [
    JSON.stringify([row.option1, row.option2, row.option3]),
    row.sku === null ? null : `SKU ${row.sku}`,
  ];
  const wanted = new Map(rows.map((row) => [row.id, keysOf(row)]));
  const taken = new Map(
    rows.flatMap((row) => keysOf(row).flatMap((key) => (key === null ? [] : [[key, row.id]]))),
  );
  return existing
    .filter((row) => wanted.has(row.id))
    .filter((row) =>
      keysOf(row).some((key) => key !== null && (taken.get(key) ?? row.id) !== row.id),
    )
    .map(({ id }) => id);
}

export async function addCategories(
  tx: Transaction,
  data: Of<{ categoryId: string }>[],
): Promise<void> {
  if (data.length > 0) await tx.productCategory.createMany({ data });
}
