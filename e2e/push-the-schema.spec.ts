import pg from 'pg';
import { query } from './query';
import { expect, test } from './fixtures';
import { openOnOldSchema } from './old-shop';
import { bringPeople } from './people';
import { manage } from './remote-script';

/** What the old version's database holds, and what has to be there afterwards. */
const holdings = `
  SELECT (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM variant) AS variants,
         (SELECT count(*)::int FROM product_image) AS images, (SELECT count(*)::int FROM category) AS categories,
         (SELECT md5(string_agg(concat_ws(' ', id, slug, title, description, tags), '|' ORDER BY id)) FROM product) AS text`;

test('a new version on an old schema: told, planned, and pushed under load without losing anything', async ({
  request,
}) => {
  const { shop, stop } = await openOnOldSchema('old_schema');
  const { url, databaseUrl } = shop;
  try {
    const [before] = await query<{ products: number }>(databaseUrl, holdings);
    const schema = async () =>
      ((await (await request.get(`${url}/healthz`)).json()) as { schema: string }).schema;
    await expect.poll(schema).toBe('behind');
    const health = await manage(url, ['health']);
    expect(health.status).toBe(0);
    expect(health.said).toContain('"schema":"behind"');

    // What doesn't need what is missing is served; the rest says to come again.
    for (const path of ['/', '/products', '/categories', '/search?q=mug']) {
      expect((await request.get(url + path)).status(), path).toBe(200);
    }
    const product = await request.get(`${url}/products/harbour-mug`);
    expect(product.status()).toBe(503);
    expect(product.headers()['retry-after']).toBe('10');

    const planned = await manage(url, ['plan']);
    expect(planned.status).toBe(0);
    for (const line of [
      'product.badge: 7 values gone (drop column)',
      'wish: 3 rows gone (drop table)',
      `product.product_updated: ${before?.products} rows are indexed, saves wait meanwhile (index)`,
    ]) {
      expect(planned.said).toContain(line);
    }
    const fingerprint = /Fingerprint: ([0-9a-f]{64})/.exec(planned.said)?.[1] ?? '';

    const refused = await manage(url, ['push-schema']);
    expect(refused.status).toBe(3);
    expect(refused.complained).toContain('refused: It would destroy data');
    expect(refused.complained).toContain(fingerprint);
    expect((await manage(url, ['push-schema', '--accept', '0'.repeat(64)])).status).toBe(3);
    expect(await query(databaseUrl, 'SELECT FROM wish')).toHaveLength(3);

    const people = await bringPeople({
      url,
      databaseUrl,
      paths: ['/', '/products?sort=price-asc'],
      products: ['harbour-mug'],
    });
    // Somebody reads for long, too: the push has to make way and come again.
    const reader = new pg.Client({ connectionString: databaseUrl });
    await reader.connect();
    await reader.query('BEGIN; SELECT FROM product LIMIT 1');
    const pushing = manage(url, ['push-schema', '--accept', fingerprint]);
    const waits = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'product'::regclass";
    while ((await query(databaseUrl, waits)).length === 0);
    while ((await query(databaseUrl, waits)).length > 0);
    await reader.query('COMMIT');
    await reader.end();
    const pushed = await pushing;
    expect(pushed.complained + pushed.said).toContain('done:');
    expect(pushed.status).toBe(0);
    const since = people.answers.length;
    await expect.poll(() => people.answers.length).toBeGreaterThan(since + 20);
    const { said, kept } = await people.leave();
    expect(people.failed(), `of ${people.answers.length} requests`).toEqual([]);
    expect(said).toBeGreaterThan(2);
    expect(kept).toBe(said);
    expect(await query(databaseUrl, holdings)).toEqual([before]);
    expect(await schema()).toBe('current');
    await query(databaseUrl, `UPDATE product SET status = 'active' WHERE slug = 'harbour-mug'`);
    expect((await request.get(`${url}/products/harbour-mug`)).status()).toBe(200);

    const status = await manage(url, ['status']);
    expect(status.said).toMatch(/Schema: +current/);
    expect(status.said).toMatch(
      /done in \d+ ms, by the management secret from (::ffff:)?127\.0\.0\.1/,
    );
    expect(status.said).toMatch(/Applied, at try \d+/);
    for (const { seen } of [planned, refused, pushed, status]) {
      expect(seen).not.toBe('');
      expect(seen).not.toContain('management secret');
    }
    expect(shop.log()).not.toContain('management secret only');
  } finally {
    await stop();
  }
});
