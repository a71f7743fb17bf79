import { z } from 'zod';

export const PAGE_SIZE = 25;
/** Products that are counted at most, and that pages lead to: of each status, and of what a search finds. */
export const COUNTED = { all: 10_000, found: 1_000 };

/** 1,234, or 10,000+ where there are more than are counted. */
export function countText(count: number, most = COUNTED.all): string {
  return `${Math.min(count, most).toLocaleString('en')}${count > most ? '+' : ''}`;
}

const sorts = ['updated', 'title', 'status', 'price'] as const;

const text = z
  .string()
  .transform((typed) =>
    typed
      .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
      .trim()
      .slice(0, 200),
  )
  .catch('');

/** A price as one writes it; half of Europe writes 12,50. */
const price = z
  .string()
  .transform((typed) => typed.trim().replace(',', '.'))
  .refine((typed) => /^\d{1,8}(\.\d{1,3})?$/.test(typed))
  .catch('');

/** What the product table shows, as its address says it; '' for any, and whatever makes no sense falls back. */
export const tableQuerySchema = z.object({
  q: text,
  /** An id; products below it count as in it. */
  category: z
    .guid()
    .transform((id) => id.toLowerCase())
    .catch(''),
  tag: text,
  stock: z.enum(['', 'in', 'low', 'out']).catch(''),
  /** Of a product's lowest price, in the shop's currency. */
  min: price,
  max: price,
  status: z.enum(['all', 'active', 'draft', 'archived']).catch('all'),
  sort: z.enum(sorts).catch('updated'),
  dir: z.enum(['asc', 'desc']).catch('desc'),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(COUNTED.all / PAGE_SIZE)
    .catch(1),
});

export type TableQuery = z.output<typeof tableQuerySchema>;
/** What narrows the table, beside its search and its status. */
export const filterNames = ['category', 'tag', 'stock', 'min', 'max'] as const;
/** None of them. */
export const noFilters = { category: '', tag: '', stock: '', min: '', max: '' } as const;

export function isFiltered(query: TableQuery): boolean {
  return filterNames.some((name) => query[name] !== '');
}

/** A tracked variant with this many pieces or fewer is low. */
export const LOW_STOCK = 5;

export type TableSort = (typeof sorts)[number];

export function parseTableQuery(search: URLSearchParams): TableQuery {
  const { dir, ...query } = tableQuerySchema.parse(Object.fromEntries(search));
  return { ...query, dir: search.has('dir') ? dir : defaultDirection(query.sort) };
}

/** Newest and dearest first, names from A. */
export function defaultDirection(sort: TableSort): 'asc' | 'desc' {
  return sort === 'updated' || sort === 'price' ? 'desc' : 'asc';
}

/**
 * The address of the table with some of it changed; any other change goes back to the first page. It always says
 * something: without anything it would lead to whichever view its person sees first.
 */
export function tableHref(query: TableQuery, change: Partial<TableQuery>): string {
  const search = tableSearch({ ...query, page: 1, ...change }).toString();
  return `/admin/products?${search || 'status=all'}`;
}

/** What an address says of a table; what is as usual is left out. */
export function tableSearch(query: TableQuery): URLSearchParams {
  const { q, status, sort, dir, page } = query;
  const search = new URLSearchParams();
  if (q) search.set('q', q);
  if (status !== 'all') search.set('status', status);
  for (const name of filterNames) if (query[name]) search.set(name, query[name]);
  if (sort !== 'updated') search.set('sort', sort);
  if (dir !== defaultDirection(sort)) search.set('dir', dir);
  if (page > 1) search.set('page', String(page));
  return search;
}
