import { type ListProps, useListHref } from '~/components/product-list';
import type { Sort } from '~/listing';

const names: Record<Sort, string> = {
  newest: 'Newest',
  price: 'Price, low to high',
  '-price': 'Price, high to low',
  title: 'Name',
};

/** Orders as links; a search has one more, its own. */
export function SortMenu(props: ListProps) {
  const href = useListHref(props);
  const { sort } = props.list.listing;
  const choices: { sort: Sort | null; name: string }[] = [
    { sort: null, name: props.query ? 'Best match' : names.newest },
    ...(props.query ? (['newest'] as const) : []).map((sort) => ({ sort, name: names[sort] })),
    ...(['price', '-price', 'title'] as const).map((sort) => ({ sort, name: names[sort] })),
  ];
  const current = choices.find((choice) => choice.sort === sort) ?? choices[0];
  return (
    <details className="sort">
      <summary>Sort: {current?.name}</summary>
      <ul className="plain">
        {choices.map((choice) => (
          <li key={choice.name}>
            <a
              rel="nofollow"
              href={href({ sort: choice.sort })}
              aria-current={choice === current ? 'true' : undefined}
            >
              {choice.name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
