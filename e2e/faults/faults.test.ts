import { once } from 'node:events';
import { createConnection } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Faults } from './faults';

/* What a client sees of each fault: node-postgres, with a real PostgreSQL behind the proxy. */

const databaseUrl = process.env.DATABASE_URL ?? '';

let faults: Faults;
let witness: pg.Client;
let clients: pg.Client[] = [];

beforeAll(async () => {
  faults = await Faults.start(databaseUrl, { seed: 7 });
  witness = new pg.Client({ connectionString: databaseUrl });
  await witness.connect();
  await witness.query('CREATE TABLE said (what text)');
});
afterEach(async () => {
  await faults.heal();
  for (const client of clients) client.connection.stream.destroy();
  clients = [];
  await witness.query('TRUNCATE said');
});
afterAll(async () => {
  await witness.end();
  await faults.stop();
});

async function connect(options: pg.ClientConfig = {}): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: faults.url, ...options });
  client.on('error', () => undefined);
  clients.push(client);
  await client.connect();
  return client;
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
  throw new Error('It was to fail.');
}

async function said(): Promise<string[]> {
  const { rows } = await witness.query<{ what: string }>('SELECT what FROM said ORDER BY what');
  return rows.map(({ what }) => what);
}

const say = (client: pg.Client, what: string) =>
  client.query('INSERT INTO said VALUES ($1)', [what]);

/** Open in this process. */
const sockets = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;

/** How a client hears of a connection's end. Behind bytes that were not read yet, Node may take a reset for an end. */
const heard = { rst: 'ECONNRESET', fin: 'Connection terminated unexpectedly' };
const heardAfter = (when: string, how: 'rst' | 'fin') =>
  when === 'reply' ? Object.values(heard) : [heard[how]];
const hows = ['rst', 'fin'] as const;

test('without a fault nothing is noticed', async () => {
  const client = await connect();
  const { rows } = await client.query<{ n: number }>('SELECT generate_series(1, 50000) AS n');
  expect(rows).toHaveLength(50_000);
  await client.end();
  await expect.poll(() => faults.connections).toBe(0);
});

describe('connections', () => {
  test('are refused, while those that are open stay', async () => {
    const client = await connect();
    const refusing = await faults.refuse();
    expect(refusing.times).toBe(1);
    expect(await failureOf(connect())).toBe('ECONNREFUSED');
    await say(client, 'still here');
    await refusing.end();
    await connect();
  });

  test.each([
    ['reset', 'ECONNRESET'],
    ['close', 'Connection terminated unexpectedly'],
  ] as const)('end all at once: %s', async (kind, expected) => {
    const opened = await Promise.all([connect(), connect()]);
    const ends = opened.map(async (client) => once(client, 'error'));
    const before = faults.counts[kind] ?? 0;
    expect(faults[kind]().times).toBe(2);
    expect(faults.counts[kind]).toBe(before + 2);
    for (const [error] of (await Promise.all(ends)) as [NodeJS.ErrnoException][]) {
      expect(error.code ?? error.message).toBe(expected);
    }
    await connect();
  });

  test.each(hows)('are greeted and ended, by %s', async (how) => {
    const greeting = faults.greet(how);
    expect(await failureOf(connect())).toBe(heard[how]);
    await greeting.happened();
    await greeting.end();
    await connect();
  });

  test('are greeted with silence', async () => {
    faults.greet('silence');
    expect(await failureOf(connect({ connectionTimeoutMillis: 200 }))).toBe('timeout expired');
  });
});

describe('a blackhole', () => {
  test('swallows what is there and what comes; new connections work when it is over', async () => {
    const client = await connect();
    const hole = faults.blackhole();
    await hole.happened();
    expect(await failureOf(client.query({ text: 'SELECT 1', query_timeout: 100 } as pg.QueryConfig))).toBe('Query read timeout');
    expect(await failureOf(connect({ connectionTimeoutMillis: 100 }))).toBe('timeout expired');
    const lost = once(client, 'error');
    await hole.end();
    await lost;
    await connect();
  }); // prettier-ignore

  test('keeps what a client began from being ended: PostgreSQL is told of nothing', async () => {
    const client = await connect({ application_name: 'swallowed' });
    await client.query('BEGIN');
    faults.blackhole();
    client.connection.stream.destroy();
    const { rows } = await witness.query(
      `SELECT state FROM pg_stat_activity WHERE application_name = 'swallowed'`,
    );
    expect(rows).toEqual([{ state: 'idle in transaction' }]);
  });

  test('leaves no socket behind when both sides end what it holds', async () => {
    const before = sockets();
    const client = await connect({ application_name: 'left' });
    faults.blackhole();
    client.connection.stream.destroy();
    await witness.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'left'`,
    );
    await expect.poll(() => faults.connections).toBe(0);
    await expect.poll(sockets).toBeLessThanOrEqual(before);
  });
});

describe('a stall', () => {
  test('holds all up, then lets it go on in order', async () => {
    const client = await connect({ pipeline: true });
    const stall = faults.stall();
    const answers: number[] = [];
    const asked = [1, 2, 3, 4, 5].map(async (n) => {
      await client.query('SELECT pg_sleep(0)');
      await client.query(`SELECT ${n}, repeat('x', 100000)`);
      answers.push(n);
    });
    const coming = connect();
    await stall.happened(2);
    expect(answers).toEqual([]);
    await stall.end();
    await Promise.all([...asked, coming]);
    expect(answers).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('a stall before a statement', () => {
  test('holds up where it passes, and nothing else', async () => {
    const [saying, other] = [await connect(), await connect()];
    const stall = faults.stall('insert');
    await saying.query('SELECT 1');
    const said = say(saying, 'late');
    await stall.happened();
    await other.query('SELECT 1');
    expect((await witness.query('SELECT FROM said')).rowCount).toBe(0);
    await stall.end();
    await said;
    expect(stall.times).toBe(1);
  });
});

describe('connections that were forgotten', () => {
  test('are reset when something is sent on them; new ones work', async () => {
    const idle = await Promise.all([connect(), connect()]);
    const forgetting = faults.forget();
    await (await connect()).query('SELECT 1');
    for (const client of idle) expect(await failureOf(client.query('SELECT 1'))).toBe('ECONNRESET');
    expect(forgetting.times).toBe(2);
  }); // prettier-ignore
});

describe('slowness', () => {
  test('latency comes once for a question and once for its answer, however many messages they are', async () => {
    const client = await connect();
    const latency = faults.latency(60);
    const begun = performance.now();
    // Five messages there, and an answer of many chunks back.
    await client.query(`SELECT repeat('x', 1000) FROM generate_series(1, 1000) WHERE $1 > 0`, [1]);
    const took = performance.now() - begun;
    expect(latency.times).toBe(1);
    expect(took).toBeGreaterThanOrEqual(119);
    // One after the other they would be held up 17 times.
    expect(took).toBeLessThan(17 * 60);
  });

  test('jitter follows the seed', async () => {
    const drawn: number[][] = [];
    for (const seed of [1, 1, 2]) {
      const proxied = await Faults.start(databaseUrl, { seed });
      drawn.push(Array.from({ length: 5 }, proxied.proxy.random));
      await proxied.stop();
    }
    expect(drawn[0]).toEqual(drawn[1]);
    expect(drawn[0]).not.toEqual(drawn[2]);
  });

  test('bandwidth is for each connection and direction', async () => {
    const client = await connect();
    faults.bandwidth(400_000);
    const begun = performance.now();
    await client.query(`SELECT repeat('x', 100000)`);
    expect(performance.now() - begun).toBeGreaterThan(240);
  });

  test('slices arrive as one', async () => {
    const client = await connect();
    const slicing = faults.slice(3);
    const { rows } = await client.query<{ x: string }>(`SELECT repeat('é', 5000) AS x, $1::int AS n`, [1]);
    expect(rows).toEqual([{ x: 'é'.repeat(5000), n: 1 }]);
    await connect();
    expect(slicing.times).toBe(2);
  }); // prettier-ignore
});

describe('a cut', () => {
  /** What is there afterwards; of what was only sent, nobody knows. */
  const saved = { before: [], sent: undefined, answered: ['once'], reply: ['once'] };
  const cases = Object.entries(saved).flatMap(([when, rows]) =>
    hows.map((how) => [when as keyof typeof saved, how, rows] as const),
  );

  test.each(cases)('%s the statement, by %s', async (when, how, rows) => {
    const client = await connect();
    const cut = faults.cut({ at: 'insert', when, how });
    // Others pass.
    await client.query('SELECT 1');
    expect(heardAfter(when, how)).toContain(await failureOf(say(client, 'once')));
    await cut.done;
    expect(cut.times).toBe(1);
    await expect.poll(() => faults.connections).toBe(0);
    if (rows) expect(await said()).toEqual(rows);
    await say(await connect(), 'twice');
  });

  test.each(cases)('%s the COMMIT, by %s', async (when, how, rows) => {
    const client = await connect();
    await client.query('BEGIN');
    await say(client, 'once');
    const { done } = faults.cut({ at: 'commit', when, how });
    expect(heardAfter(when, how)).toContain(await failureOf(client.query('COMMIT')));
    await done;
    await expect.poll(() => faults.connections).toBe(0);
    if (rows) expect(await said()).toEqual(rows);
  });

  test('in silence: COMMIT is done, and its client waits', async () => {
    const client = await connect({ query_timeout: 100 });
    await client.query('BEGIN');
    await say(client, 'unheard');
    const { done } = faults.cut({ at: 'commit', when: 'answered', how: 'silence' });
    expect(await failureOf(client.query('COMMIT'))).toBe('Query read timeout');
    await done;
    expect(await said()).toEqual(['unheard']);
  });

  test('finds a prepared statement each time it is executed', async () => {
    const client = await connect();
    const prepared = { name: 'greeting', text: 'SELECT 1 AS one' };
    await client.query(prepared);
    faults.cut({ at: 'select', when: 'before', how: 'fin' });
    expect(await failureOf(client.query(prepared))).toBe(heard.fin);
  });

  test('is done as often as asked, by a pattern', async () => {
    const cut = faults.cut({ at: /into said/gi, when: 'before', times: 2 });
    for (const what of ['one', 'two']) expect(await failureOf(say(await connect(), what))).toBe('ECONNRESET');
    await cut.done;
    await say(await connect(), 'three');
    expect(await said()).toEqual(['three']);
  }); // prettier-ignore

  test('answers only when all of a long answer has come', async () => {
    const client = await connect();
    const { done } = faults.cut({ at: 'insert', when: 'answered' });
    const inserting = client.query(
      `INSERT INTO said SELECT repeat('x', 1000) FROM generate_series(1, 2000) RETURNING what`,
    );
    expect(await failureOf(inserting)).toBe('ECONNRESET');
    await done;
    expect(await said()).toHaveLength(2000);
  });

  test('in the reply gives a part of the rows', async () => {
    const client = await connect();
    faults.cut({ at: 'select', when: 'reply', how: 'fin' });
    const got: unknown[] = [];
    const query = new pg.Query<object>(`SELECT repeat('x', 1000) FROM generate_series(1, 2000)`);
    query.on('row', (row) => got.push(row));
    client.query(query);
    await once(query, 'error');
    expect(got.length).toBeGreaterThan(0);
    expect(got.length).toBeLessThan(2000);
  });
});

describe('together', () => {
  test('latency, bandwidth, slices and a cut', async () => {
    const client = await connect();
    faults.latency(20, 10);
    faults.bandwidth(1_000_000);
    faults.slice(7);
    const { rowCount } = await client.query('SELECT generate_series(1, 1000)');
    expect(rowCount).toBe(1000);
    const cut = faults.cut({ at: 'insert', when: 'answered', how: 'fin' });
    expect(await failureOf(say(client, 'slowly'))).toBe(heard.fin);
    await cut.done;
    expect(await said()).toEqual(['slowly']);
  });

  test('a cut among what is stalled', async () => {
    const client = await connect();
    const stall = faults.stall();
    const { done } = faults.cut({ at: 'insert', when: 'sent', how: 'rst' });
    const saying = failureOf(say(client, 'late'));
    await stall.happened();
    await stall.end();
    await done;
    expect(await saying).toBe('ECONNRESET');
  });

  test('each ends by itself, and all by heal', async () => {
    const [one, other] = [faults.stall(), faults.latency(10_000)];
    await one.end();
    expect(faults.proxy.running).toEqual([other]);
    const waiting = connect();
    await other.happened();
    await faults.heal();
    await waiting;
    expect(faults.proxy.running).toEqual([]);
  });
});

describe('what passes', () => {
  test('a client that does not read holds its server up, and the proxy keeps little', async () => {
    const client = await connect({ application_name: 'slow reader' });
    const before = faults.proxy.passed['to client'];
    client.connection.stream.pause();
    const asked = client.query(`SELECT repeat('x', 1000000) FROM generate_series(1, 64)`);
    await expect
      .poll(async () => {
        const { rows } = await witness.query<{ wait_event: string }>(
          `SELECT wait_event FROM pg_stat_activity WHERE application_name = 'slow reader'`,
        );
        return rows[0]?.wait_event;
      })
      .toBe('ClientWrite');
    const [link] = faults.proxy.links;
    expect(link?.held).toBeLessThan(2_000_000);
    client.connection.stream.resume();
    expect((await asked).rowCount).toBe(64);
    expect(faults.proxy.passed['to client'] - before).toBeGreaterThan(64_000_000);
  });

  test('a client that has finished speaking still hears the answer', async () => {
    const client = await connect();
    const asked = client.query('SELECT 1 AS one FROM pg_sleep(0.05)');
    client.connection.stream.end();
    expect((await asked).rows).toEqual([{ one: 1 }]);
    await expect.poll(() => faults.connections).toBe(0);
  });

  test('a client that vanishes is gone for the server', async () => {
    const client = await connect({ application_name: 'gone' });
    await client.query('BEGIN');
    (client.connection.stream as unknown as { resetAndDestroy: () => void }).resetAndDestroy();
    await expect
      .poll(async () => {
        const { rowCount } = await witness.query(
          `SELECT FROM pg_stat_activity WHERE application_name = 'gone'`,
        );
        return rowCount;
      })
      .toBe(0);
  });

  test('a request to cancel', async () => {
    const client = await connect();
    const sleeping = failureOf(client.query(`SELECT pg_sleep(60)`));
    const { processID, secretKey } = client as unknown as Record<'processID' | 'secretKey', number>;
    const request = Buffer.alloc(16);
    [16, 80_877_102, processID, secretKey].forEach((n, place) => request.writeInt32BE(n, 4 * place));
    await expect
      .poll(async () => {
        const socket = createConnection(faults.proxy.port, '127.0.0.1');
        socket.end(request).resume();
        await once(socket, 'close');
        return Promise.race([sleeping, new Promise((resolve) => setTimeout(resolve, 10))]);
      })
      .toBe('57014');
  }); // prettier-ignore

  test('what is copied in and out', async () => {
    const client = await connect();
    const lines = Array.from({ length: 20_000 }, (_, n) => `line ${n}\n`);
    await copy(client, lines);
    const { rows } = await witness.query('SELECT count(*)::int AS count FROM said');
    expect(rows).toEqual([{ count: 20_000 }]);
    const cut = faults.cut({ at: 'copy', when: 'sent', how: 'fin' });
    expect(await failureOf(copy(client, ['lost\n']))).toBe(heard.fin);
    await cut.done;
  });
});

/** What node-postgres has for those who copy, and its types don't. */
type Copying = { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void };

async function copy(client: pg.Client, lines: string[]): Promise<void> {
  const query = Object.assign(new pg.Query('COPY said FROM STDIN'), {
    handleCopyInResponse(connection: Copying) {
      for (const line of lines) connection.sendCopyFromChunk(Buffer.from(line));
      connection.endCopyFrom();
    },
  });
  client.query(query);
  await once(query, 'end');
}
