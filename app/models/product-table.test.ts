import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disconnect } from '~/db.server';
import { PAGE_SIZE, parseTableQuery, tableHref, tableSearch } from '~/models/product-table';
import { getProductTable } from '~/models/product-table.server';
import { fillCatalogue } from '../../scripts/bench/catalogue';

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
const parse = (text: string) => parseTableQuery(new URLSearchParams(text));

beforeAll(async () => {
  await client.connect();
  await fillCatalogue(client, 6_000);
});
afterAll(() => Promise.all([client.end(), disconnect()]));

/** The same list, by the plainest statement there is. */
async function plainly(where: string, order: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT p.id FROM product p WHERE ${where} ORDER BY ${order}`,
  );
  return rows.map(({ id }) => id);
}

const newest = 'p.updated_at DESC, p.id DESC';
const low =
  'EXISTS (SELECT FROM variant v WHERE v.product_id = p.id AND v.track_stock AND v.stock <= 5)';
const room = `(SELECT id FROM category WHERE parent_id IS NULL ORDER BY position LIMIT 1)`;

describe('filters', () => {
  test.each<[string, string, string]>([
    ['stock=out', 'NOT p.available', newest],
    ['stock=in&sort=title', 'p.available', 'p.title, p.id'],
    ['stock=low&status=draft', `${low} AND p.status = 'draft'`, newest],
    ['tag=linen', `'linen' = ANY (p.tags)`, newest],
    [
      'tag=linen&stock=out&status=archived',
      `'linen' = ANY (p.tags) AND NOT p.available AND p.status = 'archived'`,
      newest,
    ],
    [
      'min=20&max=22,50&sort=price&dir=asc',
      'p.price_min BETWEEN 2000 AND 2250',
      'p.price_min, p.id',
    ],
    ['min=300', 'p.price_min >= 30000', newest],
    ['tag=no such tag', 'false', newest],
  ])('%s', async (search, where, order) => {
    const wanted = await plainly(where, order);
    const query = parse(search);
    const first = await getProductTable(query);
    expect(first.products.map(({ id }) => id)).toEqual(wanted.slice(0, PAGE_SIZE));
    expect(first.total > first.most).toBe(wanted.length > first.most);
    expect(Math.min(first.total, first.most)).toBe(Math.min(wanted.length, first.most));
    expect(first.most).toBeGreaterThanOrEqual(PAGE_SIZE);
    const third = await getProductTable({ ...query, page: 3 });
    expect(third.products.map(({ id }) => id)).toEqual(wanted.slice(2 * PAGE_SIZE, 3 * PAGE_SIZE));
  });

  test('a category takes those below it in', async () => {
    const { rows } = await client.query<{ id: string }>(`SELECT ${room} AS id`);
    const wanted = await plainly(
      `EXISTS (SELECT FROM product_category m JOIN category c ON c.id = m.category_id
        WHERE m.product_id = p.id AND ${room} IN (c.id, c.parent_id))`,
      newest,
    );
    const { products } = await getProductTable(parse(`category=${rows[0]?.id ?? ''}`));
    expect(wanted.length).toBeGreaterThan(PAGE_SIZE);
    expect(products.map(({ id }) => id)).toEqual(wanted.slice(0, PAGE_SIZE));
  });

  test('what is far and few is counted to the end, in a category too', async () => {
    const { rows } = await client.query<{ id: string; tag: string }>(
      `SELECT m.category_id AS id, tag FROM product p JOIN product_category m ON m.product_id = p.id, unnest(p.tags) AS tag
        GROUP BY m.category_id, tag HAVING count(*) BETWEEN 2 AND 5 ORDER BY 1, 2 LIMIT 1`,
    );
    const { id = '', tag = '' } = rows[0] ?? {};
    const wanted = await plainly(
      `'${tag}' = ANY (p.tags) AND p.id IN (SELECT product_id FROM product_category WHERE category_id = '${id}')`,
      newest,
    );
    const { products, total } = await getProductTable(parse(`category=${id}&tag=${tag}`));
    expect(products.map((product) => product.id)).toEqual(wanted);
    expect(total).toBe(wanted.length);
  });

  test('what a search finds is narrowed, however much it finds', async () => {
    const { rows } = await client.query<{ word: string }>(
      `SELECT word FROM product_word GROUP BY word HAVING count(*) > 1500 LIMIT 1`,
    );
    const word = rows[0]?.word ?? '';
    const wanted = await plainly(`'${word}' = ANY (p.words) AND NOT p.available`, newest);
    const { products, counts } = await getProductTable(parse(`q=${word}&stock=out`));
    expect(wanted.length).toBeGreaterThan(0);
    expect(products.map(({ id }) => id)).toEqual(wanted.slice(0, PAGE_SIZE));
    expect(counts?.all).toBe(wanted.length);
  });
});

describe('its address', () => {
  test.each([
    ['category=all', ''],
    ['category=__proto__&tag=%00&stock=plenty&min=-1&max=1e9', ''],
    ['min=12,50&max=99.5', 'min=12.50&max=99.5'],
    [`tag=${'x'.repeat(100_000)}`, `tag=${'x'.repeat(200)}`],
    ['min=999999999999', ''],
    ['stock=out&page=0&dir=up&sort=name', 'stock=out'],
    ['stock=out&page=3', 'stock=out&page=3'],
  ])('%s says no more than %s', (text, wanted) => {
    expect(tableSearch(parse(text)).toString()).toBe(wanted);
  });

  test('a change of it begins at the first page', () => {
    const query = parse('tag=red&stock=out&page=3');
    expect(tableHref(query, { stock: '' })).toBe('/admin/products?tag=red');
    expect(tableHref(parse(''), {})).toBe('/admin/products?status=all');
  });
});
