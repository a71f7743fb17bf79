import pg from 'pg';

/** The pool that DATABASE_URL describes. */
export function createPool(databaseUrl: string): pg.Pool {
  const url = new URL(databaseUrl);
  const limit = Number(url.searchParams.get('connection_limit') ?? 5);
  url.searchParams.delete('connection_limit');
  url.searchParams.delete('pool_timeout');
  const pool = new pg.Pool({
    connectionString: url.href,
    max: limit,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', () => {});
  return pool;
}
