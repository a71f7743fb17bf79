import { Link, useBeforeUnload, useBlocker } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { type Product, ProductRow } from '~/components/admin/product-row';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useMay } from '~/components/admin/use-may';
import {
  defaultDirection,
  tableHref,
  type TableQuery,
  tableSearch,
  type TableSort,
} from '~/models/product-table';

type Props = {
  query: TableQuery;
  products: Product[];
  currency: string;
  /** Who may change many at once chooses them here. */
  chosen: { ids: Set<string>; choose: (ids: string[], chosen: boolean) => void } | null;
};

/** The products of one page; narrow screens show each as a card. */
export function ProductTable({ query, products, currency, chosen }: Props) {
  const mayEdit = useMay()('act', 'admin.products.$id_.quick');
  const back = tableSearch(query).toString();
  const [unsaved, setUnsaved] = useState<Set<string>>(new Set());
  useAskBeforeLeaving(unsaved.size > 0);
  const columns = chosen ? 6 : 5;
  return (
    <table className="products">
      <thead>
        <tr>
          {chosen ? (
            <ChooseAll
              all={products.every(({ id }) => chosen.ids.has(id))}
              choose={(all) =>
                chosen.choose(
                  products.map(({ id }) => id),
                  all,
                )
              }
            />
          ) : null}
          <Heading query={query} sort="title" text="Product" />
          <Heading query={query} sort="status" text="Status" />
          <th scope="col">Stock</th>
          <Heading query={query} sort="price" text={`Price, ${currency}`} className="number" />
          <Heading query={query} sort="updated" text="Edited" />
        </tr>
      </thead>
      <tbody>
        {products.map((product) => (
          <ProductRow
            key={product.id}
            product={product}
            currency={currency}
            back={back}
            mayEdit={mayEdit}
            chosen={chosen ? chosen.ids.has(product.id) : null}
            choose={(isChosen) => chosen?.choose([product.id], isChosen)}
            onUnsaved={(isUnsaved) =>
              setUnsaved((before) => toggled(before, product.id, isUnsaved))
            }
            columns={columns}
          />
        ))}
      </tbody>
    </table>
  );
}

function toggled(before: Set<string>, id: string, there: boolean): Set<string> {
  if (before.has(id) === there) return before;
  const after = new Set(before);
  if (there) after.add(id);
  else after.delete(id);
  return after;
}

/** Rows that are typed into go with the page, and with another list in its place. */
function useAskBeforeLeaving(unsaved: boolean): void {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved &&
      currentLocation.pathname + currentLocation.search !==
        nextLocation.pathname + nextLocation.search,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    if (window.confirm('What you typed is not saved. Leave it behind?')) blocker.proceed();
    else blocker.reset();
  }, [blocker]);
  useBeforeUnload(
    useCallback(
      (event) => {
        if (unsaved) event.preventDefault();
      },
      [unsaved],
    ),
  );
}

function ChooseAll({ all, choose }: { all: boolean; choose: (all: boolean) => void }) {
  const hydrated = useHydrated();
  return (
    <th scope="col" className="choose">
      {hydrated ? (
        <label className="check">
          <span className="hidden-visually">Choose all on this page</span>
          <input
            type="checkbox"
            checked={all}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
        </label>
      ) : (
        <span className="hidden-visually">Choose</span>
      )}
    </th>
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
