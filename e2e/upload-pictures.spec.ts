import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './admin-fixture';
import { openShop } from './fixtures';
import { query } from './query';

/** A PNG that no other test has. */
function picture(background: string, side = 400): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer();
}

async function files(...backgrounds: string[]) {
  return Promise.all(
    backgrounds.map(async (background) => ({
      name: `${background.slice(1)}.png`,
      mimeType: 'image/png',
      buffer: await picture(background),
    })),
  );
}

async function openForm(page: Page, title: string, url = ''): Promise<Locator> {
  await page.goto(`${url}/admin/products/new`);
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByLabel('Price, EUR').fill('12.00');
  return page.locator('.image-list > li');
}

/** The files of a product's pictures in their order, and how often each is stored. */
const stored = (databaseUrl: string, title: string) =>
  query<{ color: string; files: number }>(
    databaseUrl,
    `SELECT f.color, (SELECT count(*)::int FROM image_file o WHERE o.color = f.color) AS files
     FROM product p JOIN product_image i ON i.product_id = p.id JOIN image_file f ON f.id = i.file_id
     WHERE p.title = $1 ORDER BY i.position`,
    [title],
  );

const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => expect(page.getByText('Saved.', { exact: true })).toBeVisible();

/** What a browser hands to the page when files are dropped on it, or pasted. */
function bring(page: Page, event: 'drop' | 'paste', brought: Awaited<ReturnType<typeof files>>) {
  const list = brought.map(({ name, buffer }) => ({ name, text: buffer.toString('base64') }));
  return page.evaluate(
    ({ event, list }) => {
      const data = new DataTransfer();
      for (const { name, text } of list) {
        const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: 'image/png' }));
      }
      const init = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        event === 'drop'
          ? new DragEvent('drop', { ...init, dataTransfer: data })
          : new ClipboardEvent('paste', { ...init, clipboardData: data }),
      );
    },
    { event, list },
  );
}

test('pictures are chosen, dropped on the page and pasted, and stay in that order', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const list = await openForm(page, 'Brought together');
  await page.getByLabel('Add pictures').setInputFiles(await files('#102030', '#112030'));
  await expect(list).toHaveCount(2);
  await bring(page, 'drop', await files('#122030', '#132030'));
  await expect(list).toHaveCount(4);
  await bring(page, 'paste', await files('#142030'));
  await expect(list).toHaveCount(5);
  // The same again is there already.
  await bring(page, 'paste', await files('#142030'));
  await expect(page.getByText('6 pictures added.')).toBeVisible();
  await expect(list).toHaveCount(5);
  await save(page);
  await saved(page);
  expect(await stored(databaseUrl, 'Brought together')).toEqual(
    ['#102030', '#112030', '#122030', '#132030', '#142030'].map((color) => ({ color, files: 1 })),
  );
});

test('a save waits for pictures on their way; one is called off, one is not taken', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const list = await openForm(page, 'Saved while uploading');
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/admin/images', async (route) => {
    await gate;
    await route.continue();
  });
  await page.getByLabel('Add pictures').setInputFiles(await files('#202031', '#212031', '#222031'));
  await expect(page.getByRole('progressbar', { name: 'Upload of 202031.png' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel 212031.png' }).click();
  await save(page);
  await expect(page.getByText('is saved as soon as they are here')).toBeVisible();
  expect(await stored(databaseUrl, 'Saved while uploading')).toEqual([]);
  release();
  await saved(page);
  const colors = (await stored(databaseUrl, 'Saved while uploading')).map(({ color }) => color);
  expect(colors).toEqual(['#202031', '#222031']);

  await page
    .getByLabel('Add pictures')
    .setInputFiles([{ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no') }]);
  await expect(page.getByText('This is no JPEG')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Dismiss notes.png' })).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss notes.png' }).click();
  await expect(page.getByText('This is no JPEG')).toHaveCount(0);
  await expect(list).toHaveCount(2);
});

test('a server that is killed in the middle of an upload has the picture once when it is back', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const first = await openShop(databaseUrl);
  const { url } = first.shop;
  const list = await openForm(page, 'Cut and resumed', url);
  // Slow enough to be under way when the server dies.
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 64 * 1024,
  });
  const noise = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#30a0b0',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  expect(noise.length).toBeGreaterThan(128 * 1024);
  await page
    .getByLabel('Add pictures')
    .setInputFiles([{ name: 'noise.png', mimeType: 'image/png', buffer: noise }]);
  const bar = page.getByRole('progressbar', { name: 'Upload of noise.png' });
  await expect(bar).not.toHaveAttribute('value', '0');
  process.kill(first.pid, 'SIGKILL');
  await first.died;
  await expect(page.getByText('The shop did not answer. It is sent again')).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Cut and resumed');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  const second = await openShop(databaseUrl, 'production', Number(new URL(url).port));
  await page.getByRole('button', { name: 'Try noise.png again' }).click();
  await expect(list).toHaveCount(1);
  await save(page);
  await saved(page);
  const [row, ...more] = await stored(databaseUrl, 'Cut and resumed');
  expect(more).toEqual([]);
  expect(row?.files).toBe(1);
  await second.stop();
});

test('an upload that finds nobody signed in goes on after signing in elsewhere', async ({
  admin: page,
}) => {
  const list = await openForm(page, 'Signed out');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.getByLabel('Add pictures').setInputFiles(await files('#402032'));
  const dialog = page.getByRole('dialog', { name: 'You were signed out' });
  await expect(dialog).toBeVisible();
  await page.context().addCookies(cookies);
  await expect(dialog).toHaveCount(0);
  await expect(list).toHaveCount(1);
});
