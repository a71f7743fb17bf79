import { isRouteErrorResponse, Link, useLocation, useRouteError } from '@remix-run/react';
import { HeldChange } from '~/components/admin/held-change';
import { waitingIn, type WaitingChange } from '~/waiting-change';

type Props = {
  /** Where what is gone may lie. */
  bin?: string;
  /** What the page does with what was sent, for its heading while that waits. */
  deed?: (sent: WaitingChange['sent']) => string | undefined;
  /** What is kept of it, as a sentence begins. */
  kept?: string;
};

/** What went wrong with an admin page, and what to do; or a change that waits until it can be done. */
export function Problem({
  bin = '/admin/bin',
  deed,
  kept = 'What you asked for is not forgotten',
}: Props) {
  const error = useRouteError();
  const here = useLocation();
  const waiting = waitingIn(error);
  if (waiting) {
    return (
      <section className="panel stack confirm">
        <h1>{deed?.(waiting.sent) ?? 'Not done yet'}</h1>
        <HeldChange held={waiting} kept={kept}>
          <Link className="button" to={`${here.pathname}${here.search}`} reloadDocument>
            Forget it
          </Link>
        </HeldChange>
      </section>
    );
  }
  const { title, text } = explain(error);
  const status = isRouteErrorResponse(error) ? error.status : null;
  return (
    <section className="problem" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      <p className="actions">
        {status === 401 ? (
          <Link className="button button-primary" to="/admin/login" target="_blank">
            Sign in in another tab
          </Link>
        ) : status === 403 ? (
          <Link className="button button-primary" to="/admin">
            To the overview
          </Link>
        ) : status === 404 ? null : (
          <a className="button button-primary" href={`${here.pathname}${here.search}`}>
            Try again
          </a>
        )}
        <Link className={status === 404 ? 'button button-primary' : 'button'} to="/admin/products">
          All products
        </Link>
        {status === 404 ? (
          <Link className="button" to={bin}>
            {bin === '/admin/bin' ? 'Bin' : 'Look in the bin'}
          </Link>
        ) : null}
      </p>
    </section>
  );
}

/** What the browser throws where nothing came back, and single fetch for a proxy's own page. */
function isNoAnswer(error: unknown): boolean {
  return (
    error instanceof Error &&
    /failed to fetch|networkerror|load failed|turbo-stream/i.test(error.message)
  );
}

function explain(error: unknown): { title: string; text: string } {
  if (!isRouteErrorResponse(error)) {
    if (isNoAnswer(error)) {
      return {
        title: 'The shop did not answer',
        text: 'Your connection broke, or the shop is just restarting. If you were sending something, it may have been done, or not: look before you do it again.',
      };
    }
    return {
      title: 'This page broke',
      text: 'Something in the shop’s own program failed; the server’s log has the details. Nothing was saved that you were not told of. Try again, and go back to keep what you typed.',
    };
  }
  const said = typeof error.data === 'string' && error.data !== '' ? error.data : null;
  switch (error.status) {
    case 404:
      return {
        title: 'Not here',
        text: said ?? 'There is nothing at this address. Perhaps someone deleted it.',
      };
    case 401:
      return { title: 'You are signed out', text: said ?? 'Sign in, then send this again.' };
    case 403:
      return { title: 'Not allowed', text: said ?? 'You may not do this.' };
    case 503:
      return {
        title: 'The database did not answer',
        text: said ?? 'Nothing is lost: what was saved is safe. Try again in a moment.',
      };
    default:
      return { title: 'That did not work', text: said ?? 'Go back and try again.' };
  }
}
