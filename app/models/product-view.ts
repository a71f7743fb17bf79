import { z } from 'zod';
import { parseTableQuery, tableSearch } from '~/models/product-table';

/** A view's name, for its person alone. */
export const viewNameSchema = z
  .string({ error: 'The name is missing.' })
  .overwrite((text) => text.replace(/\s+/g, ' ').trim())
  .min(1, 'The name is missing. Say what the view shows.')
  .max(60, 'The name is longer than 60 characters. Shorten it.')
  .refine(
    (text) => !/[\p{Cc}\p{Cs}]/u.test(text),
    'The name holds a character that can’t be shown.',
  );

/** A table's address as a view keeps it: what it says that makes sense, from its first page on. */
export function viewSearch(text: string): string {
  const query = parseTableQuery(new URLSearchParams(text.slice(0, 4_000)));
  return tableSearch({ ...query, page: 1 }).toString();
}

/** Where a view leads. */
export function viewHref(search: string): string {
  return `/admin/products?${search || 'status=all'}`;
}
