import { Link } from '@remix-run/react';
import { Dropdown } from '~/components/admin/dropdown';
import { NewViewForm } from '~/components/admin/new-view-form';
import { viewHref } from '~/models/product-view';
import type { View } from '~/models/product-view.server';

type Props = {
  views: View[];
  /** What the table shows, as a view keeps it. */
  search: string;
  saveKey: string;
};

/** A person's own views of the table, and what makes one of what it shows now. */
export function TableViews({ views, search, saveKey }: Props) {
  const isSaved = views.some((view) => view.search === search);
  if (views.length === 0 && search === '') return null;
  return (
    <div className="views">
      {views.length === 0 ? null : (
        <nav aria-label="Views">
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Link
                  className="chip"
                  to={viewHref(view.search)}
                  aria-current={view.search === search ? 'page' : undefined}
                >
                  {view.name}
                </Link>
              </li>
            ))}
            <li>
              <Link className="chip chip-quiet" to="/admin/products/views">
                Edit views
              </Link>
            </li>
          </ul>
        </nav>
      )}
      {isSaved || search === '' ? null : (
        <Dropdown
          key={search}
          summary={<summary className="chip chip-quiet">Save as a view</summary>}
        >
          <NewViewForm search={search} saveKey={saveKey} />
        </Dropdown>
      )}
    </div>
  );
}
