import { Form, Link } from '@remix-run/react';
import { Meter } from '~/components/admin/imports/meter';
import { useImportProgress } from '~/components/admin/imports/use-import-progress';
import type { ImportProgress } from '~/models/catalogue-import';

type Props = { id: string; initial: ImportProgress; saveKey: string; mayAct: boolean };

/** How far the pictures are that a file only has the addresses of; nothing where it has none. */
export function Pictures({ id, initial, saveKey, mayAct }: Props) {
  const { progress, broken } = useImportProgress(id, initial);
  const { picturesLeft, picturesStored, picturesFailed } = progress;
  const total = picturesLeft + picturesStored + picturesFailed;
  if (total === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="pictures">
      <h2 id="pictures">{picturesLeft > 0 ? 'Fetching pictures' : 'Pictures'}</h2>
      {picturesLeft > 0 ? (
        <>
          <Meter
            name="Pictures fetched"
            done={total - picturesLeft}
            total={total}
            text={`${count(total - picturesLeft)} of ${count(total)} addresses tried${picturesFailed > 0 ? `, ${count(picturesFailed)} in vain` : ''}.`}
          />
          {broken ? (
            <p role="status">The shop does not answer just now. It goes on without this page.</p>
          ) : null}
          <p className="hint">
            You may close this page. Each product shows its pictures as they come.
          </p>
          <noscript>
            <p>
              <Link to={`/admin/imports/${id}`}>See how far it is now</Link>
            </p>
          </noscript>
        </>
      ) : (
        <p>
          {picturesStored > 0
            ? `${pictures(picturesStored)} fetched from ${picturesStored === 1 ? 'its address' : 'their addresses'}.`
            : ''}{' '}
          {picturesFailed > 0
            ? `${pictures(picturesFailed)} could not be; below it says why. Their addresses are kept.`
            : ''}
        </p>
      )}
      {mayAct && (picturesLeft > 0 || picturesFailed > 0) ? (
        <Form method="post" className="actions">
          <input type="hidden" name="key" value={saveKey} />
          {picturesLeft > 0 ? (
            <button className="button" name="intent" value="fetch-no-more">
              Fetch no more
            </button>
          ) : (
            <button className="button" name="intent" value="fetch-again">
              Try {picturesFailed === 1 ? 'it' : `the ${count(picturesFailed)}`} again
            </button>
          )}
        </Form>
      ) : null}
    </section>
  );
}

const count = (of: number) => of.toLocaleString('en');
const pictures = (of: number) => (of === 1 ? '1 picture' : `${count(of)} pictures`);
