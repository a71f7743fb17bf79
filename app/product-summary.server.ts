import { plainText } from '~/markdown.server';

/** What search engines are told of a product: its own words for them, or the beginning of its description. */
export function summaryOf(product: { seoDescription: string; description: string }): string {
  return product.seoDescription.trim() || plainText(product.description, 160);
}
