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
  const { total, complete } = list.facets;
  const filtered = isFiltered(list.listing);
  if (total === 0 && !filtered) return empty;
  return (
    <div className="list">
      <Filters {...props} />
      <section className="list-results" aria-label="Products">
        <div className="list-bar">
          <p className="count" role="status">
            {countOf(list.facets)}
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
          <ProductGrid products={list.products} level={2} eager={2} besideFilters />
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
        {!complete && list.listing.page === list.pages ? (
          <p className="hint">
            The list goes on. Narrow it with the filters, or sort it another way, to see the rest.
          </p>
        ) : null}
      </section>
    </div>
  );
}

/** 'More than' where there are too many to count: said in round numbers. */
function countOf({ total, complete }: Data['facets']): string {
  if (complete) return total === 1 ? '1 product' : `${total} products`;
  const unit = total < 100 ? 10 : 100;
  return `More than ${(Math.floor(total / unit) * unit).toLocaleString('en')} products`;
}

/** The address of this list with something else about it; on its first page, unless a page is said. */
export function useListHref({ list, path, query }: ListProps) {
  const { currency } = useShop().shop;
  return (change: Partial<Listing>) =>
    path + listingSearch({ ...list.listing, page: 1, ...change }, currency, query);
}
