import sharp from 'sharp';
import { cloneDatabase } from '../scripts/test/database.js';
import { startObjectStore } from '../scripts/test/object-store';
import { signInOn } from './admin-fixture';
import { expect, openShop, test } from './fixtures';

test('pictures in an object store: shown, said to be away while it is, and there again', async ({
  page,
  request,
}) => {
  const objects = await startObjectStore();
  const server = process.env.HOLDFAST_TEST_SERVER ?? '';
  const databaseUrl = await cloneDatabase(server, 'object_store', 'demo');
  // Kept pictures would be shown with the store away.
  const environment = { ...objects.environment, CACHE_BYTES: '0' };
  Object.assign(process.env, environment);
  const { shop, stop } = await openShop(databaseUrl);
  for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);

  await signInOn(page, shop);
  await page.goto(`${shop.url}/admin/products/new`);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill('Harbour lantern');
  await page.getByLabel('Price, EUR').fill('12');
  await page.getByLabel('Status', { exact: true }).selectOption('active');
  const add = async (name: string, background: string) =>
    page.getByLabel('Add pictures').setInputFiles({
      name,
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 400, height: 400, channels: 3, background } })
        .png()
        .toBuffer(),
    });

  await objects.stop();
  await add('away.png', '#884400');
  await expect(
    page.getByRole('listitem').filter({ hasText: 'away.png' }).getByRole('alert'),
  ).toHaveText(
    'The store for pictures is not answering, so this one was not kept. Add it again in a moment.',
  );
  await page.getByRole('button', { name: 'Dismiss away.png' }).click();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Harbour lantern');
  expect(shop.log()).toContain('object-store.away');

  await objects.start();
  await add('lantern.png', '#224466');
  await page.getByLabel('What picture 1 shows').fill('A lantern');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'View in shop' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Harbour lantern');
  const picture = page.getByRole('img', { name: 'A lantern' }).first();
  const source = await picture.getAttribute('src');
  const seen = () => request.get(`${shop.url}${source}`);
  expect((await seen()).headers()['content-type']).toBe('image/webp');

  await objects.stop();
  const missed = await seen();
  expect(missed.status()).toBe(503);
  expect(missed.headers()['cache-control']).toBe('no-store');
  expect((await request.get(page.url())).status()).toBe(200);
  await objects.start();
  expect((await seen()).status()).toBe(200);

  await stop();
  await objects.remove();
});
