import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { showcase } from '~/category-tree';
import { withDistinctPictures } from '~/category-pictures';
import { CategoryTiles } from '~/components/category-tiles';
import { Hero } from '~/components/hero';
import { JsonLd } from '~/components/json-ld';
import { ProductGrid } from '~/components/product-card';
import { getCategoriesWithPictures } from '~/models/category.server';
import { getNewest } from '~/models/product.server';
import { optional } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { type RootData, useShop } from '~/shop';
import { shopData } from '~/structured-data';

export async function loader() {
  const [newest, sale, categories] = await Promise.all([
    getNewest(8),
    optional(getNewest(4, { onSale: true }), []),
    optional(getCategoriesWithPictures(), []),
  ]);
  return { newest, sale, categories: withDistinctPictures(showcase(categories, 5).slice(0, 8)) };
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = matches[0]?.data as RootData | undefined;
  const title = root ? `${root.shop.name}: ${root.shop.tagline}` : '';
  return pageMeta(matches, { title, canonical: '/' });
};

export default function Home() {
  const { newest, sale, categories } = useLoaderData<typeof loader>();
  const { shop, origin } = useShop();
  return (
    <main id="main">
      <JsonLd graph={{ '@graph': shopData(shop, origin) }} />
      <Hero newest={newest.find(({ image }) => image)} />
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
      <section className="about" aria-labelledby="about">
        <h2 id="about">Few things, well made</h2>
        <p>
          {shop.name} is a small shop. We know who made each thing here and how it is mended, and we
          would rather sell you one good jug than three that chip. If you can’t decide, write to us:
          a person answers.
        </p>
      </section>
    </main>
  );
}
