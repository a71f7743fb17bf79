import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CatalogueListener } from '~/db/listener.server';
import { readDatabaseSettings } from '~/db/settings.server';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';

let faults: Faults;
/** Another instance, a person with psql: whoever writes past the shop. */
let other: pg.Client;
let listener: CatalogueListener;
/** What was heard, each change as its tags in order; '*' for everything. */
let heard: string[];

/** Statements that were answered over other connections. */
let answered = 0;

function listen(): void {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  listener = new CatalogueListener(
    readDatabaseSettings(faults.url),
    {
      changed: (tags) => heard.push(tags.join(' ')),
      everythingChanged: () => heard.push('*'),
    },
    silent,
    () => answered,
  );
  listener.start();
}

const listening = () => expect.poll(() => listener.state, { interval: 5 }).toBe('listening');

beforeAll(async () => {
  faults = await Faults.start(databaseUrl);
  other = new pg.Client({ connectionString: databaseUrl });
  await other.connect();
});
beforeEach(async () => {
  heard = [];
  await other.query('DELETE FROM product; DELETE FROM category');
  listen();
  await listening();
  heard = [];
});
afterEach(async () => {
  listener.stop();
  await faults.heal();
});
afterAll(async () => {
  await other.end();
  await faults.stop();
});

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const insertProducts = (from: number, to: number) =>
  other.query(
    `INSERT INTO product (id, slug, title, currency)
     SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'p' || n, 'P', 'EUR'
     FROM generate_series($1::int, $2::int) n`,
    [from, to],
  );
const insertVariant = () =>
  other.query(
    `INSERT INTO variant (id, product_id, position, price_minor, stock) VALUES ($1, $2, 1, 500, 5)`,
    [id(9), id(1)],
  );

/** What is heard of a change, in the order in which it is said. */
async function hearing(change: () => Promise<unknown>): Promise<string[]> {
  await listener.caughtUp();
  heard = [];
  await change();
  await listener.caughtUp();
  return heard;
}

describe('a change is told by what it touches', () => {
  beforeEach(() => insertProducts(1, 2));

  test('a product, to its page and to lists', async () => {
    const change = () => other.query(`UPDATE product SET title = 'Jug' WHERE slug = 'p1'`);
    expect(await hearing(change)).toEqual([`products product:${id(1)}`]);
    const remove = () => other.query(`DELETE FROM product WHERE slug = 'p2'`);
    expect(await hearing(remove)).toEqual([`products product:${id(2)}`]);
  });

  test('what is in stock, to the product’s page; whether any is, to lists too', async () => {
    await insertVariant();
    const sell = (stock: number) => () => other.query('UPDATE variant SET stock = $1', [stock]);
    expect(await hearing(sell(4))).toEqual([`product:${id(1)}`]);
    expect((await hearing(sell(0))).sort()).toEqual([
      `product:${id(1)}`,
      `products product:${id(1)}`,
    ]);
  });

  test('a price, to lists too, even where the lowest stays', async () => {
    await insertVariant();
    const change = () => other.query('UPDATE variant SET compare_at_minor = 400');
    expect(await hearing(change)).toEqual([`products product:${id(1)}`]);
  });

  test('a category, to all that name it; a product’s place in one, to the product and lists', async () => {
    const make = () =>
      other.query(`INSERT INTO category (id, slug, title) VALUES ($1, 'lamps', 'Lamps')`, [id(7)]);
    expect(await hearing(make)).toEqual(['categories']);
    const place = () =>
      other.query('INSERT INTO product_category (product_id, category_id) VALUES ($1, $2)', [
        id(1),
        id(7),
      ]);
    expect(await hearing(place)).toEqual([`products product:${id(1)}`]);
  });

  test('a statement that changes nothing tells nothing, nor does what is rolled back', async () => {
    expect(await hearing(() => other.query(`UPDATE product SET title = 'x' WHERE false`))).toEqual(
      [],
    );
    const undo = () => other.query(`BEGIN; UPDATE product SET title = 'x'; ROLLBACK`);
    expect(await hearing(undo)).toEqual([]);
  });

  test('an emptied table, as everything', async () => {
    expect(await hearing(() => other.query('TRUNCATE product CASCADE'))).toContain('*');
  });
});

test('10,000 new products in one transaction are told in a few words', async () => {
  const importThem = async () => {
    await other.query('BEGIN');
    for (let from = 1; from <= 10_000; from += 1_000) await insertProducts(from, from + 999);
    await other.query('COMMIT');
  };
  expect(await hearing(importThem)).toEqual(['*']);
  const names = await hearing(() =>
    other.query(
      `UPDATE product SET vendor = 'x' WHERE number IN (SELECT number FROM product ORDER BY number LIMIT 100)`,
    ),
  );
  expect(names).toHaveLength(1);
  expect(names[0]?.split(' ')).toHaveLength(101);
});

describe('a lost connection is made anew, and what happened meanwhile counts as everything', () => {
  test.each(['reset', 'close'] as const)('after a %s', async (how) => {
    faults[how]();
    await expect.poll(() => listener.gaps, { interval: 5 }).toBe(1);
    await listening();
    expect(heard).toEqual(['*']);
    expect(await hearing(() => insertProducts(1, 1))).toEqual([`products product:${id(1)}`]);
  });

  test('after an outage, once the database is back', async () => {
    await faults.refuse();
    faults.reset();
    await expect.poll(() => listener.state, { interval: 5 }).toBe('away');
    expect(heard).toEqual([]);
    await insertProducts(1, 1);
    await faults.heal();
    await listening();
    expect(heard).toEqual(['*']);
  });

  test('where it alone is turned away, the database is not taken to be gone', async () => {
    await faults.refuse();
    faults.reset();
    await expect.poll(() => listener.state, { interval: 5 }).toBe('away');
    answered += 1;
    await expect.poll(() => listener.state, { interval: 5 }).toBe('deaf');
    await faults.heal();
    await listening();
    expect(heard).toEqual(['*']);
  });

  test('after silence, which it finds by asking', async () => {
    faults.blackhole();
    await listener.caughtUp();
    expect(heard, 'what can’t be known counts as changed').toEqual(['*']);
    await faults.heal();
    await listening();
    expect(heard.length).toBeGreaterThan(1);
  });
});

test('a process that was held up does not take its own silence for the line’s', async () => {
  const { gaps } = listener;
  const caughtUp = listener.caughtUp();
  await new Promise((resolve) => setImmediate(resolve));
  const until = performance.now() + 1_200;
  while (performance.now() < until);
  await caughtUp;
  expect({ gaps: listener.gaps, heard }).toEqual({ gaps, heard: [] });
});

test('where the database tells nothing, it says so, and listens once it does', async () => {
  listener.stop();
  await other.query('ALTER TRIGGER catalogue_updated ON product RENAME TO of_another_version');
  try {
    listen();
    await expect.poll(() => listener.state, { interval: 5 }).toBe('deaf');
    await listener.caughtUp();
    expect(heard).toEqual(['*']);
  } finally {
    await other.query('ALTER TRIGGER of_another_version ON product RENAME TO catalogue_updated');
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  listener.hurry();
  await listening();
});

test('many who wait at a time ask one after the other', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  await Promise.all(Array.from({ length: 20 }, () => listener.caughtUp()));
  // Warnings are told at the end of a turn.
  await new Promise(setImmediate);
  process.off('warning', onWarning);
  expect(warnings.map(({ message }) => message)).toEqual([]);
  expect(heard).toEqual([]);
});
