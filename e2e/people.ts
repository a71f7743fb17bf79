import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openSession, signed } from './admin-fixture';
import { query } from './query';

/** ms for which a person looks at a page, and thinks before the next save, which has every page made anew. */
const pause = { look: 20, think: 150 };

type Crowd = {
  url: string;
  databaseUrl: string;
  /** One person browses each of them. */
  paths: string[];
  /** The slug of a product for each person who saves, again and again. */
  products: string[];
};

/** People who browse and save until they are told to stop; each answer is kept, as is each request that had none. */
export async function bringPeople({ url, databaseUrl, paths, products }: Crowd) {
  const { sessionId } = await openSession(databaseUrl);
  const headers = { Cookie: `holdfast_admin=${signed(sessionId)}` };
  const busy = await query<{ id: string }>(
    databaseUrl,
    `UPDATE product SET version = 1 WHERE slug = ANY(string_to_array($1, ' ')) RETURNING id`,
    [products.join(' ')],
  );
  const answers: string[] = [];
  let saves = 0;
  let stopped = false;
  const ask = async (what: string, path: string, init?: RequestInit) => {
    const status = await fetch(url + path, init).then(
      async (answer) => answer.arrayBuffer().then(() => answer.status),
      (error: unknown) => String(error),
    );
    answers.push(`${what} ${status}`);
    return status;
  };
  const browse = async (path: string) => {
    // Kept pages come so fast that a person who does not look at them leaves no time to anybody else.
    while (!stopped) await ask(path, path).then(() => delay(pause.look));
  };
  const save = async (id: string) => {
    for (let version = 1; !stopped; version += 1) {
      const status = version % 2 ? 'archived' : 'active';
      const body = new URLSearchParams({ key: randomUUID(), version: String(version), status });
      const init = { method: 'POST', body, headers, redirect: 'manual' } as const;
      if ((await ask('save', `/admin/products/${id}/status`, init)) === 302) saves += 1;
      await delay(pause.think);
    }
  };
  const working = Promise.all([...paths.map(browse), ...busy.map(({ id }) => save(id))]);
  return {
    answers,
    /** What was answered in another way than it should be, or not at all. */
    failed: () => answers.filter((answer) => !/ (200|302)$/.test(answer)),
    /** @returns how many saves were said to be done, and how many the database has */
    async leave() {
      stopped = true;
      await working;
      const [kept] = await query<{ saves: number }>(
        databaseUrl,
        `SELECT sum(version - 1)::int AS saves FROM product WHERE slug = ANY(string_to_array($1, ' '))`,
        [products.join(' ')],
      );
      return { said: saves, kept: kept?.saves };
    },
  };
}
