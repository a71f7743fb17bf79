import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Faults } from '../../e2e/faults/faults';

const databaseUrl = process.env.DATABASE_URL ?? '';
const faults = await Faults.start(databaseUrl);
// The shop's own door leads through the proxy: so it is opened after that.
process.env.DATABASE_URL = faults.url;
const { disconnect } = await import('~/db.server');
const { productSchema } = await import('~/models/product');
const { copyProduct } = await import('~/models/product-copy.server');
const { createProduct } = await import('~/models/product-write.server');

const witness = new pg.Client({ connectionString: databaseUrl });
beforeAll(() => witness.connect());
afterEach(() => faults.heal());
afterAll(async () => {
  await disconnect();
  await witness.end();
  await faults.stop();
});

const save = () => ({ key: randomUUID(), actor: 'mia' });

test.each(['before', 'sent', 'answered', 'reply'] as const)(
  'a copy whose COMMIT is cut %s is there once, whole, however often it is asked for',
  async (when) => {
    const made = await createProduct(save(), {
      input: productSchema.parse({
        ...{ slug: `mug-${when}`, status: 'active', title: 'Mug', currency: 'EUR' },
        options: ['Colour'],
        variants: ['Blue', 'Red'].map((colour) => ({
          ...{ options: [colour], sku: `${when}-${colour}`, priceMinor: 1200, stock: 3 },
        })),
      }),
    });
    if (!made.ok) throw new Error(made.message);
    const { done } = faults.cut({ at: 'commit', when, how: 'rst', times: 2 });
    const key = save();
    const copied = await copyProduct(key, made.id);
    await done;
    expect(copied).toMatchObject({ ok: true });
    const again = await Promise.all([copyProduct(key, made.id), copyProduct(key, made.id)]);
    expect(again).toEqual([
      { ...copied, replayed: true },
      { ...copied, replayed: true },
    ]);
    const { rows } = await witness.query(
      `SELECT p.id, p.status, p.version, array_agg(v.sku ORDER BY v.position) AS skus,
         (SELECT count(*)::int FROM product_change c WHERE c.product_id = p.id) AS changes
       FROM product p JOIN variant v ON v.product_id = p.id
       WHERE p.slug LIKE 'mug-' || $1 || '-copy%' GROUP BY p.id`,
      [when],
    );
    const skus = [`${when}-Blue-COPY`, `${when}-Red-COPY`];
    const { id } = copied as { id: string };
    expect(rows).toEqual([{ id, status: 'draft', version: 1, skus, changes: 1 }]);
  },
);
