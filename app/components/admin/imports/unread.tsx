import { Form } from '@remix-run/react';

type Props = { reason: string; saveKey: string; mayAct: boolean };

/** Why a file can't be imported at all. */
export function Unread({ reason, saveKey, mayAct }: Props) {
  return (
    <section className="panel stack" aria-labelledby="unread">
      <h2 id="unread">It can’t be imported</h2>
      <p>{reason}</p>
      {mayAct ? (
        <Form method="post" className="actions">
          <input type="hidden" name="key" value={saveKey} />
          <button className="button" name="intent" value="reopen">
            Say how it is written
          </button>
          <a className="button button-primary" href="/admin/imports">
            Bring another file
          </a>
        </Form>
      ) : null}
    </section>
  );
}
