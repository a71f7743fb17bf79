import { createHash, randomUUID } from 'node:crypto';
import { query } from './query';
import type { Address } from './routes';

/** Makes ready what a form is of, anew each time, and says where it stands; null where that is nowhere. */
export type Place = () => Promise<string | null>;

/** Where the admin's routes are met, with what their addresses name. */
export function placesOn(databaseUrl: string, userId: string) {
  const owners: Record<string, string> = {
    products: 'SELECT id FROM product ORDER BY id LIMIT 1',
    categories: 'SELECT id FROM category ORDER BY id LIMIT 1',
    people: `SELECT id FROM admin_user WHERE id <> '${userId}' LIMIT 1`,
    bin: 'SELECT product_id AS id FROM product_bin LIMIT 1',
  };
  return ({ path }: Address): Place[] => {
    switch (path) {
      case '/admin/imports/:id':
        return Object.keys(importStates).map(
          (state) => () => bringImport(databaseUrl, userId, state as ImportState),
        );
      case '/admin/products':
        // Narrowed, it can be saved as a view.
        return [path, `${path}?status=active`].map((one) => () => Promise.resolve(one));
      case '/admin/products/:id/history':
        return [() => bringVersion(databaseUrl, userId)];
      case '/admin/products/bulk':
        return [() => Promise.resolve(`${path}?all=1&change=tags&mode=add&tags=hostile`)];
      case '/admin/products/bulk/:id':
        return [() => bringBulk(databaseUrl, userId)];
      default:
        return [() => pathOf(path)];
    }
  };

  async function pathOf(path: string): Promise<string | null> {
    if (!path.includes(':')) return path;
    const owner = owners[path.split('/')[2] ?? ''];
    const [row] = owner ? await query<{ id: string }>(databaseUrl, owner) : [];
    return row ? path.replace(':id', row.id) : null;
  }
}

/** A process that works on an import and never comes to an end. */
const busy = randomUUID();
const held = `runner = '${busy}', run_until = now() + interval '1 day'`;

/** Each state in which an import's page has forms. */
const importStates = {
  uploading: `size = NULL, received = 0`,
  mapping: '',
  checking: held,
  ready: 'created = 1',
  failed: `reason = 'It could not be read.'`,
  'done, with pictures that failed': 'pictures_failed = 1',
  'done, with pictures to come': `pictures_left = 1, ${held}`,
};
type ImportState = keyof typeof importStates;

/** @returns the page of a new import that is the only one. */
async function bringImport(databaseUrl: string, userId: string, state: ImportState) {
  await settled(databaseUrl);
  const id = randomUUID();
  const csv = Buffer.from('Name;Preis\nHostile cup;5,00\n');
  const [status = ''] = state.split(',');
  const pictures = status === 'done';
  await query(databaseUrl, 'DELETE FROM catalogue_import');
  await query(
    databaseUrl,
    `INSERT INTO catalogue_import (id, status, file_name, actor, size, received, dialect, mapping)
     VALUES ($1, $2, 'hostile.csv', $3, $4, $4, $5, '["title", "price"]')`,
    [id, status, userId, csv.length, { encoding: 'utf-8', delimiter: ';', decimal: ',' }],
  );
  await query(
    databaseUrl,
    'INSERT INTO import_part (import_id, start, hash, bytes) VALUES ($1, 0, $2, $3)',
    [id, createHash('sha256').update(csv).digest('hex'), csv],
  );
  const more = importStates[state];
  if (more) await query(databaseUrl, `UPDATE catalogue_import SET ${more} WHERE id = $1`, [id]);
  if (pictures) {
    await query(
      databaseUrl,
      `INSERT INTO import_picture (import_id, number, url, line, state)
       SELECT id, 1, 'http://127.0.0.1/cup.png', 2,
         (CASE WHEN pictures_left > 0 THEN 'waiting' ELSE 'failed' END)::import_picture_state
       FROM catalogue_import WHERE id = $1`,
      [id],
    );
  }
  return `/admin/imports/${id}`;
}

/** @returns the history of a product that was just saved, with an earlier version to go back to. */
async function bringVersion(databaseUrl: string, userId: string) {
  const [product] = await query<{ id: string }>(
    databaseUrl,
    `WITH saved AS (
       UPDATE product SET version = version + 1 WHERE id = (SELECT id FROM product ORDER BY id LIMIT 1)
       RETURNING id, version
     )
     INSERT INTO product_change (product_id, version, event, actor)
     SELECT id, version - n, 'saved', $1 FROM saved, generate_series(0, 1) n
     ON CONFLICT DO NOTHING RETURNING product_id AS id`,
    [userId],
  );
  return product ? `/admin/products/${product.id}/history` : null;
}

/** @returns the page of a change of many products that is done and can be taken back. */
async function bringBulk(databaseUrl: string, userId: string) {
  const id = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO bulk_change (id, change, actor, total, done)
     VALUES ($1, '{"kind": "tags", "mode": "add", "tags": ["hostile"]}', $2, 1, 1)`,
    [id, userId],
  );
  await query(
    databaseUrl,
    `INSERT INTO bulk_item (bulk_id, place, product_id, title, version, outcome)
     SELECT $1, 1, id, title, version, 'edited' FROM product ORDER BY id LIMIT 1`,
    [id],
  );
  return `/admin/products/bulk/${id}`;
}

/** Waits until nothing is done in the background any more for what was taken. */
export async function settled(databaseUrl: string): Promise<void> {
  const underWay = `
    SELECT id FROM catalogue_import
    WHERE (status IN ('checking', 'running') OR pictures_left > 0 OR run_until > now())
      AND runner IS DISTINCT FROM '${busy}'
    UNION ALL SELECT id FROM bulk_change WHERE coalesce(returned, done) < total`;
  while ((await query(databaseUrl, underWay)).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
