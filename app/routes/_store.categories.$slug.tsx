import { data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { branchOf, childrenOf, pathTo } from '~/category-tree';
import { Breadcrumbs } from '~/components/breadcrumbs';
import { JsonLd } from '~/components/json-ld';
import { ProductList } from '~/components/product-list';
import { canonicalList } from '~/list-meta';
import { plainText, renderMarkdown } from '~/markdown.server';
import { getCategoryDescription } from '~/models/category.server';
import { notFound, sharedCategories } from '~/page-data.server';
import { pageMeta } from '~/page-meta';
import { getProductList } from '~/product-list.server';
import { CATEGORIES, PRODUCTS, shared } from '~/shared-page.server';
import { shop } from '~/shop.server';
import { useShop } from '~/shop';
import { breadcrumbData } from '~/structured-data';
import { pathText } from '~/url-text';

export { sharedHeaders as headers } from '~/shared-page.server';

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const slug = pathText(params.slug);
  if (slug === null) throw notFound();
  const all = await sharedCategories(context);
  const category = all.find((one) => one.slug === slug);
  if (!category) throw notFound();
  const url = new URL(request.url);
  const choices = childrenOf(all, category.id);
  const scope = { categoryIds: branchOf(all, category.id) };
  const [list, description] = await Promise.all([
    getProductList({ url, scope, all, choices }),
    getCategoryDescription(slug),
  ]);
  const path = `/categories/${encodeURIComponent(slug)}`;
  const page = {
    list,
    path,
    canonical: canonicalList(path, list.listing, shop),
    title: category.title,
    html: renderMarkdown(description),
    summary: plainText(description, 160),
    ancestors: pathTo(all, category)
      .slice(0, -1)
      .map(({ slug, title }) => ({ slug, title })),
    children: choices.map(({ slug, title }) => ({ slug, title })),
  };
  return data(page, shared(PRODUCTS, CATEGORIES));
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) => {
  if (!loaded) return [];
  const { page } = loaded.list.listing;
  return pageMeta(matches, {
    title: page > 1 ? `${loaded.title}, page ${page}` : loaded.title,
    description: loaded.summary,
    canonical: loaded.canonical,
  });
};

export default function CategoryPage() {
  const { list, path, title, html, ancestors, children } = useLoaderData<typeof loader>();
  const { origin } = useShop();
  const crumbs = [
    { title: 'Home', href: '/' },
    { title: 'Categories', href: '/categories' },
    ...ancestors.map(({ slug, title }) => ({ title, href: categoryHref(slug) })),
    { title },
  ];
  return (
    <main id="main" className="page">
      <JsonLd graph={breadcrumbData(crumbs, origin)} />
      <Breadcrumbs crumbs={crumbs} />
      <div className="page-head">
        <h1 className="page-title">{title}</h1>
        {html ? <div className="prose" dangerouslySetInnerHTML={{ __html: html }} /> : null}
        {children.length > 0 ? (
          <nav aria-label={`In ${title}`}>
            <ul className="plain tags">
              {children.map((child) => (
                <li key={child.slug}>
                  <a className="tag" href={categoryHref(child.slug)}>
                    {child.title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
      </div>
      <ProductList
        list={list}
        path={path}
        empty={
          <div className="notice">
            <p>Nothing stands on this shelf right now.</p>
            <p>
              <a className="button" href="/products">
                See all products
              </a>
            </p>
          </div>
        }
      />
    </main>
  );
}

function categoryHref(slug: string): string {
  return `/categories/${encodeURIComponent(slug)}`;
}
