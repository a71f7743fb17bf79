import pg from 'pg';
import type { Results } from './http-results';
import { quantile } from './quantile';
import { ask, memoryOf, startShop } from './servers';

/** Times that the home page is made anew. */
const times = 100;

/** Asks a server for its home page, each time after it was told that everything had changed. */
export async function measureHome(
  database: string,
  environment: Record<string, string>,
): Promise<Results['misses'][number]> {
  const shop = await startShop(database, environment);
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const taken: number[] = [];
  let bytes = 0;
  let memory = NaN;
  try {
    await ask(shop.port, '/');
    while (taken.length < times) {
      await client.query("NOTIFY catalogue, '*'");
      // Until the server has heard it, it sends what it has.
      for (let made = false; !made;) {
        const begun = performance.now();
        const { headers, body } = await ask(shop.port, '/');
        made = String(headers['cache-status']).includes('fwd');
        if (made) taken.push(performance.now() - begun);
        bytes = body.byteLength;
      }
    }
    memory = memoryOf(shop.pid);
  } finally {
    await client.end();
    await shop.stop();
  }
  const sorted = taken.sort((a, b) => a - b);
  const at = (part: number) => quantile(sorted, part);
  const rate = (times * 1000) / sorted.reduce((sum, ms) => sum + ms, 0);
  return {
    ...{ kind: 'home', pages: times, requests: times, statuses: { 200: times } },
    ...{ bytes, rate, memory },
    ...{ p50: at(0.5), p99: at(0.99), slowest: at(1) },
  };
}
