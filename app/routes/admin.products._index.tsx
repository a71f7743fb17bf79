import { type MetaFunction, redirect } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { adminLoader } from '~/admin-route.server';
import { randomUUID } from 'node:crypto';
import { Banner } from '~/components/admin/banner';
import { BulkBar } from '~/components/admin/bulk-bar';
import { PageLinks } from '~/components/admin/page-links';
import { TableFilters } from '~/components/admin/table-filters';
import { TableColumns } from '~/components/admin/table-columns';
import { columnsOf } from '~/models/table-columns';
import { TableViews } from '~/components/admin/table-views';
import { getCategories } from '~/models/category.server';
import { flattenTree } from '~/models/category-form';
import { viewHref, viewSearch } from '~/models/product-view';
import { listViews } from '~/models/product-view.server';
import { Problem } from '~/components/admin/problem';
import { useChosen } from '~/components/admin/use-chosen';
import { useMay } from '~/components/admin/use-may';
import { TableSearch } from '~/components/admin/table-search';
import { ProductTable } from '~/components/admin/product-table';
import {
  countText,
  isFiltered,
  noFilters,
  parseTableQuery,
  tableHref,
  type TableQuery,
  tableSearch,
} from '~/models/product-table';
import { getProductTable } from '~/models/product-table.server';
import { shop } from '~/shop.server';

export { shouldRevalidate } from '~/admin-revalidate';

export const meta: MetaFunction = () => [{ title: 'Products · Admin' }];

export const loader = adminLoader('admin.products._index', async ({ admin, request }) => {
  const { searchParams } = new URL(request.url);
  const views = await listViews(admin.id);
  const first = views.find(({ isFirst }) => isFirst);
  if (first && searchParams.size === 0) throw redirect(viewHref(first.search));
  const query = parseTableQuery(searchParams);
  const [{ products, ...table }, categories] = await Promise.all([
    getProductTable(query),
    getCategories(),
  ]);
  return {
    query,
    views,
    search: viewSearch(searchParams.toString()),
    categories: flattenTree(
      categories.map((category) => ({ ...category, products: 0, version: 0 })),
    ).map(({ id, title, depth }) => ({ id, title, depth })),
    currency: shop.currency,
    viewKey: randomUUID(),
    shown: columnsOf(request.headers.get('Cookie')),
    ...table,
    products: products.map((product) => ({ ...product, saveKey: randomUUID() })),
  };
});

const tabs = [
  { status: 'all', text: 'All' },
  { status: 'active', text: 'Active' },
  { status: 'draft', text: 'Drafts' },
  { status: 'archived', text: 'Archived' },
] as const;

export default function Products() {
  const { query, counts, total, most, pages, products, currency, ...loaded } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const may = useMay();
  const mayChange = may('look', 'admin.products.bulk');
  const chosen = useChosen();
  return (
    <>
      <div className="page-head">
        <h1>Products</h1>
        <div className="actions">
          {products.length > 0 ? (
            <a className="button" href={exportHref(query)}>
              {query.q === '' && query.status === 'all' && !isFiltered(query)
                ? 'Export all'
                : 'Export these'}
            </a>
          ) : null}
          {may('look', 'admin.products.new') ? (
            <Link className="button button-primary" to="/admin/products/new">
              Add a product
            </Link>
          ) : null}
        </div>
      </div>
      {search.has('deleted') ? (
        <Banner tone="good" title="The product is deleted.">
          <p>
            It lies in <Link to="/admin/bin">the bin</Link> for 30 days, from where it can be
            brought back.
          </p>
        </Banner>
      ) : null}
      <div className="table-find">
        <TableSearch
          q={query.q}
          fields={[...tableSearch({ ...query, page: 1 })].filter(([name]) => name !== 'q')}
        />
        <p role="status" className="count">
          {countText(total, most)} {total === 1 ? 'product' : 'products'}
        </p>
      </div>
      <div className="table-tools">
        <TableFilters query={query} categories={loaded.categories} currency={currency} />
        <TableViews views={loaded.views} search={loaded.search} saveKey={loaded.viewKey} />
        <TableColumns shown={loaded.shown} back={tableSearch(query).toString()} />
      </div>
      <nav className="tabs" aria-label="Status">
        <ul>
          {tabs.map(({ status, text }) => (
            <li key={status}>
              <Link
                to={tableHref(query, { status })}
                aria-current={query.status === status ? 'page' : undefined}
              >
                {text}{' '}
                {counts ? <span className="count">{countText(counts[status], most)}</span> : null}
              </Link>
            </li>
          ))}
          <li>
            <Link to="/admin/bin">Bin</Link>
          </li>
        </ul>
      </nav>
      {products.length === 0 ? (
        <Empty query={query} any={counts === null || counts.all > 0} />
      ) : (
        <>
          {mayChange ? (
            <BulkBar
              fields={[...tableSearch({ ...query, page: 1 })]}
              total={countText(total, most)}
              most={total > most ? countText(most, most) : null}
              chosen={chosen.ids}
              shown={products.map(({ id }) => id)}
              chooseNone={chosen.chooseNone}
            />
          ) : null}
          <ProductTable
            query={query}
            products={products}
            currency={currency}
            shown={loaded.shown}
            chosen={mayChange ? chosen : null}
          />
        </>
      )}
      <PageLinks page={query.page} pages={pages} hrefOf={(page) => tableHref(query, { page })}>
        , {countText(total, most)} products
      </PageLinks>
    </>
  );
}

/** All that the table shows on its pages, as a file. */
function exportHref(query: TableQuery): string {
  const search = tableSearch({ ...query, page: 1 }).toString();
  return `/admin/export.csv${search && `?${search}`}`;
}

type EmptyProps = { query: TableQuery; any: boolean };

function Empty({ query, any }: EmptyProps) {
  const { q, page } = query;
  const first = tableHref(query, {});
  if (page > 1) {
    return (
      <p className="empty">
        There is no page {page} any more. <Link to={first}>To the first page</Link>
      </p>
    );
  }
  if (isFiltered(query)) {
    return (
      <p className="empty">
        Nothing is left by these filters{q ? ` of what “${q}” finds` : ''}.{' '}
        <Link to={tableHref(query, noFilters)}>Take them all away</Link>, or one of them above.
      </p>
    );
  }
  if (q) {
    return (
      <p className="empty">
        Nothing here is called “{q}”, in its title, tags, address or SKUs.{' '}
        <Link to="/admin/products?status=all">Show all products</Link>
      </p>
    );
  }
  if (any) return <p className="empty">No product has this status.</p>;
  return (
    <div className="empty">
      <p>
        Your shop has no products yet. A title and a price are enough to begin with; nobody sees a
        draft.
      </p>
      <p>
        Coming from Shopify, or from a spreadsheet?{' '}
        <Link to="/admin/imports">Import your products from a file.</Link>
      </p>
    </div>
  );
}

export const ErrorBoundary = Problem;
