import { listingSearch, needsTidying, parseListing } from '~/listing';
import { tidyQuery } from '~/search-words';
import { optionSearch } from '~/choice';

type Query = {
  /** With its question mark; '' for none. */
  tidy: string;
  /** Whether browsers are sent there, as the route itself does. */
  moved?: boolean;
};

type ReadQuery = (search: URLSearchParams, currency: string) => Query;

const nothing: ReadQuery = () => ({ tidy: '' });

function list(search: URLSearchParams, currency: string, q?: string): Query {
  const listing = parseListing(search, currency);
  return {
    tidy: listingSearch(listing, currency, q),
    moved: needsTidying(search, listing, currency),
  };
}

/** Every address that may be kept, with the part of its query that its route reads; what else is asked makes no difference. */
const routes: [RegExp, ReadQuery][] = [
  [/^\/$/, nothing],
  [/^\/products$/, (search, currency) => list(search, currency)],
  [/^\/categories$/, nothing],
  [/^\/categories\/[^/]+$/, (search, currency) => list(search, currency)],
  [/^\/products\/[^/]+$/, options],
  [/^\/search$/, found],
  [/^\/sitemap\.xml$/, part],
  [/^\/robots\.txt$/, nothing],
  [/^\/images\/[0-9a-f]{32}\/[1-9]\d{1,3}\.(avif|webp)$/, nothing],
];

/** Options that a product can have, and characters of a value. */
const most = { options: 3, value: 255 };

function options(search: URLSearchParams): Query {
  const asked = search.getAll('option').slice(0, most.options);
  if (asked.length === 0) return { tidy: '' };
  return { tidy: optionSearch(asked.map((value) => value.slice(0, most.value))) };
}

function found(search: URLSearchParams, currency: string): Query {
  return list(search, currency, tidyQuery(search.get('q')));
}

function part(search: URLSearchParams): Query {
  const asked = search.get('part');
  if (asked === null) return { tidy: '' };
  return { tidy: `?part=${/^\d{1,6}$/.test(asked) ? Number(asked) : 'none'}` };
}

/** `moved` says that browsers are to be sent there rather than answered. */
export type Address = { address: string; moved: boolean };

/** Bytes of an address that is still one of the shop's own. */
const longest = 2_000;

/**
 * The one address of all those that lead to the same page: what its route does not read is left out, and the rest is in
 * one order and form. So what strangers add to addresses can't fill the cache.
 * @param target a path with its query, as it was sent.
 * @param currency ISO 4217: prices in addresses are read in it.
 * @returns null where nothing may be kept.
 */
export function normalise(target: string, currency: string): Address | null {
  if (target.length > longest) return null;
  const fragment = target.indexOf('#');
  if (fragment >= 0) return normalise(target.slice(0, fragment), currency);
  const mark = target.indexOf('?');
  const path = tidyPath(mark < 0 ? target : target.slice(0, mark));
  if (path === null) return null;
  const readQuery = routes.find(([pattern]) => pattern.test(path))?.[1];
  if (!readQuery) return null;
  if (mark < 0) return { address: path, moved: false };
  const search = new URLSearchParams(target.slice(mark));
  // Remix 1 asked so for data; it is refused in words.
  if (search.has('_data')) return null;
  const { tidy, moved = false } = readQuery(search, currency);
  return { address: path + tidy, moved };
}

/**
 * A path in the form that all routes read it in: each part encoded in the same way, in small letters, without a slash at
 * the end; null where it can't be.
 */
function tidyPath(path: string): string | null {
  if (tidy.test(path)) return path;
  const parts = path.split('/');
  while (parts.length > 2 && parts.at(-1) === '') parts.pop();
  try {
    return parts
      .map((part) => encodeURIComponent(decodeURIComponent(part).normalize('NFC').toLowerCase()))
      .join('/');
  } catch {
    return null;
  }
}

const tidy = /^(\/|(\/[a-z0-9._~-]+)+)$/;
