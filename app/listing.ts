import { parseMoney, toDecimal } from '~/money';

export const sorts = ['newest', 'price', '-price', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** What a list of products is narrowed to, as its address says it. */
export type Listing = {
  /** A category's slug. */
  category: string | null;
  /** Minor units, inclusive. */
  min: number | null;
  max: number | null;
  /** A product has all of them. */
  tags: string[];
  available: boolean;
  sale: boolean;
  /** null: the list's own order. */
  sort: Sort | null;
  /** From 1. */
  page: number;
};

export const pageSize = 24;
/** Deeper pages help nobody and cost the database: docs/decisions/033-lists-that-stay-fast.md. */
const lastPage = 50;
/** Products of a list that are counted: those that its pages hold. */
export const mostCounted = lastPage * pageSize;
/** Of those that a search finds: the best ones are among its first. */
export const mostFound = 20 * pageSize;
const maxTags = 8;
const keys = ['category', 'min', 'max', 'tag', 'available', 'sale', 'sort', 'page'];

/** Reads the address; what makes no sense is as if it weren't there. */
export function parseListing(search: URLSearchParams, currency: string): Listing {
  const text = (key: string) => printable(search.get(key) ?? '');
  const price = (key: string) => parseMoney(text(key).replace(',', '.'), currency);
  const [min, max] = inOrder(price('min'), price('max'));
  const tags = search
    .getAll('tag')
    .map(printable)
    .filter((tag) => tag !== '');
  const page = /^\d{1,6}$/.test(text('page')) ? Number(text('page')) : 1;
  return {
    category: text('category') || null,
    min,
    max,
    tags: [...new Set(tags)].sort().slice(0, maxTags),
    available: text('available') === '1',
    sale: text('sale') === '1',
    sort: sorts.find((sort) => sort === text('sort')) ?? null,
    page: Math.min(Math.max(page, 1), lastPage),
  };
}

/** The one address of a listing: `?category=lamps&page=2`, or '' for the bare list. */
export function listingSearch(listing: Listing, currency: string, q?: string): string {
  const search = new URLSearchParams();
  if (q) search.set('q', q);
  if (listing.category) search.set('category', listing.category);
  if (listing.min !== null) search.set('min', shortDecimal(listing.min, currency));
  if (listing.max !== null) search.set('max', shortDecimal(listing.max, currency));
  for (const tag of listing.tags) search.append('tag', tag);
  if (listing.available) search.set('available', '1');
  if (listing.sale) search.set('sale', '1');
  if (listing.sort) search.set('sort', listing.sort);
  if (listing.page > 1) search.set('page', String(listing.page));
  const query = search.toString();
  return query && `?${query}`;
}

/** Whether the address says its listing in another way than `listingSearch` would; other keys don't count. */
export function needsTidying(search: URLSearchParams, listing: Listing, currency: string): boolean {
  const tidy = new URLSearchParams(listingSearch(listing, currency));
  const values = (of: URLSearchParams, key: string) => JSON.stringify(of.getAll(key));
  return keys.some((key) => values(search, key) !== values(tidy, key));
}

/** Whether anything narrows the list. */
export function isFiltered(listing: Listing): boolean {
  const { category, min, max, tags, available, sale } = listing;
  return Boolean(category) || min !== null || max !== null || tags.length > 0 || available || sale;
}

/** 12.00 as '12', 12.50 as '12.50'. */
export function shortDecimal(minor: number, currency: string): string {
  return toDecimal(minor, currency).replace(/\.0+$/, '');
}

function inOrder(min: number | null, max: number | null): [number | null, number | null] {
  return min !== null && max !== null && min > max ? [max, min] : [min, max];
}

/** Without control characters and halves of surrogate pairs, and no longer than any real value. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 255);
}
