import { CloseIcon } from '~/components/icons';
import { type ListProps, useListHref } from '~/components/product-list';
import type { Listing } from '~/listing';
import { formatMoney } from '~/money';
import { useShop } from '~/shop';

/** What narrows the list, each a link that takes it away. */
export function ActiveFilters(props: ListProps) {
  const { listing, facets } = props.list;
  const { currency, locale } = useShop().shop;
  const href = useListHref(props);
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const category = facets.categories.find(({ slug }) => slug === listing.category);
  const active: { label: string; without: Partial<Listing> }[] = [
    ...(category ? [{ label: category.title, without: { category: null } }] : []),
    ...(listing.min !== null
      ? [{ label: `From ${money(listing.min)}`, without: { min: null } }]
      : []),
    ...(listing.max !== null
      ? [{ label: `Up to ${money(listing.max)}`, without: { max: null } }]
      : []),
    ...(listing.available ? [{ label: 'In stock', without: { available: false } }] : []),
    ...(listing.sale ? [{ label: 'On sale', without: { sale: false } }] : []),
    ...listing.tags.map((tag) => ({
      label: tag,
      without: { tags: listing.tags.filter((other) => other !== tag) },
    })),
  ];
  if (active.length === 0) return null;
  return (
    <ul className="plain active-filters" aria-label="Active filters">
      {active.map(({ label, without }) => (
        <li key={label}>
          <a className="tag" rel="nofollow" href={href(without)}>
            <span className="hidden-visually">Remove: </span>
            {label}
            <CloseIcon />
          </a>
        </li>
      ))}
    </ul>
  );
}
