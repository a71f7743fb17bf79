import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { childrenOf } from '~/category-tree';
import { Breadcrumbs } from '~/components/breadcrumbs';
import { JsonLd } from '~/components/json-ld';
import { ProductList } from '~/components/product-list';
import { canonicalList } from '~/list-meta';
import { sharedCategories } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { getProductList } from '~/product-list.server';
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';
import { shop } from '~/shop.server';
import { useShop } from '~/shop';
import { breadcrumbData } from '~/structured-data';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const all = await sharedCategories(context);
  const url = new URL(request.url);
  const list = await getProductList({ url, scope: {}, all, choices: childrenOf(all, null) });
  const canonical = canonicalList('/products', list.listing, shop);
  return data({ list, canonical }, shared(PRODUCTS, CATEGORIES));
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => {
  if (!loaded) return [];
  const { page, sale } = loaded.list.listing;
  const title = sale ? 'Sale' : 'All products';
  return pageMeta(matches, {
    title: page > 1 ? `${title}, page ${page}` : title,
    description: loaded.list.facets.complete
      ? `All ${loaded.list.facets.total} things in the shop, with their prices.`
      : 'All things in the shop, with their prices.',
    canonical: loaded.canonical,
  });
};

const crumbs = [{ title: 'Home', href: '/' }, { title: 'All products' }];

export default function Products() {
  const { list } = useLoaderData<typeof loader>();
  const { origin } = useShop();
  return (
    <main id="main" className="page">
      <JsonLd graph={breadcrumbData(crumbs, origin)} />
      <Breadcrumbs crumbs={crumbs} />
      <h1 className="page-title">{list.listing.sale ? 'Sale' : 'All products'}</h1>
      <ProductList
        list={list}
        path="/products"
        empty={<p className="notice">The shelves are still empty. Come back soon.</p>}
      />
    </main>
  );
}
