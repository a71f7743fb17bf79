import { Form, Link } from '@remix-run/react';
import { useHydrated } from '~/components/admin/use-hydrated';
import { CHOSEN_MOST } from '~/models/bulk-change';

type Props = {
  /** What the table shows, as fields. */
  fields: [name: string, value: string][];
  /** How many products that is, in words; and the most that the table leads to, where it is more. */
  total: string;
  most: string | null;
  /** Ids of those that are chosen, on whatever page, and of those that this page has boxes for. */
  chosen: Set<string>;
  shown: string[];
  chooseNone: () => void;
};

/** The id of the form that the table's checkboxes belong to. */
export const BULK_FORM = 'bulk';

/** Leads from the products that are chosen, or from all that the table shows, to what can be done to them. */
export function BulkBar({ fields, total, most, chosen, shown, chooseNone }: Props) {
  const hydrated = useHydrated();
  const elsewhere = [...chosen].filter((id) => !shown.includes(id));
  const tooMany = chosen.size > CHOSEN_MOST;
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
      {elsewhere.map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
      <button className="button" disabled={hydrated && (chosen.size === 0 || tooMany)}>
        {hydrated && chosen.size > 0 ? `Change ${chosen.size} chosen…` : 'Change the chosen…'}
      </button>
      {chosen.size > 0 ? (
        <button type="button" className="button button-quiet" onClick={chooseNone}>
          Choose none
        </button>
      ) : null}
      <button className="button" name="all" value="1">
        Change all {total}…
      </button>
      <span className="hint" aria-live="polite">
        {tooMany
          ? `At most ${CHOSEN_MOST} are chosen one by one. Take some away, or change all that match.`
          : elsewhere.length > 0
            ? `${elsewhere.length} of the chosen ${elsewhere.length === 1 ? 'is' : 'are'} not on this page.`
            : null}
      </span>
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
