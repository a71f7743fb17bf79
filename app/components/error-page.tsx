import { isRouteErrorResponse, useLocation, useRouteError } from '@remix-run/react';
import { RequestMention } from '~/components/request-mention';
import { SearchForm } from '~/components/search-form';

/** What went wrong, in kind words, and what to do now. Never says how. */
export function ErrorPage() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = words(status);
  return (
    <main id="main" className="page error-page">
      <title>{title}</title>
      <h1>{title}</h1>
      <p>{text}</p>
      {status >= 500 ? <RequestMention /> : null}
      {status === 404 ? <SearchForm label="Search instead" /> : null}
      <p className="actions">
        {status >= 500 ? (
          <a className="button" href={pathname + search}>
            Try again
          </a>
        ) : null}
        <a className={status >= 500 ? 'button quiet' : 'button'} href="/products">
          See all products
        </a>
        <a className="button quiet" href="/">
          Go to the front page
        </a>
      </p>
    </main>
  );
}

function words(status: number): { title: string; text: string } {
  if (status === 404 || status === 410) {
    return {
      title: 'We can’t find that page',
      text: 'It may have moved, or the thing it showed is no longer sold. Perhaps a search finds it, or something better.',
    };
  }
  if (status === 503) {
    return {
      title: 'Back in a moment',
      text: 'The shop can’t reach its shelves right now, or not fast enough. Nothing is lost; this usually passes within a minute, and this page tries again by itself.',
    };
  }
  if (status < 500) {
    return {
      title: 'That didn’t work',
      text: 'The shop couldn’t make sense of what your browser asked for. The links below lead back in.',
    };
  }
  return {
    title: 'Something broke on our side',
    text: 'It is not your doing, and we have been told of it. Please try again, or carry on from the links below.',
  };
}
