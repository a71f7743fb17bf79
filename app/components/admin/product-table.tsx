import { Link } from '@remix-run/react';
import { Moment } from '~/components/admin/moment';
import { StatusBadge } from '~/components/admin/status-badge';
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
type Props = { query: TableQuery; products: Product[]; locale: string };

/** The products of one page; narrow screens show each as a card. */
export function ProductTable({ query, products, locale }: Props) {
  return (
    <table className="products">
      <thead>
        <tr>
          <Heading query={query} sort="title" text="Product" />
          <Heading query={query} sort="status" text="Status" />
          <th scope="col">Stock</th>
          <Heading query={query} sort="price" text="Price" />
          <Heading query={query} sort="updated" text="Edited" />
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <tr key={product.id}>
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

function Heading({ query, sort, text }: { query: TableQuery; sort: TableSort; text: string }) {
  const current = query.sort === sort;
  const turned = query.dir === 'asc' ? 'desc' : 'asc';
  return (
    <th
      scope="col"
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
