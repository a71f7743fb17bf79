import pg from 'pg';

/** Where a database is and what it is called, however it is signed in to: host, port and name, in one text. */
export function placeOf(databaseUrl: string): string {
  const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
  return JSON.stringify([host, port, database]);
}
