import { CellReader } from '~/catalogue/cell-reader';
import { parseBoolean, parseInstant } from '~/catalogue/cells';
import { readDescription } from '~/catalogue/description.server';
import { type Group } from '~/catalogue/groups.server';
import { cellOf, type Header, type Row } from '~/catalogue/header';
import { importedProduct, importedVariant } from '~/catalogue/imported';
import { keepOfProduct, keepOfVariant } from '~/catalogue/kept';
import { locate, type Source } from '~/catalogue/locate';
import { type Problem } from '~/catalogue/problem';
import { readImages } from '~/catalogue/read-images';
import { readOptions, readVariant, rowsOfVariants } from '~/catalogue/read-variants';
import { type ProductDraft, type ProductInput, productSchema } from '~/models/product';
import type { Imported } from '~/models/product-create.server';
import { isOver } from '~/models/publication';
import { type EditableProduct, toProductInput } from '~/models/editable-product.server';

/** What a file's product is read against. */
export type Context = {
  header: Header;
  existing: EditableProduct | undefined;
  /** Of products that don't say theirs. */
  currency: string;
  /** By slug. */
  categoryIds: ReadonlyMap<string, string>;
  /** Ids of the stored pictures among those that the product speaks of. */
  imageFiles: ReadonlyMap<string, unknown>;
};

export type ProductRead = {
  /** undefined where something is wrong with it. */
  product?: { input: ProductInput; imported: Imported; source: Source };
  problems: Problem[];
  warnings: Problem[];
};

/**
 * The product that a group of rows describes. What a file has no column for stays as it is in the
 * existing product.
 */
export function readProduct(group: Group, context: Context): ProductRead {
  const { header, existing } = context;
  const reader = new CellReader(header);
  reader.problems.push(...group.problems);
  const [first] = group.rows;
  // What else is wrong can't be told while rows can't be read.
  if (!first || group.problems.length > 0) return reader;
  const before = existing && toProductInput(existing);
  const importedBefore = importedProduct.safeParse(existing?.imported).data;

  const currency = reader.text(first, 'currency') || (before?.currency ?? context.currency);
  if (!/^[A-Z]{3}$/.test(currency)) {
    reader.refuse(first, 'currency', 'The currency is not a code like EUR.');
    return reader;
  }
  const options = readOptions(reader, group, before);
  const variantRows = rowsOfVariants(reader, group);
  const images = readImages(reader, group, before?.images ?? [], context.imageFiles);
  const source: Source = { header, first, variantRows, imageRows: images.rows, options };

  /** Where a stored variant's image is now. */
  const imageOf = (index: number | null) => {
    const id = index === null ? undefined : before?.images[index]?.id;
    const now = images.list.findIndex((image) => id !== undefined && image.id === id);
    return now < 0 ? null : now;
  };
  const hasVariants = reader.has('price') || reader.has('sku') || reader.has('option1Value');
  const variants = hasVariants
    ? variantRows.map((row) => {
        const image = images.ofVariant(row);
        const { stored, ...variant } = readVariant(reader, row, { options, before, currency });
        return { ...variant, image: image === undefined ? imageOf(stored?.image ?? null) : image };
      })
    : (before?.variants ?? []).map((variant) => ({ ...variant, image: imageOf(variant.image) }));
  if (variants.length === 0) {
    reader.refuse(first, '', 'A new product needs a price, and the file has no column Price.');
  }

  const described = readDescription(
    { html: cellOf(first, header, 'description'), markdown: cellOf(first, header, 'markdown') },
    existing ? { description: existing.description, html: importedBefore?.html } : null,
  );
  const line = (field: 'vendor' | 'type' | 'seoTitle' | 'seoDescription') =>
    reader.text(first, field) ?? before?.[field];
  const draft: ProductDraft = {
    slug: group.handle,
    title: reader.text(first, 'title') || (before?.title ?? ''),
    description: described.description,
    vendor: line('vendor'),
    type: line('type'),
    seoTitle: line('seoTitle'),
    seoDescription: line('seoDescription'),
    tags: splitList(reader.text(first, 'tags')) ?? before?.tags,
    status: readStatus(reader, first, before),
    publishedAt: reader.value(first, 'publishedAt', parseInstant, {
      missing: before?.publishedAt ?? null,
      empty: null,
    }),
    publishedUntil: reader.value(first, 'publishedUntil', parseInstant, {
      missing: before?.publishedUntil ?? null,
      empty: null,
    }),
    currency,
    options: options.map(({ name }) => name),
    variants,
    images: images.list,
    categoryIds: readCategories(reader, first, context, before),
  };
  const parsed = productSchema.safeParse(draft);
  for (const { path, message } of parsed.error?.issues ?? []) {
    const problem = locate(path, message, source);
    const isTold = reader.problems.some(
      ({ line, column }) => line === problem.line && column === problem.column,
    );
    if (!isTold) reader.problems.push(problem);
  }
  if (!parsed.success || reader.problems.length > 0) {
    return { problems: reader.problems, warnings: [] };
  }
  const input = parsed.data;
  if (input.status === 'active' && isOver(input, new Date())) {
    reader.warn(first, 'publishedUntil', 'Its publication has ended: it is archived.');
  }
  const kept = keepOfProduct(reader, group, variantRows, importedBefore);
  return {
    product: {
      input,
      imported: {
        product: {
          ...(Object.keys(kept.fields).length > 0 && { fields: kept.fields }),
          ...(Object.keys(kept.images).length > 0 && { images: kept.images }),
          ...(described.html && { html: described.html }),
        },
        variants: input.variants.map(({ options }, index) => {
          const stored = importedVariant.safeParse(storedVariant(existing, options)?.imported);
          const row = hasVariants ? variantRows[index] : undefined;
          return row
            ? keepOfVariant(reader, row, index === 0, stored.data ?? {})
            : (stored.data ?? {});
        }),
      },
      source,
    },
    problems: [],
    warnings: reader.warnings,
  };
}

/** The addresses of the categories that a group names, each as `kitchen/mugs`: parents, then itself. */
export function categoryPaths({ rows }: Group, header: Header): string[] {
  const [first] = rows;
  return (first && splitList(cellOf(first, header, 'categories'))) ?? [];
}

function readCategories(
  reader: CellReader,
  first: Row,
  { categoryIds }: Context,
  before: ProductInput | undefined,
): string[] {
  const paths = splitList(reader.text(first, 'categories'));
  if (!paths) return before?.categoryIds ?? [];
  return paths.flatMap((path) => {
    const id = categoryIds.get(path.split('/').at(-1) ?? '');
    if (id === undefined) reader.refuse(first, 'categories', `There is no category ${path}.`);
    return id ?? [];
  });
}

/** Without a status, a published product is active. What customers must not see yet stays a draft. */
function readStatus(
  reader: CellReader,
  first: Row,
  before: ProductInput | undefined,
): ProductInput['status'] {
  const published = reader.value(first, 'published', parseBoolean, {
    missing: undefined,
    empty: undefined,
  });
  const status = reader.text(first, 'status')?.toLowerCase();
  switch (status) {
    case undefined:
    case '':
      if (published === undefined) return before?.status ?? 'draft';
      return published ? 'active' : 'draft';
    case 'active':
      return published === false ? 'draft' : 'active';
    case 'draft':
    case 'archived':
      return status;
    case 'unlisted':
      reader.warn(first, 'status', 'There are no unlisted products here: it becomes a draft.');
      return 'draft';
    default:
      reader.refuse(first, 'status', `“${status}” is no status. Write active, draft or archived.`);
      return 'draft';
  }
}

function splitList(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function storedVariant(existing: EditableProduct | undefined, options: string[]) {
  const [option1 = '', option2 = '', option3 = ''] = options;
  return existing?.variants.find(
    (variant) =>
      variant.option1 === option1 && variant.option2 === option2 && variant.option3 === option3,
  );
}
