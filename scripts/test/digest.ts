/**
 * A query for one row, with a digest of each of these tables under its name: whatever is written there, be it what was
 * there before, gives another one.
 */
export function digestOf(tables: string[]): string {
  const digests = tables.map(
    (table) =>
      `(SELECT md5(string_agg(xmin || ' ' || ctid, ',' ORDER BY ctid)) FROM "${table}") AS "${table}"`,
  );
  return `SELECT ${digests.join(', ')}`;
}
