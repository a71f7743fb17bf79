import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Prisma } from '~/db.server';
import { CENTRE } from '~/models/product';
import type { EditableProduct } from '~/models/editable-product.server';

/** All that a version of a product says: its rows, without what names the product itself. */
export type ProductState = Omit<EditableProduct, 'id' | 'version' | 'categories'> & {
  /** Those that were deleted have their title. */
  categories: { categoryId: string; title?: string }[];
};

const text = z.string();
const json: z.ZodType<Prisma.JsonValue> = z.json();

/** How states are kept as JSON. A field that comes later gets a default here, so that older ones can still be read. */
const stateSchema = z.object({
  slug: text,
  status: z.enum(['draft', 'active', 'archived']),
  publishedAt: z.coerce.date().nullable(),
  publishedUntil: z.coerce.date().nullable().default(null),
  title: text,
  description: text,
  vendor: text,
  type: text,
  tags: z.array(text),
  seoTitle: text,
  seoDescription: text,
  currency: text,
  imported: json,
  options: z.array(z.object({ name: text })),
  variants: z.array(
    z.object({
      id: text,
      position: z.number(),
      option1: text,
      option2: text,
      option3: text,
      sku: text.nullable(),
      barcode: text.nullable(),
      priceMinor: z.number(),
      compareAtMinor: z.number().nullable(),
      trackStock: z.boolean(),
      stock: z.number(),
      weightGrams: z.number(),
      outOfStock: z.enum(['deny', 'continue']),
      imageId: text.nullable(),
      imported: json,
    }),
  ),
  images: z.array(
    z.object({
      id: text,
      position: z.number(),
      alt: text,
      focusX: z.number().default(CENTRE.x),
      focusY: z.number().default(CENTRE.y),
      sourceUrl: text.nullable(),
      fileId: text.nullable(),
    }),
  ),
  categories: z.array(z.object({ categoryId: text, title: text.optional() })),
}) satisfies z.ZodType<ProductState>;

/** Without that default: what a part doesn't name was left as it was. */
export const partOfState = stateSchema
  .extend({ publishedUntil: stateSchema.shape.publishedUntil.unwrap() })
  .partial();

/** @returns null for JSON that is none, or another program version's. */
export function readState(json: Prisma.JsonValue): ProductState | null {
  return stateSchema.safeParse(json).data ?? null;
}

/** The same of what one change replaced; nothing of what can't be read. */
export function readPart(json: unknown): Partial<ProductState> {
  return partOfState.safeParse(json).data ?? {};
}

type Step = { version: number; before: Prisma.JsonValue };

/**
 * Goes back from a state through the changes that led to it.
 * @param changes the newest first; the first of them made `version`.
 * @returns the state before each of the changes, as far as they follow one another without a gap.
 */
export function statesBefore(
  { version, state }: { version: number; state: ProductState },
  changes: Step[],
): ProductState[] {
  const states: ProductState[] = [];
  const deleted = new Map<string, string>();
  let current = state;
  for (const [index, change] of changes.entries()) {
    const before = partOfState.safeParse(change.before);
    if (change.version !== version - index || !before.success) break;
    current = { ...current, ...before.data };
    for (const { categoryId, title } of current.categories) {
      if (title !== undefined) deleted.set(categoryId, title);
    }
    states.push({
      ...current,
      categories: current.categories.map(({ categoryId }) => {
        const title = deleted.get(categoryId);
        return title === undefined ? { categoryId } : { categoryId, title };
      }),
    });
  }
  return states;
}

/** Those fields of a state that are otherwise afterwards. */
export function replaced(
  before: Partial<ProductState>,
  after: { readonly [Name in keyof ProductState]?: unknown },
): Partial<ProductState> {
  const entries = Object.entries(before) as [keyof ProductState, unknown][];
  return Object.fromEntries(
    entries.filter(([name, value]) => !isDeepStrictEqual(value, after[name])),
  );
}
