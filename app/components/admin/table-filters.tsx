import { Form, Link, useNavigate } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import {
  filterNames,
  isFiltered,
  LOW_STOCK,
  noFilters,
  parseTableQuery,
  tableHref,
  type TableQuery,
  tableSearch,
} from '~/models/product-table';

type Props = {
  query: TableQuery;
  categories: { id: string; title: string; depth: number }[];
  currency: string;
};

/** As app/models/product-table.ts reads it. */
const aPrice = {
  inputMode: 'decimal',
  pattern: '\\s*\\d{1,8}([.,]\\d{1,3})?\\s*',
  title: 'A price like 12.50',
} as const;

const stocks = { in: 'In stock', low: `${LOW_STOCK} or fewer left`, out: 'Sold out' } as const;

/** What narrows the table: its address says it, and each of it can be taken away by itself. */
export function TableFilters({ query, categories, currency }: Props) {
  const navigate = useNavigate();
  // What is left empty need not stand in the address.
  function show(form: HTMLFormElement): void {
    const given = [...new FormData(form)].filter(
      (field): field is [string, string] => typeof field[1] === 'string',
    );
    navigate(tableHref(parseTableQuery(new URLSearchParams(given)), {}));
  }
  const form = useRef<HTMLFormElement>(null);
  const shown = useRef(query);
  // Where another list is shown, its filters are; what is typed into others meanwhile stays, as does the keyboard.
  useEffect(() => {
    const before = shown.current;
    shown.current = query;
    for (const name of filterNames) {
      const field = form.current?.elements.namedItem(name);
      const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
      if (isField && before[name] !== query[name]) field.value = query[name];
    }
  }, [query]);
  const kept = [...tableSearch({ ...query, ...noFilters, page: 1 })];
  const applied = filterNames.filter((name) => query[name] !== '');
  const words = {
    category:
      categories.find(({ id }) => id === query.category)?.title ?? 'A category that is gone',
    tag: `Tagged ${query.tag}`,
    stock: query.stock === '' ? '' : stocks[query.stock],
    min: `From ${query.min} ${currency}`,
    max: `Up to ${query.max} ${currency}`,
  };
  return (
    <div className="table-filters">
      <details open={isFiltered(query) || undefined}>
        <summary className="chip">Filters</summary>
        <Form
          action="/admin/products"
          className="filter-form"
          aria-label="Filters"
          onSubmit={(event) => {
            event.preventDefault();
            show(event.currentTarget);
          }}
          ref={form}
        >
          {kept.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Choice
            name="category"
            label="Category"
            value={query.category}
            choices={categories.map(({ id, title, depth }) => [id, '– '.repeat(depth) + title])}
          />
          <Choice name="stock" label="Stock" value={query.stock} choices={Object.entries(stocks)} />
          <div className="field">
            <label htmlFor="tag">Tag</label>
            <input id="tag" name="tag" defaultValue={query.tag} maxLength={200} />
          </div>
          <div className="field narrow">
            <label htmlFor="min">From, {currency}</label>
            <input id="min" name="min" defaultValue={query.min} {...aPrice} />
          </div>
          <div className="field narrow">
            <label htmlFor="max">Up to, {currency}</label>
            <input id="max" name="max" defaultValue={query.max} {...aPrice} />
          </div>
          <button className="button">Show</button>
        </Form>
      </details>
      {applied.length === 0 ? null : (
        <ul className="applied" aria-label="Filters that are on">
          {applied.map((name) => (
            <li key={name}>
              <Link className="chip" to={tableHref(query, { [name]: '' })}>
                <span className="hidden-visually">Take away: </span>
                {words[name]} <span aria-hidden="true">×</span>
              </Link>
            </li>
          ))}
          {applied.length > 1 ? (
            <li>
              <Link className="chip chip-quiet" to={tableHref(query, noFilters)}>
                Take all away
              </Link>
            </li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string;
  /** Values and their texts. */
  choices: [string, string][];
};

/** Shows the list anew as soon as it is made. */
function Choice({ name, label, value, choices }: ChoiceProps) {
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      <select
        id={name}
        name={name}
        defaultValue={value}
        onChange={({ currentTarget }) => currentTarget.form?.requestSubmit()}
      >
        <option value="">Any</option>
        {choices.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
