import type pg from 'pg';
import { leaves, makers, materials, shades } from './words';

/** Of each kind of page: a few that are asked for again and again, and many that are asked for once. */
export async function addresses(client: pg.ClientBase) {
  const products = await column(
    client,
    `SELECT slug FROM product WHERE status = 'active' AND published_at <= now() ORDER BY md5(slug)`,
  );
  const categories = await column(client, 'SELECT slug FROM category ORDER BY md5(slug)');
  const words = [...leaves.map(({ noun }) => noun), ...materials, ...shades];
  const product = products.map((slug) => `/products/${slug}`);
  const category = categories.map((slug) => `/categories/${slug}`);
  const search = (query: string) => `/search?q=${encodeURIComponent(query).replace(/%20/g, '+')}`;
  return {
    shown: {
      home: ['/'],
      category: category.slice(0, 24),
      product: product.slice(-48),
      search: words.slice(0, 24).map(search),
    } as Record<string, string[]>,
    distinct: {
      category: category
        .slice(24)
        .flatMap((path) => ['', '?sort=price', '?sort=-price', '?sort=title'].map((s) => path + s)),
      product: product.slice(0, -48),
      search: makers.flatMap((maker, n) =>
        [0, 1, 2, 3].map((k) => search(`${maker} ${words[(n * 7 + k * 31) % words.length] ?? ''}`)),
      ),
    } as Record<string, string[]>,
  };
}

async function column(client: pg.ClientBase, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ slug: string }>(sql);
  return rows.map(({ slug }) => slug);
}
