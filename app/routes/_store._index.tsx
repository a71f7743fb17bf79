import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { childrenOf } from '~/category-tree';
import { CategoryTiles } from '~/components/category-tiles';
import { ProductGrid } from '~/components/product-card';
import { getCategoriesWithPictures } from '~/models/category.server';
import { getNewest } from '~/models/product.server';
import { needed, optional } from '~/page-data.server';
import { type RootData, useShop } from '~/shop';

export async function loader() {
  const [newest, sale, categories] = await Promise.all([
    needed(getNewest(8)),
    optional(getNewest(4, { onSale: true }), []),
    optional(getCategoriesWithPictures(), []),
  ]);
  return { newest, sale, categories: childrenOf(categories, null) };
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = matches[0]?.data as RootData | undefined;
  if (!root) return [];
  return [{ title: `${root.shop.name}: ${root.shop.tagline}` }];
};

export default function Home() {
  const { newest, sale, categories } = useLoaderData<typeof loader>();
  const { shop } = useShop();
  return (
    <main id="main">
      <section className="hero">
        <div className="hero-words">
          <h1>{shop.tagline}</h1>
          <p>Pots, lamps, linen and tools, chosen because they last and are a pleasure to use.</p>
          <a className="button" href="/products">
            See everything
          </a>
        </div>
      </section>
      {categories.length > 0 ? (
        <section className="page section" aria-labelledby="categories">
          <h2 id="categories">Shop by room and use</h2>
          <CategoryTiles categories={categories} level={3} />
        </section>
      ) : null}
      <section className="page section" aria-labelledby="new">
        <h2 id="new">New in the shop</h2>
        <ProductGrid products={newest} />
      </section>
      {sale.length > 0 ? (
        <section className="page section" aria-labelledby="sale">
          <h2 id="sale">On sale</h2>
          <ProductGrid products={sale} />
        </section>
      ) : null}
    </main>
  );
}
