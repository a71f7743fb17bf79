import type { ReactNode } from 'react';
import { ActiveFilters } from '~/components/active-filters';
import { Filters } from '~/components/filters';
import { Pages } from '~/components/pages';
import { ProductGrid } from '~/components/product-card';
import { SortMenu } from '~/components/sort-menu';
import { isFiltered, type Listing, listingSearch } from '~/listing';
import type { ProductList as Data } from '~/product-list.server';
import { useShop } from '~/shop';

export type ListProps = {
  list: Data;
  /** The list's path; its state is the query. */
  path: string;
  /** A search's words. */
  query?: string;
};

type Props = ListProps & {
  /** What stands there when nothing was found without any filter. */
  empty: ReactNode;
};

/** Products with filters, order and pages: all of it links and one GET form. */
export function ProductList({ empty, ...props }: Props) {
  const { list, path, query } = props;
  const { total } = list.facets;
  const filtered = isFiltered(list.listing);
  if (total === 0 && !filtered) return empty;
  return (
    <div className="list">
      <Filters {...props} />
      <section className="list-results" aria-label="Products">
        <div className="list-bar">
          <p className="count" role="status">
            {total === 1 ? '1 product' : `${total} products`}
          </p>
          <button
            type="button"
            className="button quiet small filters-button"
            {...{ popovertarget: 'filters' }}
          >
            Filters
          </button>
          <SortMenu {...props} />
        </div>
        <ActiveFilters {...props} />
        {total > 0 ? (
          <ProductGrid products={list.products} level={2} eager={4} />
        ) : (
          <div className="notice">
            <p>Nothing in the shop fits all of these filters.</p>
            <p>
              <a className="button" href={path + (query ? `?q=${encodeURIComponent(query)}` : '')}>
                Remove all filters
              </a>
            </p>
          </div>
        )}
        <Pages {...props} />
      </section>
    </div>
  );
}

/** The address of this list with something else about it; on its first page, unless a page is said. */
export function useListHref({ list, path, query }: ListProps) {
  const { currency } = useShop().shop;
  return (change: Partial<Listing>) =>
    path + listingSearch({ ...list.listing, page: 1, ...change }, currency, query);
}
