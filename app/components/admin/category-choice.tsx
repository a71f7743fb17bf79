import { Link } from '@remix-run/react';
import { FieldErrors } from '~/components/admin/field';
import type { ProductMeta } from '~/components/admin/product-form';
import type { CategoryRow } from '~/models/category-form';

type Props = { field: ProductMeta<string[] | undefined>; categories: CategoryRow[] | null };

/** Which categories the product is in. What was chosen stays chosen when the list is not at hand. */
export function CategoryChoice({ field, categories }: Props) {
  const chosen = new Set([field.initialValue ?? []].flat());
  const unlisted = [...chosen].filter((id) => !categories?.some((category) => category.id === id));
  return (
    <fieldset className="panel stack" id={field.id}>
      <legend>Categories</legend>
      {categories === null ? (
        <p className="hint">The list can’t be shown now. What was chosen stays chosen.</p>
      ) : categories.length === 0 ? (
        <p className="hint">
          There are none yet. <Link to="/admin/categories/new">Make one</Link> after saving.
        </p>
      ) : (
        <ul className="checks">
          {categories.map(({ id, title, depth }) => (
            <li key={id} data-depth={Math.min(depth, 4)}>
              <label>
                <input
                  type="checkbox"
                  name={field.name}
                  value={id}
                  defaultChecked={chosen.has(id)}
                />
                {title}
              </label>
            </li>
          ))}
        </ul>
      )}
      {unlisted.map((id) => (
        <input key={id} type="hidden" name={field.name} value={id} />
      ))}
      <FieldErrors field={field} />
    </fieldset>
  );
}
