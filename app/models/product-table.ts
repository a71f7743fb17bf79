import { z } from 'zod';

export const PAGE_SIZE = 25;
/** Products that are counted at most, and that pages lead to: of each status, and of what a search finds. */
export const COUNTED = { all: 10_000, found: 1_000 };

/** 1,234, or 10,000+ where there are more than are counted. */
export function countText(count: number, most = COUNTED.all): string {
  return `${Math.min(count, most).toLocaleString('en')}${count > most ? '+' : ''}`;
}

const sorts = ['updated', 'title', 'status', 'price'] as const;

/** What the product table shows, as its address says it; whatever makes no sense falls back. */
export const tableQuerySchema = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
        .trim()
        .slice(0, 200),
    )
    .catch(''),
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
export type TableSort = (typeof sorts)[number];

export function parseTableQuery(search: URLSearchParams): TableQuery {
  const { dir, ...query } = tableQuerySchema.parse(Object.fromEntries(search));
  return { ...query, dir: search.has('dir') ? dir : defaultDirection(query.sort) };
}

/** Newest and dearest first, names from A. */
export function defaultDirection(sort: TableSort): 'asc' | 'desc' {
  return sort === 'updated' || sort === 'price' ? 'desc' : 'asc';
}

/** The address of the table with some of it changed; any other change goes back to the first page. */
export function tableHref(query: TableQuery, change: Partial<TableQuery>): string {
  const text = tableSearch({ ...query, page: 1, ...change }).toString();
  return text ? `/admin/products?${text}` : '/admin/products';
}

/** What an address says of a table; what is as usual is left out. */
export function tableSearch({ q, status, sort, dir, page }: TableQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (q) search.set('q', q);
  if (status !== 'all') search.set('status', status);
  if (sort !== 'updated') search.set('sort', sort);
  if (dir !== defaultDirection(sort)) search.set('dir', dir);
  if (page > 1) search.set('page', String(page));
  return search;
}
