import { redirect } from '@remix-run/node';
import { branchOf } from '~/category-tree';
import { listingSearch, needsTidying, pageSize, parseListing } from '~/listing';
import type { Category } from '~/models/category.server';
import { getList, type Scope } from '~/models/list.server';
import { shop } from '~/shop.server';

type Wanted = {
  url: URL;
  scope: Scope;
  /** Every category of the shop. */
  all: Category[];
  /** Those that the list can be narrowed to. */
  choices: Category[];
  query?: string;
};

/**
 * One page of a list of products, with what it can be narrowed by.
 * @throws a redirect where the address could be said better, or where its page is past the end.
 */
export async function getProductList({ url, scope, all, choices, query }: Wanted) {
  const listing = parseListing(url.searchParams, shop.currency);
  const chosen = choices.find(({ slug }) => slug === listing.category);
  if (!chosen) listing.category = null;
  const here = () => url.pathname + listingSearch(listing, shop.currency, query);
  if (needsTidying(url.searchParams, listing, shop.currency)) throw redirect(here());

  const chosenIds = chosen ? branchOf(all, chosen.id) : null;
  const groups = choices.map(({ id }) => ({ id, branch: branchOf(all, id) }));
  // Beside a category that is chosen, the others are counted as if none were.
  const [{ products, ...facets }, unchosen] = await Promise.all([
    getList(scope, listing, chosenIds, chosenIds ? [] : groups),
    chosenIds && getList(scope, { ...listing, page: 1 }, null, groups),
  ]);
  const pages = Math.max(1, Math.ceil(facets.total / pageSize));
  if (listing.page > pages) {
    listing.page = pages;
    throw redirect(here());
  }
  const { complete, categories } = unchosen ?? facets;
  const countOf = (id: string) => categories.find((one) => one.id === id)?.count ?? 0;
  return {
    listing,
    products,
    pages,
    facets: {
      ...facets,
      categories: choices.map(({ id, slug, title }) => ({
        slug,
        title,
        count: complete ? countOf(id) : null,
      })),
    },
  };
}

export type ProductList = Awaited<ReturnType<typeof getProductList>>;
