import { Form } from '@remix-run/react';
import { Moment } from '~/components/admin/moment';

type Session = {
  id: string;
  device: string;
  address: string | null;
  createdAt: Date;
  seenAt: Date;
  isThis: boolean;
};

/** Where somebody is signed in, each to be ended. */
export function SessionList({ sessions }: { sessions: Session[] }) {
  return (
    <section className="panel stack" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <ul className="rows">
        {sessions.map(({ id, device, address, createdAt, seenAt, isThis }) => (
          <li key={id}>
            <span className="row-name">
              <b>{device}</b>
              {isThis ? <span className="badge badge-active">this one</span> : null}
              <span className="hint">
                {address ? `${address}, ` : ''}signed in <Moment at={createdAt} />, last seen{' '}
                <Moment at={seenAt} />
              </span>
            </span>
            {isThis ? null : (
              <Form method="post">
                <input type="hidden" name="intent" value="end" />
                <input type="hidden" name="session" value={id} />
                <button className="button" aria-label={`Sign out ${device}`}>
                  Sign out
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form method="post" className="actions">
          <button className="button button-danger" name="intent" value="end-others">
            Sign out everywhere else
          </button>
        </Form>
      ) : null}
      <p className="hint">
        A browser is signed out after four days without use, and after two weeks in any case.
      </p>
    </section>
  );
}
