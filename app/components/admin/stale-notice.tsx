import { Banner } from '~/components/admin/banner';
import { Moment } from '~/components/admin/moment';
import type { Difference } from '~/models/product-differences';

type Props = { id: string; version: number; at: Date; differences: Difference[] };

/** Someone else saved first: what differs, and the choice. Inside the form, whose input is kept. */
export function StaleNotice({ id, version, at, differences }: Props) {
  return (
    <Banner tone="warn" title="Not saved: someone else saved this product since you opened it.">
      <p>
        Their change is from <Moment at={at} />. What you typed is still in the form below.
      </p>
      {differences.length === 0 ? (
        <p>Both of you made it the same, so there is nothing left to save.</p>
      ) : (
        <table className="differences">
          <caption>What differs</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Yours</th>
              <th scope="col">Saved now</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ label, mine, theirs }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{mine || '(empty)'}</td>
                <td>{theirs || '(empty)'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <input type="hidden" name="newest" value={version} />
      <p className="actions">
        <button className="button" name="intent" value="overwrite">
          Save mine over it
        </button>
        <a className="button" href={`/admin/products/${id}`}>
          Drop mine, load theirs
        </a>
      </p>
    </Banner>
  );
}
