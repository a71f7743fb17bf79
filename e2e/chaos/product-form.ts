/** Variants of each product that is saved here. */
export const variants = 3;

/** What a product's form holds that nobody typed: its key, its version, its variants' ids. */
export function hiddenFields(html: string): Record<string, string> {
  const [, form = ''] = /<form[^>]*class="product-form"[^>]*>([\s\S]*?)<\/form>/.exec(html) ?? [];
  const inputs = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...inputs].map(([, name = '', value = '']) => [name, value]));
}

/**
 * A product's form as a browser sends it, with the same number in every field that can hold one: what
 * was saved in part shows two numbers.
 * @param hidden of the form that was opened
 */
export function fillIn(hidden: Record<string, string>, slug: string, number: number): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(hidden)) form.set(name, value);
  const typed: Record<string, string> = {
    intent: 'save',
    title: `Chaos ${number}`,
    slug,
    description: `Chaos ${number}`,
    vendor: `Chaos ${number}`,
    seoTitle: `Chaos ${number}`,
    tags: `chaos-${number}`,
    status: 'active',
    publishedAt: '2026-01-01T00:00',
    'options[0]': 'Size',
    'options[1]': '',
    'options[2]': '',
  };
  for (let n = 0; n < variants; n += 1) {
    Object.assign(typed, {
      [`variants[${n}].options[0]`]: `Size ${n + 1}`,
      [`variants[${n}].sku`]: `${slug}-${n + 1}-${number}`,
      [`variants[${n}].priceMinor`]: (number / 100).toFixed(2),
      [`variants[${n}].stock`]: String(number),
      [`variants[${n}].weightGrams`]: String(number),
      [`variants[${n}].trackStock`]: 'on',
      [`variants[${n}].outOfStock`]: 'deny',
    });
  }
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  return form;
}

/** What the database holds of such a product. */
export type Stored = {
  id: string;
  slug: string;
  version: number;
  /** The numbers in its fields and in those of its variants: one, if it is whole. */
  numbers: number[];
  variants: number;
};

/** Every product that is saved here, with the numbers in it. */
export const storedSql = `
  SELECT p.id, p.slug, p.version,
         (SELECT count(*)::int FROM variant v WHERE v.product_id = p.id) AS variants,
         (SELECT array_agg(DISTINCT number::int) FROM (
            SELECT substring(text FROM '[0-9]+$') FROM unnest(
              ARRAY[p.title, p.description, p.vendor, p.seo_title] || p.tags) AS text
            UNION ALL
            SELECT substring(text FROM '[0-9]+$') FROM variant v, unnest(
              ARRAY[v.sku, v.price_minor::text, v.stock::text, v.weight_grams::text]) AS text
             WHERE v.product_id = p.id) AS held (number)) AS numbers
    FROM product p
   WHERE p.slug LIKE 'chaos-%'`;
