import { Link } from '@remix-run/react';
import { BULK_FORM } from '~/components/admin/bulk-bar';
import { KeepsNothing } from '~/components/admin/keeps-nothing';
import { Moment } from '~/components/admin/moment';
import { QuickField } from '~/components/admin/quick-field';
import { QuickSaid } from '~/components/admin/quick-said';
import { isShown, RowDraft } from '~/components/admin/row-draft';
import { StatusBadge } from '~/components/admin/status-badge';
import { useHydrated } from '~/components/admin/use-hydrated';
import { useQuickEdit } from '~/components/admin/use-quick-edit';
import { quickPath, type useLeftDrafts } from '~/components/admin/use-row-drafts';
import { Picture } from '~/components/picture';
import type { getProductTable, StockSummary } from '~/models/product-table.server';
import type { Column } from '~/models/table-columns';
import { toDecimal } from '~/money';

export type Product = Awaited<ReturnType<typeof getProductTable>>['products'][number] & {
  /** For a save of its price and stock where they stand. */
  saveKey: string;
};

type Props = {
  product: Product;
  /** The shop's; prices in another one are not changed here. */
  currency: string;
  /** The table's address, for those without scripts to come back to. */
  back: string;
  mayEdit: boolean;
  /** null where nothing is chosen here. */
  chosen: boolean | null;
  choose: (chosen: boolean) => void;
  onUnsaved: (unsaved: boolean) => void;
  shown: Column[];
  left: ReturnType<typeof useLeftDrafts>;
};

/** One product of the table; its price and stock can be changed here where it has one variant. */
export function ProductRow(props: Props) {
  const { product, currency, back, mayEdit, chosen, choose, shown } = props;
  const { id, title, stock, only } = product;
  const editable = mayEdit && only !== null && product.currency === currency;
  const row = editable
    ? {
        id,
        title,
        version: product.version,
        saveKey: product.saveKey,
        price: toDecimal(only.priceMinor, currency),
        stock: only.trackStock ? String(only.stock) : null,
      }
    : null;
  const quick = useQuickEdit(row, props.onUnsaved);
  const hydrated = useHydrated();
  const form = `row-${id}`;
  const { said } = quick;
  const draft = props.left.of(id);
  const columns = shown.length + (chosen === null ? 1 : 2) + (shown.includes('edited') ? 0 : 1);
  return (
    <>
      <tr
        data-chosen={chosen || undefined}
        data-unsaved={quick.unsaved || undefined}
        data-editable={row ? true : undefined}
      >
        {chosen === null ? null : (
          <td className="choose">
            <label className="check">
              <span className="hidden-visually">Choose {title}</span>
              <input
                type="checkbox"
                form={BULK_FORM}
                name="id"
                value={id}
                checked={chosen}
                onChange={({ currentTarget }) => choose(currentTarget.checked)}
              />
            </label>
          </td>
        )}
        <th scope="row">
          <Link className="product-name" to={`/admin/products/${id}`}>
            <Picture
              file={product.image}
              alt=""
              sizes="3rem"
              className="thumb-small"
              standIn={title}
            />
            <span>{title}</span>
          </Link>
        </th>
        {shown.map((column) => {
          switch (column) {
            case 'status':
              return (
                <td key={column}>
                  <StatusBadge {...product} />
                </td>
              );
            case 'stock':
              return (
                <td key={column} className={isOut(stock) ? 'out' : undefined} data-label="Stock">
                  {row?.stock == null ? (
                    describeStock(stock)
                  ) : (
                    <QuickField {...quick.of('stock')} form={form} label={`Stock of ${title}`} />
                  )}
                </td>
              );
            case 'price':
              return (
                <td key={column} className="number" data-label="Price">
                  {row ? (
                    <QuickField
                      {...quick.of('price')}
                      form={form}
                      label={`Price of ${title}, ${currency}`}
                    />
                  ) : (
                    describePrice(product, currency)
                  )}
                </td>
              );
            case 'edited':
              return null;
            default:
              return (
                <td key={column} className="said">
                  {column === 'tags' ? product.tags.join(', ') : product[column]}
                </td>
              );
          }
        })}
        <td className="edited">
          {row ? (
            <quick.fetcher.Form
              id={form}
              method="post"
              action={quickPath(id)}
              className={hydrated ? 'quick-form' : 'quick-form by-focus'}
            >
              <input type="hidden" name="key" value={quick.key} />
              <input type="hidden" name="version" value={quick.version} />
              <input type="hidden" name="back" value={back} />
              {hydrated ? <input type="hidden" name="row" value="1" /> : null}
              <button className="button button-small" disabled={quick.busy}>
                Save<span className="hidden-visually"> {title}</span>
              </button>
              {quick.unsaved ? (
                <button type="button" className="button button-small" onClick={quick.drop}>
                  Cancel
                </button>
              ) : null}
            </quick.fetcher.Form>
          ) : null}
          <span role="status">{quick.saved ? 'Saved ' : null}</span>
          {shown.includes('edited') ? <Moment at={product.updatedAt} /> : null}
        </td>
      </tr>
      {said && (said.obstacle ?? said.message) !== null ? (
        <tr className="quick-said">
          <td colSpan={columns}>
            <QuickSaid quick={quick} said={said} currency={currency} form={form} />
          </td>
        </tr>
      ) : null}
      {quick.isKept ? null : (
        <tr className="quick-said">
          <td colSpan={columns}>
            <KeepsNothing />
          </td>
        </tr>
      )}
      {row && draft && draft.id !== quick.draftId && isShown(draft, shown) ? (
        <tr className="quick-said">
          <td colSpan={columns}>
            <RowDraft {...{ draft, row, quick, form }} take={props.left.take} />
          </td>
        </tr>
      ) : null}
    </>
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

function describePrice({ priceMin, priceMax, currency }: Product, usual: string): string {
  const from = priceMin === priceMax ? '' : 'from ';
  return `${from}${toDecimal(priceMin, currency)}${currency === usual ? '' : ` ${currency}`}`;
}
