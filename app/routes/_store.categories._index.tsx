import { data, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { childrenOf } from '~/category-tree';
import { Breadcrumbs } from '~/components/breadcrumbs';
import { withDistinctPictures } from '~/category-pictures';
import { CategoryTiles } from '~/components/category-tiles';
import { JsonLd } from '~/components/json-ld';
import { getCategoriesWithPictures } from '~/models/category.server';
import { pageMeta } from '~/page-meta';
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';
import { useShop } from '~/shop';
import { breadcrumbData } from '~/structured-data';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader() {
  const categories = await getCategoriesWithPictures();
  return data(
    { categories: withDistinctPictures(childrenOf(categories, null)) },
    shared(PRODUCTS, CATEGORIES),
  );
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageMeta(matches, {
    title: 'Categories',
    description: loaded?.categories.map(({ title }) => title).join(', '),
    canonical: '/categories',
  });

const crumbs = [{ title: 'Home', href: '/' }, { title: 'Categories' }];

export default function Categories() {
  const { categories } = useLoaderData<typeof loader>();
  const { origin } = useShop();
  return (
    <main id="main" className="page">
      <JsonLd graph={breadcrumbData(crumbs, origin)} />
      <Breadcrumbs crumbs={crumbs} />
      <h1 className="page-title">Categories</h1>
      {categories.length > 0 ? (
        <CategoryTiles categories={categories} level={2} />
      ) : (
        <p className="notice">
          The shop has no categories yet. <a href="/products">See all products</a>
        </p>
      )}
    </main>
  );
}
