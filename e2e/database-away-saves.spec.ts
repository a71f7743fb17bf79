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
