import { Form, Link } from '@remix-run/react';
import { useHydrated } from '~/components/admin/use-hydrated';

type Props = {
  /** What the table shows, as fields. */
  fields: [name: string, value: string][];
  /** How many products that is, in words; and the most that the table leads to, where it is more. */
  total: string;
  most: string | null;
  /** How many are chosen on this page. */
  chosen: number;
};

/** The id of the form that the table's checkboxes belong to. */
export const BULK_FORM = 'bulk';

/** Leads from the products that are chosen, or from all that the table shows, to what can be done to them. */
export function BulkBar({ fields, total, most, chosen }: Props) {
  const hydrated = useHydrated();
  return (
    <Form
      id={BULK_FORM}
      action="/admin/products/bulk"
      className="bulk-bar"
      aria-label="Change many"
    >
      {fields.map(([name, value]) => (
        <input key={name + value} type="hidden" name={name} value={value} />
      ))}
      <button className="button" disabled={hydrated && chosen === 0}>
        {hydrated && chosen > 0 ? `Change ${chosen} chosen…` : 'Change the chosen…'}
      </button>
      <button className="button" name="all" value="1">
        Change all {total}…
      </button>
      {most === null ? null : (
        <span className="hint">
          The list leads to {most} of them. A change takes all that match, and says how many before
          it begins.
        </span>
      )}
      <Link className="bulk-past" to="/admin/products/bulk">
        Earlier changes
      </Link>
    </Form>
  );
}
