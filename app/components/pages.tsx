import { type ListProps, useListHref } from '~/components/product-list';

/** Links to a list's pages: the first, the last, and those around this one. */
export function Pages(props: ListProps) {
  const href = useListHref(props);
  const { pages, listing } = props.list;
  const { page } = listing;
  if (pages < 2) return null;
  const near = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const shown = [...new Set(near)];
  return (
    <nav className="pages" aria-label="Pages">
      {page > 1 ? (
        <a rel="prev" href={href({ page: page - 1 })}>
          Previous
        </a>
      ) : null}
      <ul className="plain">
        {shown.map((n, i) => (
          <li key={n} className={n - (shown[i - 1] ?? 0) > 1 ? 'after-gap' : undefined}>
            <a href={href({ page: n })} aria-current={n === page ? 'page' : undefined}>
              <span className="hidden-visually">Page </span>
              {n}
            </a>
          </li>
        ))}
      </ul>
      {page < pages ? (
        <a rel="next" href={href({ page: page + 1 })}>
          Next
        </a>
      ) : null}
    </nav>
  );
}
