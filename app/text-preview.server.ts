import { textOf } from '~/form-text';
import { renderMarkdown } from '~/markdown.server';
import { LIMITS, slugify } from '~/models/product';
import { titleInFull } from '~/page-meta';
import { summaryOf } from '~/product-summary.server';
import { nameInFull } from '~/shop';
import { shop } from '~/shop.server';

export type TypedText = {
  title: string;
  slug: string;
  description: string;
  seoTitle: string;
  seoDescription: string;
};

export type SearchResultText = { title: string; address: string; description: string };

/** @throws Response 400 for a text that could not be saved either. */
export function readText(form: FormData): TypedText {
  const typed = {
    title: textOf(form, 'title'),
    slug: textOf(form, 'slug'),
    description: textOf(form, 'description'),
    seoTitle: textOf(form, 'seoTitle'),
    seoDescription: textOf(form, 'seoDescription'),
  };
  const { description, ...lines } = typed;
  const tooLong =
    description.length > LIMITS.description ||
    Object.values(lines).some((line) => line.length > LIMITS.seoDescription);
  if (!tooLong) return typed;
  throw new Response('The text is longer than a product’s may be. Shorten it.', {
    status: 400,
    headers: { 'Cache-Control': 'no-store' },
  });
}

/** What the shop makes of what was typed: by the very functions that its pages use. */
export function textPreview(typed: TypedText, origin: string) {
  const title = typed.title.trim();
  const slug = typed.slug.trim().toLowerCase() || slugify(title);
  return {
    html: renderMarkdown(typed.description),
    result: {
      title: titleInFull(typed.seoTitle.trim() || title || 'Without a title', shop),
      address: `${origin}/products/${slug}`,
      description: summaryOf(typed) || nameInFull(shop),
    } satisfies SearchResultText,
  };
}
