import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';
const faults = await Faults.start(databaseUrl);
// The shop's own door leads through the proxy: so it is opened after that.
process.env.DATABASE_URL = faults.url;
const { importCatalogue } = await import('~/catalogue/import.server');
const { checkDatabase, disconnect } = await import('~/db.server');
const { catalogueFile } = await import('../../scripts/test/catalogue');

const witness = new pg.Client({ connectionString: databaseUrl });
let folder = '';

beforeAll(async () => {
  await witness.connect();
  folder = await mkdtemp(join(tmpdir(), 'holdfast-import-cut-'));
});
beforeEach(() => witness.query('TRUNCATE product, category, write_key CASCADE'));
afterEach(() => faults.heal());
afterAll(async () => {
  await disconnect();
  await witness.end();
  await faults.stop();
  await rm(folder, { recursive: true });
});

async function importMugs(price: string) {
  const rows = Array.from({ length: 20 }, (_, n) => `mug-${n + 1},Mug ${n + 1},${price},mugs`);
  const path = join(folder, 'mugs.csv');
  await writeFile(path, ['Handle,Title,Variant Price,Categories', ...rows].join('\n'));
  return importCatalogue(await catalogueFile(path), { currency: 'EUR' });
}

async function stored() {
  const { rows } = await witness.query<Record<string, number>>(`SELECT
    (SELECT count(*)::int FROM product) AS products,
    (SELECT count(*)::int FROM variant) AS variants,
    (SELECT count(*)::int FROM category) AS categories,
    (SELECT sum(version)::int FROM product) AS versions,
    (SELECT count(*)::int FROM write_key WHERE actor = 'catalogue:import') AS keys`);
  return rows[0];
}

const { counters } = (await checkDatabase()) as { counters: { resolvedByKey: number } };

const once = { products: 20, variants: 20, categories: 1 };

test.each(['before', 'sent', 'answered', 'reply'] as const)(
  'an import whose COMMIT is cut %s writes each product once, and counts it',
  async (when) => {
    await witness.query(
      `INSERT INTO category (id, slug, title, updated_at) VALUES (gen_random_uuid(), 'mugs', 'Mugs', now())`,
    );
    const before = counters.resolvedByKey;
    const made = faults.cut({ at: 'commit', when, how: 'rst' });
    expect(await importMugs('12.50')).toMatchObject({ created: 20, refused: 0, problems: [] });
    await made.done;
    expect(await stored()).toEqual({ ...once, versions: 20, keys: 1 });
    const lookedUp = counters.resolvedByKey - before;
    if (when === 'before') expect(lookedUp).toBe(0);
    if (when === 'answered' || when === 'reply') expect(lookedUp).toBe(1);

    const changed = faults.cut({ at: 'commit', when, how: 'rst', times: 3 });
    expect(await importMugs('13.50')).toMatchObject({ created: 0, changed: 20, refused: 0 });
    await changed.done;
    expect(await stored()).toEqual({ ...once, versions: 40, keys: 21 });
  },
);

test('a category that an import makes is made once', async () => {
  const { done } = faults.cut({ at: 'commit', when: 'answered', how: 'rst' });
  expect(await importMugs('12.50')).toMatchObject({ created: 20, warnings: [{ line: 2 }] });
  await done;
  expect(await stored()).toEqual({ ...once, versions: 20, keys: 2 });
});

test('the same file again is another import: what was changed in between is as the file says', async () => {
  await importMugs('12.50');
  await witness.query(`UPDATE variant SET price_minor = 1 WHERE sku IS NULL`);
  expect(await importMugs('12.50')).toMatchObject({ created: 0, changed: 20 });
  expect(await importMugs('12.50')).toMatchObject({ changed: 0, unchanged: 20 });
});
