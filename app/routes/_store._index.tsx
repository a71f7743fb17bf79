import type { MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { showcase } from '~/category-tree';
import { CategoryTiles } from '~/components/category-tiles';
import { JsonLd } from '~/components/json-ld';
import { Picture } from '~/components/picture';
import { ProductGrid } from '~/components/product-card';
import { getCategoriesWithPictures } from '~/models/category.server';
import { getNewest } from '~/models/product.server';
import { needed, optional } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { type RootData, useShop } from '~/shop';
import { shopData } from '~/structured-data';

export async function loader() {
  const [newest, sale, categories] = await Promise.all([
    needed(getNewest(8)),
    optional(getNewest(4, { onSale: true }), []),
    optional(getCategoriesWithPictures(), []),
  ]);
  return { newest, sale, categories: showcase(categories, 5).slice(0, 8) };
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = matches[0]?.data as RootData | undefined;
  const title = root ? `${root.shop.name}: ${root.shop.tagline}` : '';
  return pageMeta(matches, { title, canonical: '/' });
};

export default function Home() {
  const { newest, sale, categories } = useLoaderData<typeof loader>();
  const { shop, origin } = useShop();
  const [first] = newest.filter(({ image }) => image);
  return (
    <main id="main">
      <JsonLd graph={{ '@graph': shopData(shop, origin) }} />
      <section className="hero">
        <div className="hero-words">
          <h1>{shop.tagline}</h1>
          <p>Pots, lamps, linen and tools, chosen because they last and are a pleasure to use.</p>
          <p className="actions">
            <a className="button" href="/products">
              See everything
            </a>
            <a className="button quiet" href="/categories">
              By category
            </a>
          </p>
        </div>
        {first?.image ? (
          <a className="hero-picture" href={`/products/${encodeURIComponent(first.slug)}`}>
            <Picture
              file={first.image}
              alt={first.image.alt || first.title}
              sizes="(min-width: 48rem) 50vw, 100vw"
              priority
            />
            <span className="hero-caption">New: {first.title}</span>
          </a>
        ) : null}
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
