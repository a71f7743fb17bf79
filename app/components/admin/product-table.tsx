import { Link } from '@remix-run/react';
import { BULK_FORM } from '~/components/admin/bulk-bar';
import { Moment } from '~/components/admin/moment';
import { StatusBadge } from '~/components/admin/status-badge';
import { useHydrated } from '~/components/admin/use-hydrated';
import { Picture } from '~/components/picture';
import {
  defaultDirection,
  tableHref,
  type TableQuery,
  type TableSort,
} from '~/models/product-table';
import type { getProductTable, StockSummary } from '~/models/product-table.server';
import { formatMoney } from '~/money';

type Product = Awaited<ReturnType<typeof getProductTable>>['products'][number];
type Props = {
  query: TableQuery;
  products: Product[];
  locale: string;
  /** Who may change many at once chooses them here. */
  chosen: { ids: Set<string>; choose: (ids: string[], chosen: boolean) => void } | null;
};

/** The products of one page; narrow screens show each as a card. */
export function ProductTable({ query, products, locale, chosen }: Props) {
  const hydrated = useHydrated();
  return (
    <table className="products">
      <thead>
        <tr>
          {chosen ? (
            <th scope="col" className="choose">
              {hydrated ? (
                <label className="check">
                  <span className="hidden-visually">Choose all on this page</span>
                  <input
                    type="checkbox"
                    checked={products.every(({ id }) => chosen.ids.has(id))}
                    onChange={({ currentTarget }) =>
                      chosen.choose(
                        products.map(({ id }) => id),
                        currentTarget.checked,
                      )
                    }
                  />
                </label>
              ) : (
                <span className="hidden-visually">Choose</span>
              )}
            </th>
          ) : null}
          <Heading query={query} sort="title" text="Product" />
          <Heading query={query} sort="status" text="Status" />
          <th scope="col">Stock</th>
          <Heading query={query} sort="price" text="Price" className="number" />
          <Heading query={query} sort="updated" text="Edited" />
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <tr key={product.id} data-chosen={chosen?.ids.has(product.id) || undefined}>
            {chosen ? (
              <td className="choose">
                <label className="check">
                  <span className="hidden-visually">Choose {product.title}</span>
                  <input
                    type="checkbox"
                    form={BULK_FORM}
                    name="id"
                    value={product.id}
                    checked={chosen.ids.has(product.id)}
                    onChange={({ currentTarget }) =>
                      chosen.choose([product.id], currentTarget.checked)
                    }
                  />
                </label>
              </td>
            ) : null}
            <th scope="row">
              <Link className="product-name" to={`/admin/products/${product.id}`}>
                <Picture
                  file={product.image}
                  alt=""
                  sizes="3rem"
                  className="thumb-small"
                  standIn={product.title}
                />
                <span>{product.title}</span>
              </Link>
            </th>
            <td>
              <StatusBadge status={product.status} />
            </td>
            <td className={isOut(product.stock) ? 'out' : undefined}>
              {describeStock(product.stock)}
            </td>
            <td className="number">
              {product.priceMin === product.priceMax ? '' : 'from '}
              {formatMoney(product.priceMin, product.currency, locale)}
            </td>
            <td>
              <Moment at={product.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type HeadingProps = { query: TableQuery; sort: TableSort; text: string; className?: string };

function Heading({ query, sort, text, className }: HeadingProps) {
  const current = query.sort === sort;
  const turned = query.dir === 'asc' ? 'desc' : 'asc';
  return (
    <th
      scope="col"
      className={className}
      aria-sort={current ? (query.dir === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      <Link to={tableHref(query, { sort, dir: current ? turned : defaultDirection(sort) })}>
        {text}
        <span aria-hidden="true">{current ? (query.dir === 'asc' ? ' ↑' : ' ↓') : ''}</span>
      </Link>
    </th>
  );
}

function isOut({ tracked, pieces }: StockSummary): boolean {
  return tracked > 0 && pieces === 0;
}

function describeStock({ variants, tracked, pieces, soldOut }: StockSummary): string {
  if (tracked === 0) return 'not counted';
  const kinds = variants > 1 ? ` in ${variants} variants` : '';
  const out = soldOut > 0 && variants > 1 ? `, ${soldOut} out` : '';
  return pieces === 0 ? 'out of stock' : `${pieces.toLocaleString('en')}${kinds}${out}`;
}
