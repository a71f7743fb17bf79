import { z } from 'zod';
import { slugify, slugSchema } from '~/models/product';

const unprintable = /(?![\n\t])[\p{Cc}\p{Cs}]/u;

/** What a category must be. Left empty, the address is made of the title. */
export const categorySchema = z
  .object({
    title: z
      .string({ error: 'The title is missing.' })
      .trim()
      .min(1, 'The title is missing. Say what the category holds.')
      .max(255, 'The title is longer than 255 characters. Shorten it.')
      .refine(
        (text) => !/[\p{Cc}\p{Cs}]/u.test(text),
        'The title holds a character that cannot be shown.',
      ),
    slug: z.string({ error: 'The address is missing.' }).default(''),
    parentId: z
      .union([z.literal('').transform(() => null), z.guid('Choose one of the categories.')], {
        error: 'Choose one of the categories.',
      })
      .nullable()
      .default(null),
    /** Markdown. */
    description: z
      .string({ error: 'The description is missing.' })
      .overwrite((text) => text.replace(/\r\n?/g, '\n'))
      .max(20_000, 'The description is longer than 20,000 characters. Shorten it.')
      .refine(
        (text) => !unprintable.test(text),
        'The description holds a character that cannot be shown.',
      )
      .default(''),
  })
  .transform((category, context) => {
    const slug = slugSchema.safeParse(category.slug.trim() || slugify(category.title));
    if (slug.success) return { ...category, slug: slug.data };
    for (const { message } of slug.error.issues) {
      context.addIssue({ code: 'custom', path: ['slug'], message });
    }
    return z.NEVER;
  });

export type CategoryInput = z.output<typeof categorySchema>;

export type CategoryNode = {
  id: string;
  slug: string;
  title: string;
  parentId: string | null;
  version: number;
  products: number;
};

export type CategoryRow = CategoryNode & { depth: number; first: boolean; last: boolean };

/** A tree as the lines of a list: each parent before its children. `nodes` are in their siblings' order. */
export function flattenTree(
  nodes: CategoryNode[],
  parentId: string | null = null,
  depth = 0,
): CategoryRow[] {
  const siblings = nodes.filter((node) => node.parentId === parentId);
  return siblings.flatMap((node, index) => [
    { ...node, depth, first: index === 0, last: index === siblings.length - 1 },
    ...flattenTree(nodes, node.id, depth + 1),
  ]);
}

/** The lines without a category and what is under it: where it may be moved. */
export function withoutBranch(rows: CategoryRow[], id: string): CategoryRow[] {
  const inside = new Set([id]);
  return rows.filter((row) => {
    if (row.parentId !== null && inside.has(row.parentId)) inside.add(row.id);
    return !inside.has(row.id);
  });
}
