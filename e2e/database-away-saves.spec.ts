import { mergeTests } from '@playwright/test';
import pg from 'pg';
import { isForm, test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';

const test = mergeTests(faulty, signedIn);

type Row = { version: number; title: string };

/** Asks the database past the proxy. */
async function find(databaseUrl: string, id: string): Promise<Row | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Row>('SELECT version, title FROM product WHERE id = $1', [
    id,
  ]);
  await client.end();
  return rows[0];
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('what was typed while the database was away is saved once when it is back', async ({
      admin: page,
      faults,
    }) => {
      test.setTimeout(90_000);
      await page.goto('/admin/products?status=active');
      await page.locator('table.products th[scope=row] a').first().click();
      await expect(page.getByLabel('Title', { exact: true })).toBeVisible();
      const id = new URL(page.url()).pathname.split('/').pop() ?? '';
      const before = await find(faults.upstreamUrl, id);
      const title = `Typed during an outage, ${javaScriptEnabled ? 'with' : 'without'} scripts`;
      await page.getByLabel('Title', { exact: true }).fill(title);
      await page.getByLabel('Tags').fill('outage, patience');

      await faults.refuse();
      faults.reset();
      const [answer] = await Promise.all([
        page.waitForResponse((response) => isForm(response.request()), {
          timeout: 60_000,
        }),
        page.getByRole('button', { name: 'Save', exact: true }).click(),
      ]);
      expect(answer.status()).toBe(503);
      await expect(page.getByRole('alert')).toContainText('The database is not answering');
      await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
      await expect(page.getByLabel('Tags')).toHaveValue('outage, patience');
      expect(await find(faults.upstreamUrl, id)).toEqual(before);

      if (javaScriptEnabled) {
        await expect(page.getByText('It is sent again by itself until it is saved.')).toBeVisible();
        await faults.heal();
        await expect(page.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 30_000 });
      } else {
        await faults.heal();
        await expect(async () => {
          await page.getByRole('button', { name: 'Save', exact: true }).click();
          await expect(page.getByText('Saved.', { exact: true })).toBeVisible({ timeout: 5_000 });
        }).toPass({ timeout: 30_000 });
      }
      await expect(page.getByLabel('Tags')).toHaveValue('outage, patience');
      expect(await find(faults.upstreamUrl, id)).toEqual({
        version: (before?.version ?? 0) + 1,
        title,
      });
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a row that is changed in the table while the database is away waits in sight, and is saved once', async ({
      admin: page,
      faults,
    }) => {
      await page.goto('/admin/products?status=active');
      const row = page.locator('table.products tr[data-editable]').first();
      const path = (await row.locator('th a').getAttribute('href')) ?? '';
      const id = path.split('/').pop() ?? '';
      const before = await find(faults.upstreamUrl, id);
      const price = row.locator('input[name=price]');
      const typed = javaScriptEnabled ? '21.10' : '21.20';
      await price.fill(typed);
      await faults.refuse();
      faults.reset();
      await price.press('Enter');
      await expect(page.getByRole('alert').first()).toContainText('The database is not answering');
      expect(await find(faults.upstreamUrl, id)).toEqual(before);
      await faults.heal();
      if (javaScriptEnabled) {
        await expect(page.getByText('Saved', { exact: true })).toBeVisible();
      } else {
        await expect(async () => {
          await page.getByRole('button', { name: 'Save again' }).click();
          await expect(price).toBeVisible({ timeout: 5_000 });
        }).toPass({ timeout: 30_000 });
      }
      await expect(price).toHaveValue(typed);
      expect((await find(faults.upstreamUrl, id))?.version).toBe((before?.version ?? 0) + 1);
    });

    test('a category that is moved while the database is away waits in sight, and is moved once', async ({
      admin: page,
      faults,
    }) => {
      test.setTimeout(90_000);
      await page.goto('/admin/categories');
      const titles = () => page.locator('.row-name a').allTextContents();
      const before = await titles();
      const buttons = page.getByRole('button', { name: /^Move .* down$/ });
      const button = buttons.and(page.locator(':enabled')).last();
      const name = (await button.getAttribute('aria-label')) ?? '';
      await faults.refuse();
      faults.reset();
      await button.click();
      await expect(page.getByRole('alert').first()).toContainText('The database is not answering');
      await expect(page.getByText('The move is not forgotten')).toBeVisible();
      if (javaScriptEnabled) {
        expect(await titles()).toEqual(before);
        await buttons.and(page.locator(':enabled')).first().click();
        await expect(page.getByText('was not moved: the one before waits')).toBeVisible();
        await faults.heal();
      } else {
        await faults.heal();
        await expect(async () => {
          await page.getByRole('button', { name: 'Save again' }).click();
          await expect(page.locator('.row-name').first()).toBeVisible({ timeout: 5_000 });
        }).toPass({ timeout: 30_000 });
      }
      const title = /^Move (.*) down$/.exec(name)?.[1] ?? '';
      await expect(page.getByText(`${title} is number`)).toBeVisible({ timeout: 30_000 });
      const moved = [...before];
      const at = moved.indexOf(title);
      moved.splice(at, 2, moved[at + 1] ?? '', title);
      expect(await titles()).toEqual(moved);
      await page.getByRole('button', { name: `Move ${title} up`, exact: true }).click();
      await expect.poll(titles).toEqual(before);
    });
  });
}
