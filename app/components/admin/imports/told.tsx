import { Link } from '@remix-run/react';
import { PageLinks } from '~/components/admin/page-links';
import { PROBLEMS } from '~/models/catalogue-import';
import type { ImportView } from '~/import-view.server';

type Props = { view: ImportView; counts: Record<ImportView['kind'], number>; id: string };

const tabs = [
  { kind: 'problems', text: 'Problems' },
  { kind: 'pictures', text: 'Pictures not fetched' },
  { kind: 'notes', text: 'Notes' },
  { kind: 'created', text: 'New' },
  { kind: 'changed', text: 'Changed' },
  { kind: 'unchanged', text: 'Unchanged' },
  { kind: 'refused', text: 'Refused' },
] as const;

/** What is told of a file, row by row: what is wrong with it, and what its products came to. */
export function Told({ view, counts, id }: Props) {
  const shown = tabs.filter(({ kind }) => counts[kind] > 0);
  if (shown.length === 0) return null;
  const href = (page: number) => `?show=${view.kind}&page=${page}`;
  const total = Math.min(counts[view.kind], PROBLEMS.kept);
  return (
    <section className="stack" aria-label="Row by row">
      <nav className="tabs" aria-label="What to show">
        <ul>
          {shown.map(({ kind, text }) => (
            <li key={kind}>
              <Link to={`?show=${kind}`} aria-current={kind === view.kind ? 'page' : undefined}>
                {text} <span className="count">{counts[kind].toLocaleString('en')}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {view.told ? (
        <>
          <table className="told">
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Column</th>
                <th scope="col">Value</th>
                <th scope="col">What it is, and what to do</th>
              </tr>
            </thead>
            <tbody>
              {view.told.map(({ number, line, column, value, reason }) => (
                <tr key={number}>
                  <th scope="row">{line}</th>
                  <td>{column}</td>
                  <td className="told-value">{value}</td>
                  <td>{reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="hint">
            <a href={`/admin/imports/${id}/problems.csv`} download>
              All of it as a CSV file
            </a>
            {counts[view.kind] > PROBLEMS.kept
              ? `, which holds the first ${PROBLEMS.kept.toLocaleString('en')}`
              : null}
          </p>
        </>
      ) : (
        <ul className="rows panel">
          {view.products.map(({ number, line, handle, productId }) => (
            <li key={number}>
              {productId === null ? (
                <span className="row-name">{handle || 'Without a handle'}</span>
              ) : (
                <Link to={`/admin/products/${productId}`}>{handle}</Link>
              )}
              <span className="hint">Row {line}</span>
            </li>
          ))}
        </ul>
      )}
      <PageLinks page={view.page} pages={Math.ceil(total / PROBLEMS.page)} hrefOf={href} />
    </section>
  );
}
