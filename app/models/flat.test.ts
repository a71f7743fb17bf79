import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseListing } from '~/listing';
import { searchWords } from '~/search-words';
import { fillCatalogue } from '../../scripts/bench/catalogue';

/**
 * Pages do about as much work in a large shop as in a small one: the same pages are asked for in a shop, and in one
 * ten times its size, and the blocks that PostgreSQL touched are compared. They are exact; times would not be.
 */
const sizes = [1_000, 10_000];
/** What a page may touch in the larger shop, about twice what it does. */
const bounds: Record<string, number> = {
  home: 7_000,
  product: 400,
  'all products': 1_000,
  'all products, filtered': 3_000,
  'all products, in a category': 6_000,
  'all products, last page': 1_000,
  category: 2_000,
  'category, filtered': 1_200,
  'category, last page': 3_500,
  'search, one word': 2_200,
  'search, two words': 2_300,
  'search, three words': 2_000,
  'search, a beginning': 3_700,
  'search, a name': 1_500,
  'search, mistyped': 4_200,
  'search, filtered': 3_600,
  sitemap: 150,
  'admin, products': 500,
  'admin, filtered': 2_000,
  'admin, search': 3_800,
};
/** Answered by another process, whose work is not counted here; its statements are those of the table. */
const elsewhere = ['admin, products, the whole answer'];
const measured = Object.keys(bounds);
const pagesOfEach = 5;

const url = process.env.DATABASE_URL ?? '';
// One connection, whose statistics can be asked to be there at once.
process.env.DATABASE_URL = `${url}?connection_limit=1`;
const { disconnect, read } = await import('~/db.server');
const { kinds, open } = await import('../../scripts/bench/pages');
const { getList } = await import('~/models/list.server');
const { findMeanings } = await import('~/models/search.server');

const client = new pg.Client({ connectionString: url });
const touched = new Map<string, { blocks: number; scanned: string[] }[]>();

beforeAll(async () => {
  await client.connect();
  for (const size of sizes) {
    await makeShop(size);
    for (const kind of measured) {
      const before = await statistics();
      for (let n = 0; n < pagesOfEach; n += 1) await open(kind, n);
      touched.set(kind, [
        ...(touched.get(kind) ?? []),
        difference(before, await statistics(), size),
      ]);
    }
  }
}, 300_000);
afterAll(() => Promise.all([client.end(), disconnect()]));

async function makeShop(size: number): Promise<void> {
  await client.query(
    'TRUNCATE product, category, image_file, search_word, product_word RESTART IDENTITY CASCADE',
  );
  await fillCatalogue(client, size);
}

test('each kind of page has its bound', () => {
  expect(
    Object.keys(kinds)
      .filter((kind) => !elsewhere.includes(kind))
      .sort(),
  ).toEqual([...measured].sort());
});

describe.each(measured)('%s', (kind) => {
  test('reads no table from end to end', () => {
    expect(touched.get(kind)?.at(-1)?.scanned).toEqual([]);
  });

  test('touches about as many blocks in a large shop as in a small one', () => {
    const [small, large] = (touched.get(kind) ?? []).map(({ blocks }) => blocks / pagesOfEach);
    expect(small).toBeGreaterThan(0);
    expect(large).toBeLessThan(bounds[kind] ?? NaN);
  });
});

/** Frequent words and rare ones, that go with each other often, seldom, never; whatever step of the work finds them. */
const searches = [
  'mug',
  'blue mug',
  'mug oak',
  'skittle plum',
  'hammock silk',
  'quay oak mug',
  'wool bowl tern',
  'samphire rattan mug',
  'mug plate',
  'umb moss',
  'autumn 2024 oak',
];
type Found = { id: string; available: boolean; price: number; sale: boolean; tags: string[] };
const narrowings: Record<string, (found: Found) => boolean> = {
  '': () => true,
  'available=1&max=80': ({ available, price }) => available && price <= 8_000,
  'sale=1': ({ sale }) => sale,
  'tag=oak': ({ tags }) => tags.includes('oak'),
  'sort=price': () => true,
};

describe.each(searches)('a search for %s', (query) => {
  let search: Awaited<ReturnType<typeof findMeanings>> & object;
  /** What reading every product finds. */
  let all: Found[];

  beforeAll(async () => {
    search = (await findMeanings(searchWords(query), false)) ?? [];
    expect(search).not.toHaveLength(0);
    const { rows } = await client.query<Found>(
      `SELECT id, available, price_min AS price, on_sale AS sale, tags FROM product
       WHERE status = 'active' AND published_at <= now()
        AND NOT EXISTS (SELECT FROM jsonb_array_elements($1::jsonb) AS meaning
          WHERE NOT EXISTS (SELECT FROM unnest(words) AS word WHERE meaning ? word))`,
      [JSON.stringify(search.map(({ words }) => words))],
    );
    all = rows;
  });

  test.each(Object.entries(narrowings))('finds it all, narrowed by %j', async (narrowed, isIn) => {
    const every = new Set(all.filter(isIn).map(({ id }) => id));
    const shown: string[] = [];
    for (let page = 1; page <= 20; page += 1) {
      const listing = parseListing(new URLSearchParams(`${narrowed}&page=${page}`), 'EUR');
      const list = await getList({ search }, listing, null, []);
      shown.push(...list.products.map(({ id }) => id));
      expect(list.complete ? every.size : Math.min(list.total, every.size)).toBe(list.total);
      if (list.complete && page * 24 >= list.total) break;
    }
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.filter((id) => !every.has(id))).toEqual([]);
    expect(shown.length).toBe(Math.min(every.size, 480));
  });
});

test('the shop that is measured is as the triggers would have made it', async () => {
  // Each product is the same in a shop of any size, and triggers take their time.
  await makeShop(1_000);
  const kept = async () => {
    const { rows } = await client.query(`
      SELECT (SELECT md5(string_agg(p::text, '' ORDER BY id)) FROM
          (SELECT id, search_text, words, price_min, price_max, on_sale, available FROM product) p) AS products,
        (SELECT md5(string_agg(c::text, '' ORDER BY product_id, category_id)) FROM product_category c) AS categories,
        (SELECT md5(string_agg(w::text, '' ORDER BY word, product_id)) FROM product_word w) AS words`);
    return rows[0] as unknown;
  };
  const before = await kept();
  await client.query(
    'UPDATE product SET words = DEFAULT, price_min = 0, on_sale = false, available = false',
  );
  await client.query('UPDATE product_category SET visible_from = DEFAULT, price_min = 0');
  await client.query('UPDATE variant SET stock = stock');
  await client.query("UPDATE product SET status = 'draft' WHERE status = 'active'");
  await client.query(
    "UPDATE product SET status = 'active' WHERE status = 'draft' AND published_at IS NOT NULL",
  );
  expect(await kept()).toEqual(before);
});

type Statistics = Map<string, { blocks: number; scanned: number }>;

/** Of each table: blocks of it and of its indexes touched so far, and rows read without an index. */
async function statistics(): Promise<Statistics> {
  await read((db) => db.$queryRaw`SELECT pg_stat_force_next_flush()::text`);
  const { rows } = await client.query<{ name: string; blocks: string; scanned: string }>(`
    SELECT relname AS name, seq_tup_read AS scanned,
      heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0) AS blocks
    FROM pg_statio_user_tables JOIN pg_stat_user_tables USING (relid, relname)`);
  return new Map(
    rows.map(({ name, blocks, scanned }) => [
      name,
      { blocks: Number(blocks), scanned: Number(scanned) },
    ]),
  );
}

/** Categories and picture files are few in any shop. */
const large = ['product', 'product_category', 'product_word', 'product_image', 'variant'];

function difference(before: Statistics, after: Statistics, size: number) {
  const of = (name: string) => {
    const [then, now] = [before.get(name), after.get(name)];
    return {
      blocks: (now?.blocks ?? 0) - (then?.blocks ?? 0),
      scanned: (now?.scanned ?? 0) - (then?.scanned ?? 0),
    };
  };
  return {
    blocks: [...after.keys()].reduce((sum, name) => sum + of(name).blocks, 0),
    scanned: large.filter((name) => of(name).scanned >= size),
  };
}
