import type { MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { adminLoader } from '~/admin-route.server';
import { LeftUnsaved } from '~/components/admin/left-unsaved';
import { Moment } from '~/components/admin/moment';
import { Problem } from '~/components/admin/problem';
import { StatusBadge } from '~/components/admin/status-badge';
import { useMay } from '~/components/admin/use-may';
import { countCategories } from '~/models/category-write.server';
import { countText } from '~/models/product-table';
import { countByStatus, getRecentProducts } from '~/models/product-table.server';

export const meta: MetaFunction = () => [{ title: 'Overview · Admin' }];

export const loader = adminLoader('admin._index', async ({ admin }) => {
  const [counts, categories, recent] = await Promise.all([
    countByStatus(),
    countCategories(),
    getRecentProducts(8),
  ]);
  return { name: admin.name, counts, categories, recent };
});

export default function Overview() {
  const { name, counts, categories, recent } = useLoaderData<typeof loader>();
  const may = useMay();
  const figures = [
    {
      text: 'Active products',
      count: countText(counts.active),
      to: '/admin/products?status=active',
    },
    { text: 'Drafts', count: countText(counts.draft), to: '/admin/products?status=draft' },
    { text: 'Archived', count: countText(counts.archived), to: '/admin/products?status=archived' },
    { text: 'Categories', count: countText(categories), to: '/admin/categories' },
  ];
  return (
    <>
      <div className="page-head">
        <h1>Good to see you, {name}</h1>
        {may('look', 'admin.products.new') ? (
          <Link className="button button-primary" to="/admin/products/new">
            Add a product
          </Link>
        ) : null}
      </div>
      <ul className="figures">
        {figures.map(({ text, count, to }) => (
          <li key={text}>
            <Link to={to}>
              <span className="figure-count">{count}</span>
              <span>{text}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="stack">
        <LeftUnsaved />
        <section className="panel" aria-labelledby="recent">
          <h2 id="recent">Edited last</h2>
          {recent.length === 0 ? (
            <p className="empty">
              Nothing yet. <Link to="/admin/products/new">Add the first product</Link>: a title and
              a price are enough to begin with.
            </p>
          ) : (
            <ul className="rows">
              {recent.map((product) => (
                <li key={product.id}>
                  <Link to={`/admin/products/${product.id}`}>{product.title}</Link>
                  <StatusBadge status={product.status} />
                  <Moment at={product.updatedAt} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </>
  );
}

export const ErrorBoundary = Problem;
