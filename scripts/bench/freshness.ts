import pg from 'pg';
import { quantile } from './quantile';
import { ask, startShop } from './servers';

export type Freshness = {
  edits: number;
  /** ms from a COMMIT until a customer is sent what it changed: its purge, the page made anew, and what asking takes. */
  p50: number;
  p99: number;
};

const edits = 200;

/** Changes kept pages in psql's way, one after the other, and asks for each until it shows the change. */
export async function measureFreshness(
  database: string,
  environment: Record<string, string>,
  paths: string[],
): Promise<Freshness> {
  const shop = await startShop(database, environment);
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const taken: number[] = [];
  try {
    for (let edit = 0; edit < edits; edit += 1) {
      const path = paths[edit % paths.length] ?? '/';
      const title = `Edited ${edit}`;
      await ask(shop.port, path);
      await client.query('UPDATE product SET title = $1 WHERE slug = $2', [
        title,
        path.slice('/products/'.length),
      ]);
      const begun = performance.now();
      while (!(await ask(shop.port, path, { 'Accept-Encoding': 'identity' })).body.includes(title));
      taken.push(performance.now() - begun);
    }
  } finally {
    await client.end();
    await shop.stop();
  }
  const sorted = taken.sort((a, b) => a - b);
  return { edits, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}
