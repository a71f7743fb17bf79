import { Link } from '@remix-run/react';
import { Moment } from '~/components/admin/moment';
import { wordsOf } from '~/models/audit';

type Entry = {
  id: string;
  at: Date;
  event: string;
  actor: string;
  actorName: string;
  address: string;
  subjectId: string;
  subject: string;
  detail: string;
};

/** The audit log, a sentence each. */
export function AuditList({ entries }: { entries: Entry[] }) {
  return (
    <ul className="rows panel audit">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="row-name">
            <b>{entry.actorName || (entry.event.startsWith('sign-in') ? 'Somebody' : 'Nobody')}</b>{' '}
            {wordsOf(entry.event)} <Subject entry={entry} />
            {entry.detail ? <span className="hint"> {entry.detail}</span> : null}
          </span>
          <span className="hint">{entry.address}</span>
          <Moment at={entry.at} />
        </li>
      ))}
    </ul>
  );
}

const places: Record<string, string> = {
  product: '/admin/products/',
  products: '/admin/products/bulk/',
  category: '/admin/categories/',
  person: '/admin/people/',
};

function Subject({ entry: { event, subject, subjectId } }: { entry: Entry }) {
  const [kind = '', deed = ''] = event.split('.');
  const place = places[kind];
  if (event.startsWith('sign-in.') && subject) return <>as {subject}</>;
  if (!place || !subjectId || ['deleted', 'removed'].includes(deed)) return <>{subject}</>;
  return <Link to={`${place}${subjectId}`}>{subject}</Link>;
}
