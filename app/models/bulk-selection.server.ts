import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Prisma } from '~/db.server';
import { BULK_MOST, CHOSEN_MOST } from '~/models/bulk-change';
import { parseTableQuery, type TableQuery, tableSearch } from '~/models/product-table';
import { everyMatch } from '~/models/product-table.server';

/** Which products a change is for: those named, or all that the table shows. */
export type Selection = { ids: string[] } | { query: TableQuery };
export type Selected = { id: string; version: number; title: string };

/** Reads what an address selects: `id=…&id=…`, or `all=1` with the table's own fields. Null for nothing. */
export function parseSelection(search: URLSearchParams): Selection | null {
  if (search.get('all') === '1') return { query: parseTableQuery(search) };
  const ids = search.getAll('id').flatMap((id) => z.guid().safeParse(id).data?.toLowerCase() ?? []);
  return ids.length === 0 ? null : { ids: [...new Set(ids)].slice(0, CHOSEN_MOST) };
}

/** The same as fields, for the forms that go on with it. */
export function selectionFields(selection: Selection): [name: string, value: string][] {
  if ('ids' in selection) return selection.ids.map((id) => ['id', id]);
  return [['all', '1'], ...tableSearch({ ...selection.query, page: 1 })];
}

/**
 * The statement that finds what is selected, by ids: one more than a change takes, where there are more. It is made
 * before a transaction begins: a search asks first what its words mean.
 */
export async function selectionSql(selection: Selection): Promise<Prisma.Sql> {
  if ('query' in selection) return everyMatch(selection.query, BULK_MOST + 1);
  return Prisma.sql`
    SELECT id, version, title FROM product WHERE id = ANY(${selection.ids}::uuid[]) ORDER BY id`;
}

/** Names a selection as it was read: any other product in it, or version of one, makes another name. */
export function fingerprintOf(selected: Selected[]): string {
  const hash = createHash('sha256');
  for (const { id, version } of selected) hash.update(`${id} ${version}\n`);
  return hash.digest('hex');
}
