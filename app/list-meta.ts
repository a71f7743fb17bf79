import { isFiltered, type Listing, listingSearch } from '~/listing';
import type { Shop } from '~/shop';

/**
 * A list's address for search engines. Its pages are worth finding; its filters and
 * orders are the same things again. Narrowed to a category alone it is that category's page.
 * @returns undefined where nothing should be indexed.
 */
export function canonicalList(
  path: string,
  listing: Listing,
  { currency }: Pick<Shop, 'currency'>,
): string | undefined {
  if (listing.sort) return undefined;
  if (!isFiltered(listing)) return path + listingSearch(listing, currency);
  const rest = { ...listing, category: null };
  if (isFiltered(rest) || !listing.category) return undefined;
  return `/categories/${encodeURIComponent(listing.category)}${listingSearch(rest, currency)}`;
}
