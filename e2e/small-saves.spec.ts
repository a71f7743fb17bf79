import type { Page } from '@playwright/test';
import { isForm } from './admin-fixture';
import { expect, test } from './faults/fixtures';
import { query } from './query';
import { bringDeeds, type Deed, signInOwner } from './small-deeds';

type Tab = { page: Page; deed: Deed };

/** Opens each deed's page in a tab of its own, one after the other: a slow machine's shop turns thirteen at once away. */
async function openAll(page: Page, deeds: Deed[], javaScriptEnabled = true): Promise<Tab[]> {
  const tabs: Tab[] = [];
  for (const deed of deeds) {
    const tab = await page.context().newPage();
    await tab.goto(deed.path);
    if (javaScriptEnabled) {
      await expect.poll(() => tab.evaluate(() => '__remixRouter' in window)).toBe(true);
    }
    await deed.first?.(tab);
    tabs.push({ page: tab, deed });
  }
  return tabs;
}

const again = ({ page, deed }: Tab) =>
  page.getByRole('button', { name: deed.again ?? 'Save again' });

async function press({ page, deed }: Tab): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => isForm(response.request())),
    page.getByRole('button', { name: deed.button }).first().click(),
  ]);
  return answer.status();
}

/** Expects that each was done, and once. */
async function expectDone(databaseUrl: string, tabs: Tab[], since: string): Promise<void> {
  for (const { page, deed } of tabs) {
    await expect(again({ page, deed }), deed.button).toHaveCount(0);
    if (deed.event === null) await expect(page.getByText('this would happen')).toBeVisible();
  }
  const done = await query<{ event: string }>(
    databaseUrl,
    `SELECT event FROM audit_entry WHERE at > $1 AND event NOT LIKE 'sign-%' ORDER BY event COLLATE "C"`,
    [since],
  );
  const events = tabs.flatMap(({ deed }) => deed.event ?? []);
  expect(done.map(({ event }) => event)).toEqual(events.sort());
  for (const { page } of tabs) await page.close();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('what was asked for while the database was away waits in sight, and is done once', async ({
      page,
      shop,
      faults,
    }) => {
      const databaseUrl = faults.upstreamUrl;
      const owner = await signInOwner(page, { ...shop, databaseUrl });
      const deeds = await bringDeeds(page, { ...shop, databaseUrl }, owner);
      const tabs = await openAll(page, deeds, javaScriptEnabled);
      const since = await now(databaseUrl);
      await faults.refuse();
      faults.reset();
      expect(await Promise.all(tabs.map(press))).toEqual(tabs.map(() => 503));
      for (const { page, deed } of tabs) {
        const said = page.getByRole('alert');
        await expect(said, deed.button).toContainText('The database is not answering');
      }
      await faults.heal();
      if (!javaScriptEnabled) {
        for (const tab of tabs) {
          await expect(async () => {
            await again(tab).click();
            await expect(again(tab)).toHaveCount(0, { timeout: 5_000 });
          }).toPass();
        }
      }
      await expectDone(databaseUrl, tabs, since);
    });
  });
}

test('what a signed-out person asked for is done once they have signed in on the spot', async ({
  page,
  shop,
  faults,
}) => {
  const databaseUrl = faults.upstreamUrl;
  const owner = await signInOwner(page, { ...shop, databaseUrl });
  const tabs = await openAll(page, await bringDeeds(page, { ...shop, databaseUrl }, owner));
  const since = await now(databaseUrl);
  await page.context().clearCookies();
  expect(await Promise.all(tabs.map(press))).toEqual(tabs.map(() => 401));
  for (const [index, { page, deed }] of tabs.entries()) {
    const dialog = page.getByRole('dialog', { name: 'You were signed out' });
    await expect(dialog, deed.button).toBeVisible();
    if (index > 0) {
      await dialog.getByRole('button', { name: 'Not now' }).click();
      await again({ page, deed }).click();
      continue;
    }
    await dialog.getByLabel('E-mail address').fill(shop.owner.email);
    await dialog.getByLabel('Password').fill(shop.owner.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await expect(again({ page, deed })).toHaveCount(0);
  }
  await expectDone(databaseUrl, tabs, since);
});

test('what was asked for, and its answer lost, waits in sight, and is done once', async ({
  page,
  shop,
  faults,
}) => {
  const databaseUrl = faults.upstreamUrl;
  const owner = await signInOwner(page, { ...shop, databaseUrl });
  const tabs = await openAll(page, await bringDeeds(page, { ...shop, databaseUrl }, owner));
  const since = await now(databaseUrl);
  let lost = true;
  for (const tab of tabs) {
    await tab.page.route('**/*.data*', async (route) => {
      if (!lost || !isForm(route.request())) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await tab.page.getByRole('button', { name: tab.deed.button }).first().click();
  }
  for (const { page, deed } of tabs) {
    await expect(page.getByRole('alert'), deed.button).toContainText('The shop did not answer');
  }
  lost = false;
  await expectDone(databaseUrl, tabs, since);
});

async function now(databaseUrl: string): Promise<string> {
  const [row] = await query<{ now: string }>(databaseUrl, 'SELECT now()::text AS now');
  return row?.now ?? '';
}
