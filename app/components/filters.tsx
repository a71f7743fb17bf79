import { CloseIcon } from '~/components/icons';
import type { ListProps } from '~/components/product-list';
import { shortDecimal } from '~/listing';
import { useShop } from '~/shop';

/** The form that narrows a list: beside it on wide screens, a popover on small ones. */
export function Filters({ list, path, query }: ListProps) {
  const { listing, facets } = list;
  return (
    <form
      id="filters"
      className="filters"
      action={path}
      aria-label="Filters"
      {...{ popover: 'auto' }}
    >
      {query ? <input type="hidden" name="q" value={query} /> : null}
      {listing.sort ? <input type="hidden" name="sort" value={listing.sort} /> : null}
      <p className="filters-title">
        Filters
        <button
          type="button"
          className="icon-button"
          aria-label="Close the filters"
          {...{ popovertarget: 'filters', popovertargetaction: 'hide' }}
        >
          <CloseIcon />
        </button>
      </p>
      {facets.categories.length > 0 ? (
        <label className="filter">
          <span className="filter-name">Category</span>
          <select name="category" defaultValue={listing.category ?? ''}>
            <option value="">All</option>
            {facets.categories.map(({ slug, title, count }) => (
              <option key={slug} value={slug}>
                {count === null ? title : `${title} (${count})`}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <PriceFilter listing={listing} facets={facets} />
      <fieldset className="filter">
        <legend className="filter-name">Show only</legend>
        <Check
          name="available"
          value="1"
          label="In stock"
          count={facets.inStock}
          checked={listing.available}
        />
        <Check name="sale" value="1" label="On sale" count={facets.onSale} checked={listing.sale} />
      </fieldset>
      <TagFilter listing={listing} facets={facets} />
      <div className="filters-go">
        <button className="button" type="submit">
          Show products
        </button>
      </div>
    </form>
  );
}

type Part = Pick<ListProps['list'], 'listing' | 'facets'>;

function PriceFilter({ listing: { min, max }, facets: { low, high } }: Part) {
  const { currency } = useShop().shop;
  const text = (minor: number | null) => (minor === null ? '' : shortDecimal(minor, currency));
  return (
    <fieldset className="filter">
      <legend className="filter-name">Price in {currency}</legend>
      <div className="price-range">
        <label>
          From
          <input name="min" inputMode="decimal" defaultValue={text(min)} placeholder={text(low)} />
        </label>
        <label>
          To
          <input name="max" inputMode="decimal" defaultValue={text(max)} placeholder={text(high)} />
        </label>
      </div>
    </fieldset>
  );
}

function TagFilter({ listing, facets }: Part) {
  const known = new Map(facets.tags.map(({ tag, count }) => [tag, count]));
  const none = facets.complete ? 0 : null;
  const tags = [...new Set([...listing.tags, ...known.keys()])];
  if (tags.length === 0) return null;
  return (
    <fieldset className="filter">
      <legend className="filter-name">Tags</legend>
      <div className="chips">
        {tags.map((tag) => (
          <label key={tag} className="chip">
            <input
              type="checkbox"
              name="tag"
              value={tag}
              defaultChecked={listing.tags.includes(tag)}
            />
            <span>
              {tag} <span className="count">{known.get(tag) ?? none}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type CheckProps = {
  name: string;
  value: string;
  label: string;
  /** null: not counted. */
  count: number | null;
  checked: boolean;
};

function Check({ name, value, label, count, checked }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value={value} defaultChecked={checked} />
      <span>{label}</span>
      {count === null ? null : <span className="count">{count}</span>}
    </label>
  );
}
