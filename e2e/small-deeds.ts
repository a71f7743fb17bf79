import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { openSession, signed } from './admin-fixture';
import { placesOn } from './hostile-places';
import { query } from './query';
import { expect } from './fixtures';

/** A button of the admin that does something at once. */
export type Deed = {
  /** What the audit log calls it; null where it does not tell of it. */
  event: string | null;
  path: string;
  button: string;
  /** What sends it again, where it is not the button of a change that waits. */
  again?: string;
  /** What is to be done on the page before the button is there. */
  first?: (page: Page) => Promise<void>;
};

type Shop = { url: string; databaseUrl: string; owner: { email: string } };

/** Signs a browser in as the demo shop's owner. @returns their id */
export async function signInOwner(page: Page, { url, databaseUrl, owner }: Shop): Promise<string> {
  const [session] = await query<{ id: string; userId: string }>(
    databaseUrl,
    `INSERT INTO admin_session (id, user_id, expires_at)
     SELECT gen_random_uuid(), id, now() + interval '1 day' FROM admin_user WHERE email = $1
     RETURNING id, user_id AS "userId"`,
    [owner.email],
  );
  if (!session) throw new Error('There is no owner.');
  const { hostname: domain } = new URL(url);
  const value = signed(session.id);
  await page.context().addCookies([{ name: 'holdfast_admin', value, domain, path: '/' }]);
  return session.userId;
}

/** All of them, each on something of its own, made ready anew. */
export async function bringDeeds(page: Page, shop: Shop, owner: string): Promise<Deed[]> {
  const { databaseUrl } = shop;
  const place = async (path: string, at = 0) =>
    (await placesOn(databaseUrl, owner)({ id: '', path, index: false })[at]?.()) ?? '';
  const products = await query<{ id: string; version: number }>(
    databaseUrl,
    `SELECT id, version FROM product WHERE status = 'active' ORDER BY id DESC LIMIT 7`,
  );
  const [archived, deleted, restored, copied, tagged, ...binned] = products.map(
    ({ id }) => `/admin/products/${id}`,
  );
  const post = async (path: string, form: Record<string, string | number>) => {
    const headers = { Origin: shop.url };
    const sent = { form: { key: randomUUID(), ...form }, headers };
    expect((await page.request.post(`${shop.url}${path}`, sent)).status()).toBe(200);
  };
  const version = (at: number) => products[at]?.version ?? 0;
  await post(`${restored}/status`, { version: version(2), status: 'draft' });
  await post(`${restored}/status`, { version: version(2) + 1, status: 'active' });
  for (const [index, path] of binned.entries()) {
    await post(`${path}/delete`, { version: version(index + 5) });
  }
  const bin = binned.map((path) => path.replace('products', 'bin'));
  const person = async () =>
    `/admin/people/${(await openSession(databaseUrl, { role: 'editor' })).userId}`;
  const mapping = await place('/admin/imports/:id', 1);
  const ready = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO catalogue_import (id, status, file_name, actor, size, received, created)
     VALUES ($1, 'ready', 'ready.csv', $2, 1, 1, 1)`,
    [ready, owner],
  );
  const category = randomUUID();
  await query(
    databaseUrl,
    `INSERT INTO category (id, slug, title) VALUES ($1::uuid, ($1::uuid)::text, 'For a while')`,
    [category],
  );
  await query(databaseUrl, 'DELETE FROM product_view');
  await query(
    databaseUrl,
    `INSERT INTO product_view (id, user_id, name, search) VALUES (gen_random_uuid(), $1, 'Old', 'stock=out')`,
    [owner],
  );
  return [
    { event: 'product.saved', path: archived ?? '', button: 'Archive' },
    { event: 'product.deleted', path: `${deleted}/delete`, button: 'Move to the bin' },
    { event: 'product.restored', path: `${restored}/history`, button: 'Restore version' },
    { event: 'product.returned', path: bin[0] ?? '', button: 'Bring back' },
    { event: 'product.purged', path: bin[1] ?? '', button: 'Delete for good' },
    { event: 'product.made', path: `${copied}/duplicate`, button: 'Duplicate' },
    {
      event: 'products.bulk',
      path: `/admin/products/bulk?id=${tagged?.split('/').pop()}&change=tags&mode=add&tags=${category}`,
      button: 'Change one product',
    },
    {
      event: 'products.bulk-returned',
      path: await place('/admin/products/bulk/:id'),
      button: 'Take it back',
    },
    { event: null, path: mapping, button: 'Check the file', again: 'Check the file' },
    { event: 'import.cancelled', path: `/admin/imports/${ready}`, button: 'Import nothing' },
    {
      event: 'person.role',
      path: await person(),
      button: 'Change the role',
      first: async (page) => {
        await page.getByLabel('Role').selectOption('viewer');
      },
    },
    { event: 'person.password', path: await person(), button: 'Give a one-time password' },
    {
      event: 'person.removed',
      path: await person(),
      button: 'Remove for good',
      first: (page) => page.locator('summary', { hasText: 'Remove' }).click(),
    },
    {
      event: 'category.deleted',
      path: `/admin/categories/${category}/delete`,
      button: 'Delete for good',
    },
    { event: 'view.deleted', path: '/admin/products/views', button: 'Delete Old' },
    {
      event: 'view.saved',
      path: '/admin/products?status=active',
      button: 'Save the view',
      first: async (page) => {
        await page.getByText('Save as a view').click();
        await page.getByLabel('Name', { exact: true }).fill('New');
      },
    },
  ];
}
