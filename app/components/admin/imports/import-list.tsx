import { Link } from '@remix-run/react';
import { Moment } from '~/components/admin/moment';
import { bytesText, isOver, statusWords } from '~/models/catalogue-import';
import type { listImports } from '~/models/catalogue-import.server';

type Imports = Awaited<ReturnType<typeof listImports>>['imports'];

/** Files that were brought, the newest first. */
export function ImportList({ imports, page }: { imports: Imports; page: number }) {
  if (imports.length === 0) {
    return (
      <p className="empty">
        {page > 1
          ? 'There is nothing on this page.'
          : 'No file has been brought in yet. Nothing changes in the shop before you have seen what would: a file is checked first, row by row.'}
      </p>
    );
  }
  return (
    <ul className="rows panel imports">
      {imports.map((file) => (
        <li key={file.id}>
          <span className="row-name">
            <Link to={`/admin/imports/${file.id}`}>{file.fileName}</Link>
            <span className="hint">
              {bytesText(file.size ?? file.received)}, brought by {file.by},{' '}
              <Moment at={file.createdAt} />
            </span>
          </span>
          <span className="hint">{isOver(file.status) ? cameTo(file) : null}</span>
          <span className={`badge badge-${badgeOf(file.status)}`}>{statusWords(file.status)}</span>
        </li>
      ))}
    </ul>
  );
}

function badgeOf(status: Imports[number]['status']): string {
  if (status === 'done') return 'active';
  if (status === 'failed') return 'failed';
  return status === 'cancelled' ? 'archived' : 'draft';
}

function cameTo({ created, changed, unchanged, refused }: Imports[number]): string {
  const outcomes = { new: created, changed, unchanged, refused };
  return Object.entries(outcomes)
    .filter(([outcome, count]) => count > 0 || outcome !== 'refused')
    .map(([outcome, count]) => `${count.toLocaleString('en')} ${outcome}`)
    .join(', ');
}
