import { Link } from '@remix-run/react';
import { useState } from 'react';
import { type Product, ProductRow } from '~/components/admin/product-row';
import { useAskBeforeLeaving } from '~/components/admin/use-ask-before-leaving';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useMay } from '~/components/admin/use-may';
import { useLeftDrafts } from '~/components/admin/use-row-drafts';
import { tableKeys, useTableKeys } from '~/components/admin/use-table-keys';
import { type Column, columns } from '~/models/table-columns';
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
  /** Those shown beside the product itself. */
  shown: Column[];
  /** Who may change many at once chooses them here. */
  chosen: { ids: Set<string>; choose: (ids: string[], chosen: boolean) => void } | null;
};

/** The products of one page; narrow screens show each as a card. */
export function ProductTable({ query, products, currency, shown, chosen }: Props) {
  const mayEdit = useMay()('act', 'admin.products.$id_.quick');
  const back = tableSearch(query).toString();
  const [unsaved, setUnsaved] = useState<Set<string>>(new Set());
  // Rows that are typed into go with the page, and with another list in its place.
  useAskBeforeLeaving(unsaved.size > 0, ({ pathname, search }) => pathname + search);
  const left = useLeftDrafts(products.map(({ id }) => id).join());
  const { table, help } = useTableKeys();
  const hydrated = useHydrated();
  return (
    <>
      <table className="products" ref={table}>
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
            {shown.map((column) =>
              column === 'status' ? (
                <Heading key={column} query={query} sort="status" text="Status" />
              ) : column === 'price' ? (
                <Heading
                  key={column}
                  query={query}
                  sort="price"
                  text={`Price, ${currency}`}
                  className="number"
                />
              ) : column === 'edited' ? (
                <Heading key={column} query={query} sort="updated" text="Edited" />
              ) : (
                <th key={column} scope="col">
                  {columns[column]}
                </th>
              ),
            )}
            {shown.includes('edited') ? null : (
              <th scope="col">
                <span className="hidden-visually">Save</span>
              </th>
            )}
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
              shown={shown}
              left={left}
            />
          ))}
        </tbody>
      </table>
      {hydrated ? (
        <details className="keys" ref={help}>
          <summary className="chip chip-quiet">Keys</summary>
          <p className="hint">They work while the keyboard is in the table.</p>
          <dl>
            {tableKeys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </>
  );
}

function toggled(before: Set<string>, id: string, there: boolean): Set<string> {
  if (before.has(id) === there) return before;
  const after = new Set(before);
  if (there) after.add(id);
  else after.delete(id);
  return after;
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
