import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Database, Door, type Transaction } from '~/db/door.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { KeyInvalidError } from '~/db/once.server';
import { DatabaseUnavailable, OutcomeUnknown, TookTooLong } from '~/db/unavailable.server';
import { endRequest, runInRequest } from '~/request.server';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';

let faults: Faults;
let witness: pg.Client;
let door: Door;
let lines: { event?: string }[];

function open(parameters = 'connection_limit=3', url = faults.url): Door {
  lines = [];
  const write = (facts: object) => void lines.push(facts);
  const log = { info: write, warn: write, error: write };
  return (door = new Door(readDatabaseSettings(`${url}?${parameters}`), log));
}

/** How many categories of this name there are, seen past the proxy. */
async function count(slug: string): Promise<number> {
  const { rows } = await witness.query<{ slug: string }>(
    'SELECT slug FROM category WHERE slug = $1 OR title = $1',
    [slug],
  );
  return rows.length;
}

/** Sessions of the door's that hold a transaction open. */
async function openTransactions(): Promise<number> {
  const { rows } = await witness.query(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'holdfast' AND state LIKE 'idle in transaction%'`,
  );
  return rows.length;
}

beforeAll(async () => {
  faults = await Faults.start(databaseUrl);
  witness = new pg.Client({ connectionString: databaseUrl });
  await witness.connect();
});
beforeEach(() => void open());
afterEach(async () => {
  await faults.heal();
  await door.close();
});
afterAll(async () => {
  await witness.end();
  await faults.stop();
});

const hows = ['rst', 'fin'] as const;

describe('a read', () => {
  test.each(['before', 'sent', 'answered', 'reply'] as const)(
    'is repeated when it is cut %s',
    async (when) => {
      for (const how of hows) {
        faults.cut({ at: 'select', when, how });
        expect(await door.run('read', (db) => db.category.count({ where: { slug: 'none' } }), {})).toBe(0);
      }
      expect(door.watch.counters.retries.unknown).toBe(2);
    },
  ); // prettier-ignore

  test('is repeated for as long as it may take, however often it is cut', async () => {
    const { done } = faults.cut({ at: 'select', when: 'sent', how: 'rst', times: 8 });
    expect(await door.run('read', (db) => db.category.count({ where: { slug: 'none' } }), {})).toBe(0);
    await done;
    expect(door.watch.counters).toMatchObject({ retries: { unknown: 8 }, unavailable: 0 });
  }); // prettier-ignore

  test('waits for a database that restarts', async () => {
    await faults.refuse();
    const reading = door.run('read', (db) => db.category.count(), {});
    await expect.poll(() => door.watch.lastFault?.code).toBe('ECONNREFUSED');
    await faults.heal();
    await expect(reading).resolves.toBeTypeOf('number');
  });

  test('is answered at its deadline in a blackhole, and its slot comes back', async () => {
    await door.run('read', (db) => db.category.count(), {});
    faults.blackhole();
    const failure = await door
      .run('read', (db) => db.category.count(), { deadline: 300 })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect(failure).not.toBeInstanceOf(OutcomeUnknown);
    await expect.poll(() => door.pool.numbers.size).toBe(0);
  });

  test('fails at once, and once, for a wrong password; the log has the cause', async () => {
    const url = new URL(databaseUrl);
    url.password = 'wrong';
    open('', url.href);
    const reading = door.run('read', (db) => db.category.count(), {});
    await expect(reading).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(door.watch.counters).toMatchObject({ attempts: 1, retries: { permanent: 0 } });
    expect(lines).toMatchObject([{ event: 'database.fault', class: 'permanent', code: '28P01' }]);
    expect(JSON.stringify(lines)).toContain('password authentication failed');
  });

  test('that asks for nonsense gets its own error, once', async () => {
    const reading = door.run('read', (db) => db.$queryRaw`SELECT * FROM nowhere`, {});
    await expect(reading).rejects.toMatchObject({ code: 'P2010' });
    expect(door.watch.counters.attempts).toBe(1);
    expect(lines).toEqual([]);
  });

  test('ends with its signal', async () => {
    faults.stall();
    const controller = new AbortController();
    const reading = door.run('read', (db) => db.category.count(), { signal: controller.signal });
    controller.abort(new Error('the customer left'));
    await expect(reading).rejects.toThrow('the customer left');
  });
});

describe('a write without a key', () => {
  const write = (slug: string) =>
    door.run('write', (db) => db.category.create({ data: { slug, title: slug } }), {});

  test('is repeated when it was never sent', async () => {
    faults.greet('rst');
    const writing = write('never-sent');
    await expect.poll(() => door.watch.lastFault?.class).toBe('never-sent');
    await faults.heal();
    await writing;
    expect(await count('never-sent')).toBe(1);
  });

  test.each(['before', 'answered'] as const)(
    'is not repeated when its answer is lost: cut %s',
    async (when) => {
      for (const how of hows) {
        const slug = `lost-${when}-${how}`;
        faults.cut({ at: 'insert', when, how });
        await expect(write(slug)).rejects.toBeInstanceOf(OutcomeUnknown);
        expect(await count(slug)).toBe(when === 'answered' ? 1 : 0);
      }
      expect(door.watch.counters.attempts).toBe(2);
    },
  );

  test('of two statements is not repeated for the second one, whatever it fails with', async () => {
    const writing = door.run(
      'write',
      async (db) => {
        await db.category.create({ data: { slug: crypto.randomUUID(), title: 'two-statements' } });
        await db.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
      },
      {},
    );
    await expect(writing).rejects.toThrow();
    expect(await count('two-statements')).toBe(1);
  });
});

describe('a transaction', () => {
  test('is repeated as a whole after a deadlock', async () => {
    for (const slug of ['left', 'right']) {
      await door.run('write', (db) => db.category.create({ data: { slug, title: '0' } }), {});
    }
    let together = 0;
    const both = (slugs: [string, string]) =>
      door.transaction(async (tx) => {
        for (const slug of slugs) {
          await tx.$executeRaw`UPDATE category SET position = position + 1 WHERE slug = ${slug}`;
          together += 1;
          if (together <= 2) await expect.poll(() => together, { interval: 2 }).toBeGreaterThan(1);
        }
      }, {});
    await Promise.all([both(['left', 'right']), both(['right', 'left'])]);
    const { rows } = await witness.query(
      `SELECT position FROM category WHERE slug IN ('left', 'right')`,
    );
    expect(rows).toEqual([{ position: 2 }, { position: 2 }]);
    expect(door.watch.counters.retries.transaction).toBeGreaterThan(0);
  });

  test('given up leaves neither a slot nor itself behind', async () => {
    const controller = new AbortController();
    const writing = door.transaction(
      async (tx) => {
        await tx.category.create({ data: { slug: 'given-up', title: 'given-up' } });
        controller.abort(new Error('given up'));
        await new Promise(() => undefined);
      },
      { deadline: 1500, signal: controller.signal },
    );
    await expect(writing).rejects.toThrow('given up');
    await expect.poll(openTransactions).toBe(0);
    await expect.poll(() => door.pool.numbers.size, { timeout: 5000 }).toBe(0);
    expect(await count('given-up')).toBe(0);
  });

  test('in a blackhole ends at its deadline', async () => {
    await door.run('read', (db) => db.category.count(), {});
    const writing = door.transaction(
      async (tx) => {
        await tx.category.create({ data: { slug: 'hole', title: 'hole' } });
        faults.blackhole();
        await tx.category.count();
      },
      { deadline: 1500 },
    );
    await expect(writing).rejects.toBeInstanceOf(OutcomeUnknown);
    await faults.heal();
    await expect.poll(openTransactions).toBe(0);
    expect(await count('hole')).toBe(0);
    expect(await door.run('read', (db) => db.category.count({ where: { slug: 'hole' } }), {})).toBe(0);
  }); // prettier-ignore
});

describe('a statement that runs into its time limit', () => {
  const slow = (db: Pick<Database, '$queryRaw'>) => db.$queryRaw`SELECT pg_sleep(10)::text`;
  beforeEach(() => void open('statement_timeout=100'));

  test('is a 503 for who reads, asked once, and the log says so', async () => {
    const failure = await door.run('read', slow, {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TookTooLong);
    expect(failure).toMatchObject({ status: 503 });
    expect((failure as TookTooLong).headers.get('Retry-After')).toBe('2');
    expect((failure as TookTooLong).message).not.toContain('saved');
    expect(door.watch.counters).toMatchObject({ attempts: 1, unavailable: 1 });
    expect(lines).toMatchObject([{ event: 'database.fault', code: '57014' }]);
  });

  test('tells who writes that nothing was saved, and nothing is', async () => {
    const request = { key: crypto.randomUUID(), actor: 'admin:1', content: 'slow' };
    const work = async (tx: Transaction) => {
      await tx.category.create({ data: { slug: 'too-slow', title: 'too-slow' } });
      await slow(tx);
      return { ok: true };
    };
    const failure = await door.once(request, work, {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TookTooLong);
    expect((failure as TookTooLong).message).toContain('Nothing was saved.');
    expect(await count('too-slow')).toBe(0);
    expect(await door.once(request, () => Promise.resolve({ ok: true }), {})).toEqual({
      result: { ok: true },
      replayed: false,
    });
  });
});

describe('once', () => {
  const points = ['begin', 'insert', 'update', 'commit'];
  const whens = ['before', 'sent', 'answered', 'reply'] as const;
  const cases = points.flatMap((at) => whens.flatMap((when) => hows.map((how) => [at, when, how] as const))); // prettier-ignore

  test.each(cases)('is done once when cut at %s, %s, by %s', async (at, when, how) => {
    const slug = `${at}-${when}-${how}`;
    const save = () =>
      door.once(
        { key: slug, actor: 'admin:1', content: { slug } },
        async (tx) => {
          // Nothing but the key keeps this from being written twice.
          await tx.category.create({ data: { slug: crypto.randomUUID(), title: slug } });
          return { ok: true, slug };
        },
        {},
      );
    faults.cut({ at, when, how });
    expect((await save()).result).toEqual({ ok: true, slug });
    expect(await count(slug)).toBe(1);
    expect(await save()).toEqual({ result: { ok: true, slug }, replayed: true });
    expect(await count(slug)).toBe(1);
  });

  test('of many, under cuts without end, each is acknowledged and there once', async () => {
    open('connection_limit=5');
    const statements = /^\s*(begin|insert|update|commit)\b/i;
    for (const when of whens) faults.cut({ at: statements, when, how: 'rst', times: 10 });
    const saves = Array.from({ length: 60 }, (_, n) =>
      door.once(
        { key: `many-${n}`, actor: 'admin:1', content: n },
        async (tx) => {
          await tx.category.create({ data: { slug: crypto.randomUUID(), title: `many-${n}` } });
          return n;
        },
        {},
      ),
    );
    const results = await Promise.all(saves);
    expect(results.map(({ result }) => result)).toEqual(Array.from({ length: 60 }, (_, n) => n));
    const { rows } = await witness.query(
      `SELECT count(*)::int AS all, count(DISTINCT title)::int AS different FROM category WHERE title LIKE 'many-%'`,
    );
    expect(rows).toEqual([{ all: 60, different: 60 }]);
  });
});

describe('keys', () => {
  test('that nobody will send again are deleted with the next write, the others stay', async () => {
    await witness.query(
      `INSERT INTO write_key (key, actor, request_hash, result, created_at)
       SELECT 'old-' || n, 'admin:1', '', '{}', now() - interval '31 days' FROM generate_series(1, 2500) n`,
    );
    await witness.query(
      `INSERT INTO write_key (key, actor, request_hash, result, created_at)
       VALUES ('young', 'admin:1', '', '{}', now() - interval '29 days')`,
    );
    const save = (key: string) =>
      door.once({ key, actor: 'admin:1', content: 1 }, () => Promise.resolve(1), {});
    await save('prunes');
    const keys = async (like: string) => {
      const sql = 'SELECT key FROM write_key WHERE key LIKE $1';
      return (await witness.query(sql, [like])).rowCount;
    };
    await expect.poll(() => keys('old-%')).toBe(0);
    expect(await keys('young')).toBe(1);
    expect(await keys('prunes')).toBe(1);
  });

  test.each([
    ['of 10 MB', 'k'.repeat(10_000_000)],
    ['that is empty', ''],
    ['with a NUL', 'a\0b'],
  ])('%s are refused before the database is asked', async (_what, key) => {
    const work = () => Promise.reject(new Error('must not run'));
    await expect(door.once({ key, actor: 'admin:1', content: 1 }, work, {})).rejects.toThrow(
      KeyInvalidError,
    );
    expect(door.watch.counters.attempts).toBe(0);
  });
});

describe('the budget for retries', () => {
  test('is shared by all: when it is used up, failures are said and not repeated', async () => {
    while (door.budget.spend());
    faults.cut({ at: 'select', when: 'sent', how: 'rst', times: Infinity });
    const reads = Array.from({ length: 12 }, () =>
      door.run('read', (db) => db.category.count(), {}).catch((error: unknown) => error),
    );
    const results = await Promise.all(reads);
    expect(results.every((result) => result instanceof DatabaseUnavailable)).toBe(true);
    const { attempts, retriesRefused } = door.watch.counters;
    expect(attempts).toBeLessThanOrEqual(2 * reads.length);
    expect(retriesRefused).toBeGreaterThan(0);
  });
});

describe('a request', () => {
  const ask = (deadline: number) =>
    runInRequest(
      { id: 'test', client: '127.0.0.1', deadline, signal: new AbortController().signal },
      () => door.run('read', (db) => db.category.count(), {}),
    );

  test('gives its operations no more time than it has itself', async () => {
    await door.run('read', (db) => db.category.count(), {});
    faults.stall();
    await expect(ask(performance.now() + 200)).rejects.toBeInstanceOf(DatabaseUnavailable);
    await expect.poll(() => door.pool.numbers.size).toBe(0);
  });

  test('whose time is over asks nothing any more', async () => {
    await expect(ask(performance.now() - 1)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(door.watch.counters.attempts).toBe(0);
  });
});

describe('a crowd', () => {
  /** A request that asks twice, one after the other, as a page does whose second question needs the first one's answer. */
  function visit() {
    const { signal } = new AbortController();
    const request = { id: 'test', client: '127.0.0.1', deadline: performance.now() + 5000, signal };
    const ask = () => door.run('read', (db) => db.category.count(), {});
    const answer = runInRequest(request, async () => [await ask(), await ask()]);
    return answer.then(
      () => 'served',
      (error: unknown) => error,
    ).finally(() => endRequest(request));
  } // prettier-ignore

  test('is served as far as there is room, whole; the others are told at once, and one line says so', async () => {
    open('connection_limit=1');
    const stall = faults.stall();
    const answers: unknown[] = [];
    const crowd = Array.from({ length: 50 }, () => visit().then((answer) => answers.push(answer)));
    await stall.happened();
    await expect.poll(() => answers.length).toBe(30);
    expect(answers.every((answer) => answer instanceof DatabaseUnavailable)).toBe(true);
    await faults.heal();
    await Promise.all(crowd);
    expect(answers.filter((answer) => answer === 'served')).toHaveLength(20);
    expect(door.watch.counters).toMatchObject({ shed: 30, unavailable: 30 });
    expect(lines).toMatchObject([{ event: 'database.fault', code: 'crowded' }]);
    expect(await visit()).toBe('served');
  });

  test('of what belongs to no request is bounded by those who wait', async () => {
    open('connection_limit=1');
    const held = await door.pool.connect();
    const crowd = Array.from({ length: 30 }, () =>
      door.run('read', (db) => db.category.count(), {}).catch((error: unknown) => error),
    );
    expect(await Promise.race(crowd)).toBeInstanceOf(DatabaseUnavailable);
    held.release();
    const results = await Promise.all(crowd);
    expect(results.filter((result) => result instanceof DatabaseUnavailable)).toHaveLength(10);
  });
});

describe('health', () => {
  test('is ok, and says how the pool is', async () => {
    expect(await door.check()).toMatchObject({
      status: 'ok',
      latencyMs: expect.any(Number) as unknown,
      pool: { size: 0, idle: 0, waiting: 0, limit: 3 },
      breaker: 'closed',
      lastError: null,
    });
  });

  test.each<[string, () => unknown]>([
    ['refused', () => faults.refuse()],
    ['in a blackhole', () => faults.blackhole()],
    ['stalled', () => faults.stall()],
    ['greeted and cut', () => faults.greet('fin')],
  ])('is down, and said to be, when the database is %s, for any number who ask', async (_name, make) => {
    await make();
    const answers = await Promise.all(Array.from({ length: 20 }, () => door.check()));
    expect(answers.every(({ status, latencyMs }) => status === 'down' && latencyMs === null)).toBe(true);
    expect(answers[0]?.lastError).toMatchObject({ code: expect.any(String) as unknown });
    await faults.heal();
    expect((await door.check()).latencyMs).not.toBeNull();
  }); // prettier-ignore

  test('is degraded, not down, when the pool is used up', async () => {
    const held = await Promise.all([1, 2, 3].map(() => door.pool.connect()));
    const waiting = door.run('read', (db) => db.category.count(), {});
    await expect.poll(() => door.pool.numbers.waiting).toBe(1);
    expect(await door.check()).toMatchObject({ status: 'degraded', pool: { waiting: 1 } });
    held.forEach((client) => client.release());
    await waiting;
  });

  test('is degraded, not down, when a look comes too late while the pool is answered', async () => {
    await door.run('read', (db) => db.category.count(), {});
    // A look goes to and fro five times or so, a statement once.
    faults.latency(150);
    const health = door.check();
    await door.run('read', (db) => db.category.count(), {});
    expect(await health).toMatchObject({ status: 'degraded', latencyMs: null });
    expect(await door.check()).toMatchObject({ status: 'down', latencyMs: null });
  });

  test('tells no secret', async () => {
    const url = new URL(databaseUrl);
    url.password = 'hunter2hunter2';
    open('', url.href);
    await door.run('read', (db) => db.category.count(), {}).catch(() => undefined);
    expect(JSON.stringify(await door.check())).not.toContain('hunter2');
    expect(JSON.stringify(lines)).not.toContain('hunter2');
  });
});

test('an episode of faults is one line, and its end another', async () => {
  faults.cut({ at: 'select', times: 3 });
  for (let n = 0; n < 5; n += 1) await door.run('read', (db) => db.category.count(), {});
  expect(lines).toMatchObject([{ event: 'database.fault', class: 'unknown' }]);
});

test('closing ends within a bound, in a blackhole too', async () => {
  await door.run('read', (db) => db.category.count(), {});
  faults.blackhole();
  await expect(door.close()).resolves.toBeUndefined();
});
