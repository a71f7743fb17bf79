import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

type Props = {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  children?: ReactNode;
};

/** Where this page of a list stands, and the ways to its neighbours; nothing where there is one page. */
export function PageLinks({ page, pages, hrefOf, children }: Props) {
  if (pages < 2) return null;
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 ? (
        <Link className="button" to={hrefOf(page - 1)} rel="prev">
          Previous
        </Link>
      ) : null}
      <span>
        Page {page} of {pages}
        {children}
      </span>
      {page < pages ? (
        <Link className="button" to={hrefOf(page + 1)} rel="next">
          Next
        </Link>
      ) : null}
    </nav>
  );
}
