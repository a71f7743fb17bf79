import { Link } from '@remix-run/react';
import { Banner } from '~/components/admin/banner';

/** @param notes what is otherwise than it was */
export function RestoredNotice({
  id,
  title,
  notes,
}: {
  id: string;
  title: string;
  notes: string[];
}) {
  return (
    <Banner tone="good" title={title}>
      <p>All of it is as it was, but for this:</p>
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <p>
        <Link className="button" to={`/admin/products/${id}`}>
          Open the product
        </Link>
      </p>
    </Banner>
  );
}
