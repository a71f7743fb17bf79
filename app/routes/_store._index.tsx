import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
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
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';
import { nameInFull, type RootData, useShop } from '~/shop';
import { shopData } from '~/structured-data';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader({ context }: LoaderFunctionArgs) {
  const [newest, sale, categories] = await Promise.all([
    getNewest(8),
    optional(context, getNewest(4, { onSale: true }), []),
    optional(context, getCategoriesWithPictures(), []),
  ]);
  return data(
    { newest, sale, categories: withDistinctPictures(showcase(categories, 5).slice(0, 8)) },
    shared(PRODUCTS, CATEGORIES),
  );
}

export const meta: MetaFunction<typeof loader> = ({ matches }) => {
  const root = matches[0]?.data as RootData | undefined;
  const title = root ? nameInFull(root.shop) : '';
  return pageMeta(matches, { title, canonical: '/' });
};

export default function Home() {
  const { newest, sale, categories } = useLoaderData<typeof loader>();
  const { shop, origin } = useShop();
  return (
    <main id="main">
      <JsonLd graph={{ '@graph': shopData(shop, origin) }} />
      <Hero newest={newest.find(({ image }) => image)} byCategory={categories.length > 0} />
      {categories.length > 0 ? (
        <Section id="categories" title="Shop by category" href="/categories">
          <CategoryTiles categories={categories} level={3} />
        </Section>
      ) : null}
      {newest.length > 0 ? (
        <Section id="new" title="New in the shop" href="/products">
          <ProductGrid products={newest} />
        </Section>
      ) : (
        <p className="page section notice">
          The shelves are still empty: the first things are on their way. Come back soon.
        </p>
      )}
      {sale.length > 0 ? (
        <Section id="sale" title="On sale" href="/products?sale=1">
          <ProductGrid products={sale} />
        </Section>
      ) : null}
      {shop.about ? (
        <section className="about" aria-labelledby="about">
          <h2 id="about">About {shop.name}</h2>
          <p>{shop.about}</p>
        </section>
      ) : null}
    </main>
  );
}

type SectionProps = { id: string; title: string; href: string; children: ReactNode };

/** A part of the page, with a link to all of its kind. */
function Section({ id, title, href, children }: SectionProps) {
  return (
    <section className="page section" aria-labelledby={id}>
      <div className="section-head">
        <h2 id={id}>{title}</h2>
        <a href={href}>
          See all<span className="hidden-visually">: {title}</span>
        </a>
      </div>
      {children}
    </section>
  );
}
