import { z } from 'zod';

const cells = z.record(z.string(), z.string());

/** `Product.imported`: what a file said that the shop has no field for. */
export const importedProduct = z.object({
  /** Columns of the product's first row. */
  fields: cells.default({}),
  /** Columns of rows that hold an image alone, by its address. */
  images: z.record(z.string(), cells).default({}),
  /** The description's HTML, where Markdown can't give it back. */
  html: z.object({ source: z.string(), hash: z.string() }).optional(),
});

/** `Variant.imported`: columns of the variant's row. */
export const importedVariant = cells;

export type ImportedProduct = z.infer<typeof importedProduct>;
