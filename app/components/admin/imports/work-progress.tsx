import { Link } from '@remix-run/react';
import { CancelForm } from '~/components/admin/imports/step-forms';
import { Counts } from '~/components/admin/imports/counts';
import { Meter } from '~/components/admin/imports/meter';
import { useImportProgress } from '~/components/admin/imports/use-import-progress';
import type { ImportProgress } from '~/models/catalogue-import';

type Props = { id: string; initial: ImportProgress; saveKey: string; mayAct: boolean };

/** What the server is doing with a file, as it goes on. */
export function WorkProgress({ id, initial, saveKey, mayAct }: Props) {
  const { progress, broken } = useImportProgress(id, initial);
  const { status, products, done, waiting } = progress;
  const runs = status === 'running';
  return (
    <section className="panel stack" aria-labelledby="work">
      <h2 id="work">{runs ? 'Importing' : 'Checking the file'}</h2>
      <Meter
        name={runs ? 'Products imported' : 'Products checked'}
        done={done}
        total={products}
        text={
          products === 0
            ? 'Reading the file through.'
            : `${count(done)} of ${count(products)} products.`
        }
      />
      {broken ? (
        <p role="status">
          The shop does not answer just now. The work goes on without this page, or as soon as the
          shop is back.
        </p>
      ) : waiting ? (
        <p role="status">
          It waits: for a file before it, or after it was broken off. It goes on by itself.
        </p>
      ) : null}
      {runs ? <Counts {...progress} /> : null}
      <p className="hint">
        {runs
          ? 'You may close this page: it goes on. Should the server stop in the middle, no product is left half done, and it goes on where it was.'
          : 'Nothing changes in the shop yet.'}
      </p>
      {/* Without scripts the page looks again by itself. */}
      <noscript>
        <meta httpEquiv="refresh" content="3" />
        <p>
          <Link to={`/admin/imports/${id}`}>See how far it is now</Link>
        </p>
      </noscript>
      {mayAct ? <CancelForm saveKey={saveKey} runs={runs} /> : null}
    </section>
  );
}

const count = (number: number) => number.toLocaleString('en');
