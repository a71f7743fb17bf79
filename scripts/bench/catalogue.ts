import type pg from 'pg';
import { leaves, makers, materials, moods, prefixes, seasons, shades, suffixes } from './words';

/** Products made by one round of statements: few enough to see progress. */
const BATCH = 50_000;

const tables = ['product', 'product_option', 'product_image', 'variant', 'product_category'];

/**
 * Fills an empty database that has the schema with `count` believable products: variants, options, pictures,
 * categories and tags, unevenly liked as in real shops. The same every time: product n is the same in a shop of
 * any size, made by hashing n.
 *
 * A million rows one trigger at a time would take an hour: what the triggers would keep is written in sets, and
 * indexes are made at the end. A test holds the two together.
 */
export async function fillCatalogue(
  client: pg.ClientBase,
  count: number,
  onProgress: (done: number) => void = () => {},
): Promise<void> {
  await client.query("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'");
  await client.query("SET session_replication_role = 'replica'");
  const indexes = await dropIndexes(client);
  await client.query(functions);
  await client.query(pictures);
  await client.query(categories, [leaves.map(({ room }) => room), leaves.map(({ noun }) => noun)]);
  for (let from = 1; from <= count; from += BATCH) {
    const to = Math.min(count, from + BATCH - 1);
    await client.query(seeds, [
      from,
      to,
      leaves.map(({ noun }) => noun),
      leaves.map(({ price }) => price),
      [materials, shades, moods, makers].map((words) => words.length),
    ]);
    await client.query(variants);
    await client.query(products, [materials, shades, moods, makers, seasons, prefixes, suffixes]);
    for (const rest of [options, images, members, 'DROP TABLE seed']) await client.query(rest);
    onProgress(to);
  }
  await client.query(words);
  for (const index of indexes) await client.query(index);
  await client.query('RESET session_replication_role; RESET work_mem');
  await client.query('VACUUM ANALYZE');
}

/** @returns the statements that make them again */
async function dropIndexes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
      FROM pg_index WHERE indrelid = ANY ($1::regclass[]) AND NOT indisunique`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/**
 * h(n, salt): as good as random from 0 to 1, and always the same. skewed(...): an index from 1 to `size`,
 * the first ones far more often. made_id: ids that grow with n, as version 7 UUIDs do.
 */
const functions = `
  CREATE OR REPLACE FUNCTION pg_temp.h(n bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$
    SELECT (hashint8extended(n, salt) & 1048575) / 1048576.0 $$;
  CREATE OR REPLACE FUNCTION pg_temp.skewed(n bigint, salt int, size int) RETURNS int LANGUAGE sql IMMUTABLE AS $$
    SELECT 1 + floor(size * power(pg_temp.h(n, salt), 1.8))::int $$;
  CREATE OR REPLACE FUNCTION pg_temp.made_id(n bigint, salt int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(1500000000000 + n * 1000 + salt), 12, '0') || '7000a'
      || right(md5(n || '/' || salt), 15))::uuid $$`;

const pictures = `
  INSERT INTO image_file (id, width, height, widths, color)
  SELECT md5('picture ' || n), 640, 800, '{320,640}', '#c0b0a0' FROM generate_series(1, 200) n`;

/** $1 rooms and $2 nouns, in pairs: rooms at the top, nouns below. */
const categories = `
  WITH leaf AS (SELECT * FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS leaf(room, noun, n)),
  room AS (SELECT room, min(n) AS n FROM leaf GROUP BY room),
  top AS (
    INSERT INTO category (id, slug, title, position)
    SELECT pg_temp.made_id(n, 1), lower(room), room, n FROM room RETURNING id, title
  )
  INSERT INTO category (id, slug, title, position, parent_id)
  SELECT pg_temp.made_id(n, 2), replace(noun, ' ', '-') || 's', initcap(noun) || 's', n,
    (SELECT id FROM top WHERE title = room) FROM leaf`;

/** $1 to $2, $3 nouns, $4 their usual prices in minor units, $5 how many materials, shades, moods, makers. */
const seeds = `
  CREATE TEMP TABLE seed AS
  SELECT n, pg_temp.made_id(n, 0) AS id, leaf, ($3::text[])[leaf] AS noun,
    pg_temp.skewed(n, 2, ($5::int[])[1]) AS material, pg_temp.skewed(n, 3, ($5::int[])[2]) AS shade,
    pg_temp.skewed(n, 4, ($5::int[])[3]) AS mood, pg_temp.skewed(n, 5, ($5::int[])[4]) AS maker,
    100 * round(($4::int[])[leaf] * exp(1.6 * (pg_temp.h(n, 6) - 0.5)) / 100)::int + 95 AS price,
    CASE WHEN pg_temp.h(n, 7) < 0.4 THEN 1 ELSE 2 + floor(3 * pg_temp.h(n, 8))::int END AS variants,
    pg_temp.h(n, 9) AS fate,
    timestamptz '2026-01-01' - interval '1 second' * (hashint8extended(n, 10) & 134217727) AS published_at
  FROM (SELECT n, pg_temp.skewed(n, 1, cardinality($3::text[])) AS leaf FROM generate_series($1::int, $2) n) of`;

/** $1 materials, $2 shades, $3 moods, $4 makers, $5 seasons, $6 and $7 halves of names. Variants are there already. */
const products = `
  INSERT INTO product (id, slug, status, published_at, title, description, vendor, type, tags, currency,
    created_at, updated_at, search_text, words, price_min, price_max, on_sale, available)
  SELECT made.*, search_text, words_of(search_text), sum.price_min, sum.price_max, sum.on_sale, sum.available
  FROM (
    SELECT id, replace(lower(name || ' ' || noun), ' ', '-') || '-' || n AS slug,
      CASE WHEN fate < 0.04 THEN 'draft' WHEN fate < 0.06 THEN 'archived' ELSE 'active' END::product_status,
      CASE WHEN fate >= 0.04 THEN published_at + CASE WHEN fate > 0.99 THEN interval '50 years' ELSE '0' END END,
      initcap(name) || ' ' || ($1::text[])[material] || ' ' || noun AS title,
      repeat('A ' || noun || ' of ' || ($1::text[])[material] || ', ' || ($2::text[])[shade] || '. It lasts. ', 12),
      ($4::text[])[maker] AS vendor, initcap(noun) AS type,
      ARRAY[($1::text[])[material], ($2::text[])[shade], ($3::text[])[mood],
        ($5::text[])[1 + floor(extract(epoch FROM published_at - timestamptz '2021-09-01') / 31557600 * 2)::int
          % cardinality($5::text[])]] AS tags,
      'EUR', published_at AS created_at, published_at AS updated_at
    FROM (SELECT *, ($6::text[])[pg_temp.skewed(n, 11, cardinality($6::text[]))]
      || ($7::text[])[pg_temp.skewed(n, 12, cardinality($7::text[]))] AS name FROM seed) named
  ) made
  CROSS JOIN LATERAL (SELECT lower(concat_ws(' ', title, type, vendor, array_to_string(tags, ' '))) AS search_text) of
  JOIN (
    SELECT product_id, min(price_minor) AS price_min, max(price_minor) AS price_max,
      bool_or(coalesce(compare_at_minor > price_minor, false)) AS on_sale, bool_or(stock > 0) AS available
    FROM variant WHERE product_id IN (SELECT id FROM seed) GROUP BY product_id
  ) sum ON sum.product_id = made.id`;

const options = `
  INSERT INTO product_option (product_id, position, name)
  SELECT id, 1, 'Size' FROM seed WHERE variants > 1`;

const images = `
  INSERT INTO product_image (id, product_id, position, alt, file_id)
  SELECT pg_temp.made_id(n, 10 + place), id, place, noun, md5('picture ' || 1 + (n + place * 7) % 200)
  FROM seed, generate_series(1, 2) place`;

const variants = `
  INSERT INTO variant (id, product_id, position, option1, sku, price_minor, compare_at_minor, stock, weight_grams)
  SELECT pg_temp.made_id(n, 20 + place), id, place,
    CASE WHEN variants > 1 THEN (ARRAY['Small', 'Medium', 'Large', 'Grand'])[place] ELSE '' END,
    'HF-' || n || '-' || place, price * (9 + place) / 10,
    CASE WHEN pg_temp.h(n, 13) < 0.12 THEN price * (12 + place) / 10 END,
    greatest(0, floor(40 * pg_temp.h(n, 14 + place) - 3))::int, 350
  FROM seed, generate_series(1, variants) place`;

/** One category; of every seventh product two. */
const members = `
  INSERT INTO product_category (product_id, category_id, visible_from, title, price_min, available, on_sale, tags)
  SELECT p.id, member.category, visible_from(p.status, p.published_at), p.title, p.price_min, p.available, p.on_sale,
    p.tags
  FROM (
    SELECT id, pg_temp.made_id(leaf, 2) AS category FROM seed
    UNION ALL
    SELECT id, pg_temp.made_id(1 + (leaf + 37) % (SELECT count(*)::int FROM category WHERE parent_id IS NOT NULL), 2)
    FROM seed WHERE n % 7 = 0
  ) member JOIN product p USING (id)`;

/** In the index's order, which makes building it quick. */
const words = `
  INSERT INTO product_word (word, in_title, visible_from, product_id)
  SELECT t.word COLLATE "C", t.word = ANY (title.words), visible_from(p.status, p.published_at), p.id
  FROM product p, words_of(p.title) AS title(words), unnest(p.words) AS t(word) ORDER BY 1, 2, 3, 4;
  INSERT INTO search_word SELECT DISTINCT word FROM product_word ORDER BY word`;
