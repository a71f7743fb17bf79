import { z } from 'zod';
import { byPlace } from '~/models/form-order';
import { toDecimal } from '~/money';
import {
  CENTRE,
  LIMITS,
  type ProductDraft,
  type ProductInput,
  productSchema,
  slugify,
  TOO_MANY_TAGS,
} from '~/models/product';
import {
  given,
  isBlank,
  isEmpty,
  toInstant,
  toInteger,
  toMinor,
  toTags,
} from '~/models/typed-values';
import { unmadeValues } from '~/models/unmade-values';
import { toLocalTime } from '~/time-zone';

/**
 * A product as its form's fields hold it: text, named as `ProductInput` names it, so that what is
 * wrong with one is said beside the other. Two things differ: option names keep their place when
 * one before them is empty, and a variant knows its picture by the picture's key.
 */
export type ProductFields = {
  title?: string;
  slug?: string;
  status?: string;
  /** `2026-05-01T09:00`, by the shop's clocks. */
  publishedAt?: string;
  /** The stored instant, of which the field above can't show all. */
  publishedAtStored?: string;
  publishedUntil?: string;
  publishedUntilStored?: string;
  description?: string;
  vendor?: string;
  type?: string;
  /** Separated by commas. */
  tags?: string;
  seoTitle?: string;
  seoDescription?: string;
  options?: string[];
  /** Of each option the values that variants are to be made of, one on each line. Not a part of the product. */
  optionValues?: string[];
  /** The same as the variants had it when the lines were last theirs. */
  optionValuesOpened?: string[];
  /** A spreadsheet's cells, to be filled into the variants. Not a part of the product. */
  pasteText?: string;
  variants?: VariantFields[];
  images?: ImageFields[];
  categoryIds?: string[];
  /** ISO 4217, of the prices as they stand in the form. */
  currency?: string;
};

export type VariantFields = {
  id?: string;
  options?: string[];
  sku?: string;
  barcode?: string;
  priceMinor?: string;
  compareAtMinor?: string;
  trackStock?: string;
  stock?: string;
  weightGrams?: string;
  outOfStock?: string;
  image?: string;
};

export type ImageFields = {
  id?: string;
  alt?: string;
  /** Per cent. */
  focusX?: string;
  focusY?: string;
  fileId?: string;
  sourceUrl?: string;
};

/** What a new product's form starts with. */
export const emptyProduct: ProductFields = {
  status: 'draft',
  options: ['', '', ''],
  variants: [{ options: ['', '', ''], trackStock: 'on', stock: '0', outOfStock: 'deny' }],
};

/** How the form names a picture to a variant. */
export function imageKey(image: ImageFields | undefined): string {
  return image?.id ?? image?.fileId ?? '';
}

/** What a form's money and times are typed in. */
export type FormTerms = {
  /** ISO 4217; of a form that says no other. */
  currency: string;
  /** IANA's name. */
  timeZone: string;
};

/** The form's rules: the product's, told of by the form's names and in its order. */
export function productFormSchema(terms: FormTerms) {
  return z.custom<ProductFields>().transform((payload, context): ProductInput => {
    const { draft, places, problems } = toDraft(payload, terms);
    const parsed = productSchema.safeParse(draft);
    if (parsed.success && problems.length === 0) return parsed.data;
    const wrong = [...problems, ...(parsed.error?.issues ?? [])]
      // Without a title there is none to make the address of: that is said once.
      .filter(({ path }) => path[0] !== 'slug' || draft.slug !== undefined)
      .map(({ path, message }) => ({ path: toFormPath(path, places), message }))
      .sort((one, other) => byPlace(one.path, other.path));
    for (const issue of wrong) context.issues.push({ code: 'custom', input: payload, ...issue });
    return z.NEVER;
  });
}

/** A product's form, filled in. */
export function toFields(input: ProductInput, timeZone: string): ProductFields {
  const { currency, categoryIds } = input;
  const shown = (at: Date | null) => (at ? toLocalTime(at, timeZone) : undefined);
  return {
    title: input.title,
    slug: input.slug,
    status: input.status,
    publishedAt: shown(input.publishedAt),
    publishedAtStored: input.publishedAt?.toISOString(),
    publishedUntil: shown(input.publishedUntil),
    publishedUntilStored: input.publishedUntil?.toISOString(),
    description: input.description,
    vendor: input.vendor,
    type: input.type,
    tags: input.tags.join(', '),
    seoTitle: input.seoTitle,
    seoDescription: input.seoDescription,
    options: threeOf(input.options),
    variants: input.variants.map((variant) => ({
      id: variant.id,
      options: threeOf(variant.options),
      sku: variant.sku ?? '',
      barcode: variant.barcode ?? '',
      priceMinor: toDecimal(variant.priceMinor, currency),
      compareAtMinor:
        variant.compareAtMinor === null ? '' : toDecimal(variant.compareAtMinor, currency),
      trackStock: variant.trackStock ? 'on' : '',
      stock: String(variant.stock),
      weightGrams: String(variant.weightGrams),
      outOfStock: variant.outOfStock,
      image: variant.image === null ? '' : imageKey(toImageFields(input.images[variant.image])),
    })),
    images: input.images.map(toImageFields),
    categoryIds,
    currency,
  };
}

/** The currency that a form says its prices are in, else another one. */
export function currencyIn(said: unknown, otherwise: string): string {
  return typeof said === 'string' && /^[A-Z]{3}$/.test(said) ? said : otherwise;
}

function toImageFields(image: ProductInput['images'][number] | undefined): ImageFields {
  return {
    id: image?.id,
    alt: image?.alt ?? '',
    focusX: String(image?.focus.x ?? CENTRE.x),
    focusY: String(image?.focus.y ?? CENTRE.y),
    fileId: image?.fileId ?? undefined,
    sourceUrl: image?.sourceUrl ?? undefined,
  };
}

function threeOf(values: string[]): string[] {
  return Array.from({ length: LIMITS.options }, (_, index) => values[index] ?? '');
}

/** What a browser sent is anything at all: its shape is asked for, never assumed. */
const record = z.record(z.string(), z.unknown()).catch({});
const list = z.array(z.unknown()).catch([]);

/** `places` says which of the form's option fields each option of the draft is. */
function toDraft(payload: unknown, { currency: usual, timeZone }: FormTerms) {
  const fields = record.parse(payload);
  const currency = currencyIn(fields.currency, usual);
  const problems: { path: PropertyKey[]; message: string }[] = [];
  const instant = (name: 'publishedAt' | 'publishedUntil') => {
    const { at, problem } = toInstant(fields[name], fields[`${name}Stored`], timeZone);
    if (problem) problems.push({ path: [name], message: problem });
    return at;
  };
  const names = list.parse(fields.options);
  const places = names.flatMap((name, index) => (isBlank(name) ? [] : [index]));
  const images = list.parse(fields.images).map((item) => {
    const image = record.parse(item);
    return {
      id: given(image.id),
      alt: image.alt,
      focus: {
        x: toInteger(image.focusX) ?? CENTRE.x,
        y: toInteger(image.focusY) ?? CENTRE.y,
      },
      fileId: given(image.fileId) ?? null,
      sourceUrl: given(image.sourceUrl) ?? null,
    };
  });
  const keys = images.map(({ id, fileId }) => id ?? fileId);
  const tags = toTags(fields.tags);
  if (tags === null) problems.push({ path: ['tags'], message: TOO_MANY_TAGS });
  problems.push(...unmadeValues(payload));
  const draft = {
    slug: isBlank(fields.slug) ? suggestSlug(fields.title) : fields.slug,
    status: fields.status,
    publishedAt: instant('publishedAt'),
    publishedUntil: instant('publishedUntil'),
    title: fields.title,
    description: fields.description,
    vendor: fields.vendor,
    type: fields.type,
    tags: tags ?? [],
    seoTitle: fields.seoTitle,
    seoDescription: fields.seoDescription,
    currency: given(fields.currency) ?? currency,
    options: places.map((place) => names[place]),
    variants: list.parse(fields.variants).map((item) => {
      const variant = record.parse(item);
      const values = list.parse(variant.options);
      return {
        id: given(variant.id),
        options: places.map((place) => values[place]),
        sku: variant.sku,
        barcode: variant.barcode,
        priceMinor: toMinor(variant.priceMinor, currency),
        compareAtMinor: isBlank(variant.compareAtMinor)
          ? null
          : toMinor(variant.compareAtMinor, currency),
        trackStock: variant.trackStock === 'on',
        stock: toInteger(variant.stock),
        weightGrams: toInteger(variant.weightGrams),
        outOfStock: variant.outOfStock,
        image: toIndex(keys, variant.image),
      };
    }),
    images,
    categoryIds: isEmpty(fields.categoryIds) ? [] : [fields.categoryIds].flat(),
  } satisfies Record<keyof ProductDraft, unknown>;
  return { draft, places, problems };
}

/** Left empty, the address is made of the title. */
function suggestSlug(title: unknown): string | undefined {
  return typeof title === 'string' && !isBlank(title) ? slugify(title) : undefined;
}

/** A picture taken away takes the variant's choice of it away too. */
function toIndex(keys: unknown[], key: unknown): number | null {
  const index = isBlank(key) ? -1 : keys.indexOf(key);
  return index === -1 ? null : index;
}

function toFormPath(path: PropertyKey[], places: number[]): PropertyKey[] {
  const [first, index, third, fourth] = path;
  if (first === 'tags' || first === 'categoryIds') return [first];
  const place = (of: PropertyKey | undefined) => (typeof of === 'number' ? (places[of] ?? of) : of);
  if (first === 'options' && index !== undefined) return [first, place(index) ?? 0];
  if (third === 'focus') return ['images', index ?? 0, fourth === 'y' ? 'focusY' : 'focusX'];
  if (third === 'options' && fourth !== undefined) {
    return ['variants', index ?? 0, 'options', place(fourth) ?? 0];
  }
  return path;
}
