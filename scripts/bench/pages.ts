/** What each kind of page asks of the database, as its loader asks it, in a shop that fillCatalogue made. */
import { branchOf, childrenOf } from '~/category-tree';
import {
  getCategories,
  getCategoriesWithPictures,
  getCategoryDescription,
} from '~/models/category.server';
import { getNewest, getProduct, getRelated } from '~/models/product.server';
import { parseTableQuery } from '~/models/product-table';
import { getProductTable } from '~/models/product-table.server';
import { findMeanings } from '~/models/search.server';
import { countSitemaps, getProductEntries } from '~/models/sitemap.server';
import { getProductList } from '~/product-list.server';
import { searchWords } from '~/search-words';
import { askAdmin } from './admin-page';
import { leaves, makers, materials, moods, prefixes, shades, suffixes } from './words';

/** The nth page of a kind; a list's at another address, if one is given. */
type Page = (n: number, search?: string) => Promise<unknown>;

const pick = <Item>(items: readonly Item[], n: number): Item => items[n % items.length] as Item;
/** A name that products have, as fillCatalogue makes them: the first halves are the frequent ones. */
const name = (n: number) => pick(prefixes, n) + pick(suffixes, n * 3);
const sorts = ['', '&sort=price', '&sort=-price', '&sort=title'];
const filters = [
  (n: number) => `available=1&min=${10 + (n % 40)}&max=${60 + (n % 90)}`,
  (n: number) => `tag=${pick(materials, n)}`,
  (n: number) => `sale=1&tag=${pick(shades, n)}`,
  (n: number) => `available=1&tag=${pick(moods, n)}&tag=${pick(materials, 3 * n)}`,
  (n: number) => `min=${20 + (n % 60)}&max=${24 + (n % 60)}&sale=1`,
];
const tables = ['', 'status=active', 'status=draft', 'sort=title', 'sort=price', 'sort=status'];
const narrowed = (n: number) => `?${pick(filters, n)(n)}${pick(sorts, n + (n >> 2))}`;

async function products(search: string): Promise<unknown> {
  const all = await getCategories();
  const url = new URL(`/products${search}`, 'http://shop.example');
  return getProductList({ url, scope: {}, all, choices: childrenOf(all, null) });
}

async function category(n: number, search: string): Promise<unknown> {
  const all = await getCategories();
  const shelf = pick(all, n * 7);
  const url = new URL(`/categories/${shelf.slug}${search}`, 'http://shop.example');
  const scope = { categoryIds: branchOf(all, shelf.id) };
  const list = getProductList({ url, scope, all, choices: childrenOf(all, shelf.id) });
  return Promise.all([list, getCategoryDescription(shelf.slug)]);
}

async function search(query: string, more = ''): Promise<unknown> {
  const all = await getCategories();
  const url = new URL(
    `/search?${new URLSearchParams({ q: query }).toString()}${more}`,
    'http://shop.example',
  );
  const find = async (forgiving: boolean) => {
    const meanings = await findMeanings(searchWords(query), forgiving);
    return (
      meanings &&
      getProductList({
        url,
        scope: { search: meanings },
        all,
        choices: childrenOf(all, null),
        query,
      })
    );
  };
  return (await find(false))?.facets.total ?? (await find(true));
}

const mistyped = (word: string) =>
  `${word.slice(0, 2)}${word[3] ?? ''}${word[2] ?? ''}${word.slice(4)}`;

export const kinds: Record<string, Page> = {
  home: () =>
    Promise.all([getNewest(8), getNewest(4, { onSale: true }), getCategoriesWithPictures()]),
  product: async (n) => {
    const slug = pick(await slugs(), n);
    return Promise.all([getProduct(slug), getRelated(slug, 4)]);
  },
  'all products': (n) => products(`?${pick(sorts, n).slice(1)}`),
  'all products, filtered': (n, search = narrowed(n)) => products(search),
  'all products, in a category': async (n) => {
    const rooms = childrenOf(await getCategories(), null);
    return products(`?category=${pick(rooms, n).slug}&available=1`);
  },
  'all products, last page': (n, search = `?page=50${pick(sorts, n)}`) => products(search),
  category: (n) => category(n, `?${pick(sorts, n).slice(1)}`),
  'category, filtered': (n, search = narrowed(n)) => category(n, search),
  'category, last page': (n, search = `?page=50${pick(sorts, n)}`) => category(n, search),
  'search, one word': (n) => search(pick([...leaves.map(({ noun }) => noun), ...materials], n * 5)),
  'search, two words': (n) => search(`${pick(shades, n)} ${pick(leaves, n * 3).noun}`),
  'search, three words': (n) =>
    search(`${pick(materials, n)} ${pick(leaves, n).noun} ${pick(makers, n).split(' ')[0] ?? ''}`),
  'search, a beginning': (n) => search(pick(leaves, n * 11).noun.slice(0, 2 + (n % 2))),
  'search, a name': (n) => search(name(n)),
  'search, mistyped': (n) =>
    search(
      mistyped(
        pick(
          [...materials, ...shades].filter(({ length }) => length > 4),
          n,
        ),
      ),
    ),
  'search, filtered': (n) =>
    search(pick(leaves, n).noun, `&available=1&max=${40 + (n % 90)}${pick(sorts, n)}`),
  sitemap: (n) => (n % 2 ? countSitemaps() : getProductEntries(0)),
  'admin, products': (n) => table(pick(tables, n)),
  'admin, products, the whole answer': (n) => askAdmin(`/admin/products?${pick(tables, n)}`),
  'admin, filtered': async (n) => {
    const shelf = pick(await getCategories(), n * 7).id;
    return table(
      pick(
        [
          `category=${shelf}&stock=low`,
          `tag=${pick(materials, n)}&sort=title`,
          'stock=out&status=draft',
          `min=${20 + (n % 60)}&max=${24 + (n % 60)}&sort=price`,
          `category=${shelf}&tag=${pick(shades, n)}`,
        ],
        n,
      ),
    );
  },
  'admin, search': (n) =>
    table(`q=${pick([pick(leaves, n).noun, name(n), 'HF-1', pick(shades, n), 'blu'], n)}`),
};

function table(search: string): Promise<unknown> {
  return getProductTable(parseTableQuery(new URLSearchParams(search)));
}

let some: Promise<string[]> | undefined;

/** The slugs of a hundred products from all over the shop. */
function slugs(): Promise<string[]> {
  return (some ??= (async () => {
    const parts = await countSitemaps();
    const read = [0, 0.3, 0.6, 0.9].map((part) => getProductEntries(Math.floor(parts * part)));
    const entries = await Promise.all(read);
    return entries
      .flatMap((one) => one.slice(0, 200).filter((_, n) => n % 8 === 0))
      .map(({ slug }) => slug);
  })());
}

/**
 * Opens the nth page of a kind.
 * @returns ms it waited for the database, or for the whole answer
 */
export async function open(kind: string, n: number): Promise<number> {
  const page = kinds[kind];
  if (!page) throw new Error(`There is no kind of page ${kind}.`);
  await slugs();
  const first = await timed(() => page(n));
  if (first.thrown === undefined) return first.ms;
  const address = addressIn(first.thrown);
  const second = await timed(() => page(n, address));
  if (second.thrown !== undefined) addressIn(second.thrown);
  return second.ms;
}

async function timed(work: () => Promise<unknown>): Promise<{ ms: number; thrown?: unknown }> {
  const begun = performance.now();
  try {
    await work();
    return { ms: performance.now() - begun };
  } catch (thrown) {
    return { ms: performance.now() - begun, thrown };
  }
}

/** Where a list sends those who ask for a page past its end, or for an untidy address. */
function addressIn(thrown: unknown): string {
  const location = thrown instanceof Response ? thrown.headers.get('Location') : null;
  if (location === null) throw thrown;
  return new URL(location, 'http://shop.example').search;
}
