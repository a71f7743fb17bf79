import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { childrenOf } from '~/category-tree';
import { ProductGrid } from '~/components/product-card';
import { ProductList } from '~/components/product-list';
import { SearchForm } from '~/components/search-form';
import { getNewest } from '~/models/product.server';
import { findMeanings } from '~/models/search.server';
import { optional, sharedCategories } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { getProductList } from '~/product-list.server';
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';
import { searchWords, tidyQuery } from '~/search-words';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader({ context, request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const query = tidyQuery(url.searchParams.get('q'));
  const words = searchWords(query);
  const all = await sharedCategories(context);
  const categories = childrenOf(all, null);
  const find = async (forgiving: boolean) => {
    const search = await findMeanings(words, forgiving);
    return search && getProductList({ url, scope: { search }, all, choices: categories, query });
  };
  let list = await find(false);
  const forgiving = !list?.facets.total;
  if (forgiving) list = (await find(true)) ?? list;
  const nothing = !list?.facets.total;
  const page = {
    query,
    list,
    forgiving,
    categories: nothing ? categories.map(({ slug, title }) => ({ slug, title })) : [],
    newest: nothing ? await optional(context, getNewest(4), []) : [],
  };
  return data(page, shared(PRODUCTS, CATEGORIES));
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageMeta(matches, { title: loaded?.query ? `“${loaded.query}”` : 'Search' });

export default function SearchPage() {
  const { query, list, forgiving, categories, newest } = useLoaderData<typeof loader>();
  const found = (list?.facets.total ?? 0) > 0;
  const nothing = (
    <div className="notice">
      <p>We found nothing for “{query}”.</p>
      <p>Fewer or simpler words often help: “lamp” rather than “a lamp for the hall”.</p>
    </div>
  );
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1 className="page-title">{query ? `Search for “${query}”` : 'Search'}</h1>
        <SearchForm label="Search again" query={query} />
        {forgiving && found ? (
          <p className="notice">Nothing is written exactly like that. These come close:</p>
        ) : null}
      </div>
      {list ? <ProductList list={list} path="/search" query={query} empty={nothing} /> : null}
      {!list && query ? nothing : null}
      {categories.length > 0 ? (
        <section className="section" aria-labelledby="around">
          <h2 id="around">Or look around</h2>
          <ul className="plain tags">
            {categories.map(({ slug, title }) => (
              <li key={slug}>
                <a className="tag" href={`/categories/${encodeURIComponent(slug)}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {newest.length > 0 ? (
        <section className="section" aria-labelledby="new">
          <h2 id="new">New in the shop</h2>
          <ProductGrid products={newest} />
        </section>
      ) : null}
    </main>
  );
}
