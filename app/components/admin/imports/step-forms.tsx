import { Form } from '@remix-run/react';

type Props = { saveKey: string };

/** Ends an import where it is. */
export function CancelForm({ saveKey, runs }: Props & { runs: boolean }) {
  return (
    <Form method="post" className="actions">
      <input type="hidden" name="key" value={saveKey} />
      <button className="button" name="intent" value="cancel">
        {runs ? 'Stop here' : 'Cancel'}
      </button>
      {runs ? <span className="hint">What is imported by then stays.</span> : null}
    </Form>
  );
}

/** Says whether what was checked is to be imported. */
export function StartForms({ saveKey, good, refused }: Props & { good: number; refused: number }) {
  return (
    <div className="actions">
      {good > 0 ? (
        <Form method="post">
          <input type="hidden" name="key" value={saveKey} />
          <button className="button button-primary" name="intent" value="start">
            {refused > 0
              ? `Import the ${products(good)} without problems`
              : `Import ${products(good)}`}
          </button>
        </Form>
      ) : null}
      <Form method="post">
        <input type="hidden" name="key" value={saveKey} />
        <button className="button" name="intent" value="cancel">
          {refused > 0 ? 'Import nothing, I mend the file' : 'Import nothing'}
        </button>
      </Form>
      <Form method="post">
        <input type="hidden" name="key" value={saveKey} />
        <button className="button button-quiet" name="intent" value="reopen">
          Look at the columns
        </button>
      </Form>
    </div>
  );
}

const products = (count: number) =>
  count === 1 ? '1 product' : `${count.toLocaleString('en')} products`;
