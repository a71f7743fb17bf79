import { Link } from '@remix-run/react';
import { Banner } from '~/components/admin/banner';
import type { getBulk } from '~/models/bulk-report.server';
import { whyLeft } from '~/models/bulk-words';

type Bulk = NonNullable<Awaited<ReturnType<typeof getBulk>>>;
type Props = {
  bulk: Omit<Bulk, 'change'>;
  /** The shop does not answer just now. */
  away: boolean;
};

/** How far a change of many products is, what it came to, and what it left out. */
export function BulkReport({ bulk, away }: Props) {
  const { id, total, done, returned, underWay } = bulk;
  const far = returned ?? done;
  return (
    <>
      {underWay ? (
        <div className="panel stack">
          <p id="far">
            {returned === null ? 'Changing' : 'Taking back'}: {count(far)} of {count(total)}{' '}
            products looked at. You may close this page; it goes on.
          </p>
          <progress aria-labelledby="far" max={total} value={far} />
          {away ? (
            <p role="status">
              The shop does not answer just now. The change goes on without this page, or as soon as
              the shop is back.
            </p>
          ) : null}
          <p>
            <Link to={`/admin/products/bulk/${id}`}>See how far it is now</Link>
          </p>
        </div>
      ) : (
        <Banner tone="good" title={returned === null ? 'Done.' : 'Taken back.'}>
          <ul>
            {lines(bulk).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Banner>
      )}
      {bulk.named.length > 0 ? (
        <section className="panel stack" aria-labelledby="left">
          <h2 id="left">Left as they are</h2>
          <ul className="rows">
            {bulk.named.map(({ productId, title, ...left }) => (
              <li key={productId}>
                <Link to={`/admin/products/${productId}`}>{title}</Link>
                <span className="hint">{whyLeft(left)}</span>
              </li>
            ))}
          </ul>
          {bulk.named.length < bulk.leftOut ? (
            <p className="hint">
              And {count(bulk.leftOut - bulk.named.length)} more.{' '}
              <a href={`/admin/products/bulk/${id}/left.csv`} download>
                All {count(bulk.leftOut)} as a CSV file
              </a>
            </p>
          ) : null}
        </section>
      ) : null}
    </>
  );
}

function lines({
  returned,
  changed,
  same,
  refused,
  edited,
  gone,
  back,
  kept,
  goneSince,
}: Props['bulk']) {
  const said: [number, one: string, many: string][] =
    returned === null
      ? [
          [changed, 'changed', 'changed'],
          [same, 'was so already', 'were so already'],
          [refused, 'could not be, by a rule of products', 'could not be, by a rule of products'],
          [
            edited,
            'was saved by somebody between the preview and the change, and stays so',
            'were saved by somebody between the preview and the change, and stay so',
          ],
          [gone, 'was deleted in between', 'were deleted in between'],
        ]
      : [
          [back, 'is as it was', 'are as they were'],
          [
            kept,
            'was saved by somebody since, and stays so',
            'were saved by somebody since, and stay so',
          ],
          [goneSince, 'was deleted since', 'were deleted since'],
        ];
  const told = said.filter(([of]) => of > 0);
  if (told.length === 0) return ['0 changed.'];
  return told.map(([of, one, many]) => `${count(of)} ${of === 1 ? one : many}.`);
}

function count(of: number): string {
  return of.toLocaleString('en');
}
