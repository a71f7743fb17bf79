import { Link } from '@remix-run/react';
import { Moment } from '~/components/admin/moment';

type Bulk = {
  id: string;
  words: string;
  total: number;
  by: string;
  createdAt: Date;
  underWay: boolean;
  returned: number | null;
};

/** Changes of many products, the newest first. */
export function BulkList({ bulks }: { bulks: Bulk[] }) {
  if (bulks.length === 0) {
    return (
      <p className="empty">
        None yet. Choose products in <Link to="/admin/products">the list</Link>, or all that it
        shows, and change their status, prices, categories or tags in one go. You see what will
        change before it does, and for 30 days it can be taken back here.
      </p>
    );
  }
  return (
    <ul className="rows panel">
      {bulks.map(({ id, words, total, by, createdAt, underWay, returned }) => (
        <li key={id}>
          <Link to={`/admin/products/bulk/${id}`}>{words}</Link>
          <span className="hint">
            {total === 1 ? '1 product' : `${total.toLocaleString('en')} products`}
            {underWay ? ', under way' : returned === null ? '' : ', taken back'}
          </span>
          <span className="hint">{by}</span>
          <Moment at={createdAt} />
        </li>
      ))}
    </ul>
  );
}
