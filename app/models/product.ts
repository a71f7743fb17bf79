import slugifyLatin from 'slugify';
import { z } from 'zod';

/** PostgreSQL's integer, which holds prices (minor units), stock and weights (grams). */
export const MAX_INTEGER = 2_147_483_647;

export const LIMITS = {
  shortText: 255,
  alt: 1_000,
  seoDescription: 1_000,
  /** UTF-16 units of Markdown. */
  description: 100_000,
  url: 2_048,
  tags: 250,
  options: 3,
  /** As many as Shopify allows. */
  variants: 2_048,
  images: 250,
  categories: 250,
} as const;

/** Control characters and halves of surrogate pairs: no keyboard makes them, and PostgreSQL refuses NUL and the halves. */
const unprintable = /[\p{Cc}\p{Cs}]/u;
const unprintableInText = /(?![\n\t])[\p{Cc}\p{Cs}]/u;

const count = (value: number) => value.toLocaleString('en');

/**
 * A text without line breaks and tabs: white space that holds one becomes a space. Run by run, as a pattern that looks for
 * one behind spaces goes through them again from each of them, and a megabyte of them would take hours.
 */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, (run) => (/[\r\n\t]/.test(run) ? ' ' : run));
}

/** One line, trimmed. */
function line(name: string, max: number = LIMITS.shortText) {
  return z
    .string({ error: `${name} is missing.` })
    .overwrite((text) => oneLine(text).trim())
    .refine((text) => !unprintable.test(text), {
      error: `${name} holds a character that can't be shown. Type it again instead of pasting it.`,
    })
    .max(max, `${name} is longer than ${count(max)} characters. Shorten it.`);
}

/** A line that may be left out. */
const optionalLine = (name: string, max?: number) => line(name, max).default('');

/** '' and null both mean that there is none. */
const code = (name: string) =>
  line(name)
    .nullable()
    .default(null)
    .transform((text) => text || null);

function integer(name: string, min: number, max: number, wanted: string) {
  return z
    .number({ error: `${name} is not a number. Give ${wanted}.` })
    .int(`${name} is not a whole number. Give ${wanted}.`)
    .min(min, `${name} is too low. Give ${wanted}.`)
    .max(max, `${name} is too high. Give ${wanted}.`);
}

/** The last part of a product's or a category's address; the database's check of the same form is in prisma/rules.sql. */
export const slugSchema = z
  .string({ error: 'The address is missing. Give one like blue-mug.' })
  .overwrite((text) => text.trim().toLowerCase())
  .min(1, 'The address is missing. Give one like blue-mug.')
  .max(LIMITS.shortText, `The address is longer than ${LIMITS.shortText} characters. Shorten it.`)
  .regex(
    /^[^\s/?#%\p{Uppercase}\p{Cc}\p{Cs}]*$/u,
    "The address can't hold spaces or any of / ? # %. Give one like blue-mug.",
  )
  .refine((text) => text !== '.' && text !== '..', {
    error: "The address can't be only dots. Give one like blue-mug.",
  });

const tagSchema = line('A tag').refine((tag) => !tag.includes(','), {
  error: 'A tag holds a comma. Make two tags of it.',
});

export const TOO_MANY_TAGS = `There are more than ${LIMITS.tags} tags. Take some away.`;

/** First spelling wins; 'Red' and 'red' are one tag. */
function withoutRepeats(tags: string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((tag) => {
    const key = tag.toLowerCase();
    return tag !== '' && !seen.has(key) && seen.add(key);
  });
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

const variantSchema = z.object({
  /** Of the variant as it is stored; left out for a new one. */
  id: z.guid('The variant is not one of this product.').optional(),
  /** A value for each of the product's options. */
  options: z
    .array(
      line("An option's value").min(1, "An option's value is missing. Give one like Red."),
      "The variant's options are missing.",
    )
    .max(LIMITS.options)
    .default([]),
  sku: code('The SKU'),
  barcode: code('The barcode'),
  /** Minor units of the product's currency. */
  priceMinor: integer('The price', 0, MAX_INTEGER, 'a price like 12.50, not below 0'),
  compareAtMinor: integer(
    'The compare-at price',
    0,
    MAX_INTEGER,
    'a price like 15.00, or leave it empty',
  )
    .nullable()
    .default(null),
  trackStock: z.boolean('Say whether stock is counted.').default(true),
  /** Below 0 when more was sold than there was. */
  stock: integer('The stock', -MAX_INTEGER, MAX_INTEGER, 'a whole number like 12').default(0),
  weightGrams: integer('The weight', 0, MAX_INTEGER, 'whole grams like 350').default(0),
  outOfStock: z
    .enum(['deny', 'continue'], 'Say whether it may be bought when it is out of stock.')
    .default('deny'),
  /** Which of the product's images shows it, counted from 0. */
  image: z.number().int().nonnegative().nullable().default(null),
});

/** Per cent from the left and from the top. */
export type Focus = { x: number; y: number };

export const CENTRE: Readonly<Focus> = { x: 50, y: 50 };

const perCent = integer('The focal point', 0, 100, 'per cent from 0 to 100');

const imageSchema = z
  .object({
    /** Of the image as it is stored; left out for a new one. */
    id: z.guid('The image is not one of this product.').optional(),
    alt: optionalLine('The description of an image', LIMITS.alt),
    /** What must be seen where the picture is cut. */
    focus: z.object({ x: perCent, y: perCent }).default(CENTRE),
    /** Where the file is to be fetched from. */
    sourceUrl: z
      .string()
      .trim()
      .max(LIMITS.url, `An image's web address is longer than ${count(LIMITS.url)} characters.`)
      .refine((text) => isWebAddress(text) && !unprintable.test(text), {
        error: "An image's web address must begin with http:// or https://.",
      })
      .nullable()
      .default(null),
    /** ImageFile it is stored as. */
    fileId: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'The image file is not one of this shop.')
      .nullable()
      .default(null),
  })
  .refine((image) => image.fileId !== null || image.sourceUrl !== null, {
    error: 'The image has neither a file nor a web address. Upload it again.',
  });

/**
 * What a product must be, wherever it comes from: the form, a file, the seed.
 * Safe in the browser. Messages are for the person who typed: what is wrong and what to do.
 */
export const productSchema = z
  .object({
    slug: slugSchema,
    status: z.enum(['draft', 'active', 'archived'], 'Choose draft, active or archived.'),
    /** null: when it is first made active. */
    publishedAt: z.date('The publishing date is not a date.').nullable().default(null),
    /** When it is archived by itself; null for never. */
    publishedUntil: z.date('The end of its publication is not a date.').nullable().default(null),
    title: line('The title').min(1, 'The title is missing. Say what the product is called.'),
    /** Markdown. */
    description: z
      .string()
      .overwrite((text) => text.replace(/\r\n?/g, '\n'))
      .refine((text) => !unprintableInText.test(text), {
        error:
          "The description holds a character that can't be shown. Type it again instead of pasting it.",
      })
      .max(
        LIMITS.description,
        `The description is longer than ${count(LIMITS.description)} characters. Shorten it.`,
      )
      .default(''),
    vendor: optionalLine('The vendor'),
    type: optionalLine('The type'),
    tags: z.array(tagSchema).overwrite(withoutRepeats).max(LIMITS.tags, TOO_MANY_TAGS).default([]),
    seoTitle: optionalLine('The title for search engines'),
    seoDescription: optionalLine('The description for search engines', LIMITS.seoDescription),
    currency: z.string().regex(/^[A-Z]{3}$/, 'The currency is not a code like EUR.'),
    options: z
      .array(line("An option's name").min(1, "An option's name is missing. Give one like Size."))
      .max(LIMITS.options, `A product has at most ${LIMITS.options} options.`)
      .default([]),
    variants: z
      .array(variantSchema, 'The product has no variant. Give it one with a price.')
      .min(1, 'The product has no variant. Give it one with a price.')
      .max(LIMITS.variants, `A product has at most ${count(LIMITS.variants)} variants.`),
    images: z
      .array(imageSchema)
      .max(LIMITS.images, `A product has at most ${LIMITS.images} images.`)
      .default([]),
    categoryIds: z
      .array(z.guid('The category is not one of this shop.'))
      .overwrite((ids) => [...new Set(ids)])
      .max(LIMITS.categories, `A product is in at most ${LIMITS.categories} categories.`)
      .default([]),
  })
  .superRefine((product, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const { publishedAt, publishedUntil } = product;
    if (publishedAt && publishedUntil && publishedUntil <= publishedAt) {
      refuse(
        ['publishedUntil'],
        'It would end before it begins. Choose a time later than “Visible from”, or leave it empty.',
      );
    }
    repeated(product.options, (name) => name.toLowerCase()).forEach((index) =>
      refuse(['options', index], 'Another option has this name. Give each its own.'),
    );
    repeated(product.variants, ({ sku }) => sku).forEach((index) =>
      refuse(['variants', index, 'sku'], 'Another variant has this SKU. Give each its own.'),
    );
    repeated(product.variants, ({ options }) => JSON.stringify(options)).forEach((index) =>
      refuse(
        ['variants', index, 'options'],
        product.options.length === 0
          ? 'A product without options has one variant. Name an option, or take this variant away.'
          : 'Another variant has the same options. Change one, or take one away.',
      ),
    );
    product.variants.forEach((variant, index) => {
      if (variant.options.length !== product.options.length) {
        refuse(
          ['variants', index, 'options'],
          `The variant has ${variant.options.length} option values, the product ${product.options.length} options. Give a value for each option.`,
        );
      }
      if (variant.image !== null && variant.image >= product.images.length) {
        refuse(['variants', index, 'image'], "The variant's image is gone. Choose another.");
      }
    });
    for (const list of ['variants', 'images'] as const) {
      repeated<{ id?: string }>(product[list], ({ id }) => id ?? null).forEach((index) =>
        refuse([list, index, 'id'], 'This is there twice. Take one away.'),
      );
    }
  });

/** Indexes of the items whose key an earlier one has; null is no key. */
function repeated<Item>(items: Item[], keyOf: (item: Item) => string | null): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (key === null) return [];
    return seen.has(key) ? [index] : (seen.add(key), []);
  });
}

export type ProductInput = z.output<typeof productSchema>;
export type VariantInput = ProductInput['variants'][number];
export type ImageInput = ProductInput['images'][number];
/** What `productSchema` reads: fields with a default may be left out. */
export type ProductDraft = z.input<typeof productSchema>;

/** An address made of a title, or of its beginning: `slugify('Crème brûlée dish')` is 'creme-brulee-dish'. */
export function slugify(title: string): string {
  const beginning = title.slice(0, 1_000);
  const latin = slugifyLatin(beginning, { lower: true, strict: true });
  const any = beginning
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/\p{Uppercase}/gu, '');
  const slug = (latin || any).slice(0, 200).replace(/^-+|-+$/g, '');
  return slugSchema.safeParse(slug).data ?? 'product';
}
