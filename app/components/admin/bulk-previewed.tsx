import { Form, Link, useNavigation } from '@remix-run/react';
import { Banner } from '~/components/admin/banner';

type Props = {
  /** What names the products. */
  fields: [name: string, value: string][];
  /** What was asked for, by the fields' names. */
  values: Record<string, string>;
  /** What would be done. */
  words: string;
  saveKey: string;
  /** The same change that this person began a moment ago. */
  begun: string | null;
  preview: {
    fingerprint: string;
    changed: number;
    same: number;
    refused: number;
    rows: { id: string; title: string; before: string; after: string }[];
    problems: { id: string; title: string; problem: string }[];
    sale: { begin: number; end: number } | null;
  };
};

/** What a change would do to products, and the button that does it. */
export function BulkPreviewed({ fields, values, words, saveKey, begun, preview }: Props) {
  const { fingerprint, changed, same, refused, rows, problems, sale } = preview;
  const busy = useNavigation().state !== 'idle';
  const selection = new URLSearchParams(fields);
  const asked = new URLSearchParams(fields);
  for (const [name, value] of Object.entries(values)) if (value) asked.append(name, value);
  return (
    <section className="panel stack" aria-labelledby="preview">
      <h2 id="preview">{words}?</h2>
      {begun === null ? null : (
        <Banner tone="warn" title="You began this change a moment ago">
          <p>
            <Link to={`/admin/products/bulk/${begun}`}>See what became of it</Link>. Begun here, it
            is done once more.
          </p>
        </Banner>
      )}
      <ul className="bulk-counts">
        <li>
          <b>{count(changed)}</b> {changed === 1 ? 'product changes' : 'products change'}
        </li>
        {same > 0 ? (
          <li>
            <b>{count(same)}</b> {same === 1 ? 'is' : 'are'} so already
          </li>
        ) : null}
        {refused > 0 ? (
          <li className="out">
            <b>{count(refused)}</b> can’t, and {refused === 1 ? 'stays' : 'stay'} as{' '}
            {refused === 1 ? 'it is' : 'they are'}
          </li>
        ) : null}
        {sale && sale.begin > 0 ? (
          <li>
            <b>{count(sale.begin)}</b> {sale.begin === 1 ? 'variant goes' : 'variants go'} on sale
          </li>
        ) : null}
        {sale && sale.end > 0 ? (
          <li>
            <b>{count(sale.end)}</b> {sale.end === 1 ? 'variant is' : 'variants are'} on sale no
            longer
          </li>
        ) : null}
      </ul>
      {changed === 0 ? (
        <p>There is nothing to do.</p>
      ) : (
        <Form method="post" action={`/admin/products/bulk?${asked.toString()}`} className="actions">
          <input type="hidden" name="key" value={saveKey} />
          <input type="hidden" name="fingerprint" value={fingerprint} />
          <button className="button button-primary" disabled={busy}>
            Change {changed === 1 ? 'one product' : `${count(changed)} products`}
          </button>
          <Link className="button" to={`/admin/products/bulk?${selection.toString()}`}>
            Choose otherwise
          </Link>
        </Form>
      )}
      {problems.length > 0 ? (
        <>
          <h3>
            Those that can’t{problems.length < refused ? `, the first ${problems.length}` : ''}
          </h3>
          <ul className="rows">
            {problems.map(({ id, title, problem }) => (
              <li key={id}>
                <Link to={`/admin/products/${id}`}>{title}</Link>
                <span className="hint">{problem}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {rows.length > 0 ? (
        <table className="bulk-rows">
          <caption>What changes{rows.length < changed ? `, the first ${rows.length}` : ''}</caption>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, title, before, after }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={`/admin/products/${id}`}>{title}</Link>
                </th>
                <td>
                  <del>{before}</del>
                </td>
                <td>
                  <ins>{after}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}

function count(of: number): string {
  return of.toLocaleString('en');
}
