import type { Page } from '@playwright/test';
import { isForm } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';
import { bringDeeds, type Deed, signInOwner } from './small-deeds';

type Tab = { page: Page; deed: Deed };

const test = faulty.extend<{ tabs: Tab[]; expectDone: () => Promise<void> }>({
  /** Each deed's page in a tab of its own, opened one after the other: a slow machine's shop turns so many at once away. */
  tabs: async ({ page, shop, faults, javaScriptEnabled }, use) => {
    const direct = { ...shop, databaseUrl: faults.upstreamUrl };
    const owner = await signInOwner(page, direct);
    const tabs: Tab[] = [];
    for (const deed of await bringDeeds(page, direct, owner)) {
      const tab = await page.context().newPage();
      await tab.goto(deed.path);
      if (javaScriptEnabled) {
        await expect.poll(() => tab.evaluate(() => '__remixRouter' in window)).toBe(true);
      }
      await deed.first?.(tab);
      tabs.push({ page: tab, deed });
    }
    await use(tabs);
  },

  /** Expects that each was done since the tabs were opened, and once. */
  expectDone: async ({ tabs, faults }, use) => {
    const [begun] = await query<{ now: string }>(faults.upstreamUrl, 'SELECT now()::text AS now');
    await use(async () => {
      for (const { page, deed } of tabs) {
        await expect(again({ page, deed }), deed.button).toHaveCount(0);
        if (deed.event === null) await expect(page.getByText('this would happen')).toBeVisible();
      }
      const done = await query<{ event: string }>(
        faults.upstreamUrl,
        `SELECT event FROM audit_entry WHERE at > $1 AND event NOT LIKE 'sign-%' ORDER BY event COLLATE "C"`,
        [begun?.now ?? ''],
      );
      const events = tabs.flatMap(({ deed }) => deed.event ?? []);
      expect(done.map(({ event }) => event)).toEqual(events.sort());
      for (const { page } of tabs) await page.close();
    });
  },
});

const again = ({ page, deed }: Tab) =>
  page.getByRole('button', { name: deed.again ?? 'Save again' });

async function press({ page, deed }: Tab): Promise<number> {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => isForm(response.request())),
    page.getByRole('button', { name: deed.button }).first().click(),
  ]);
  return answer.status();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('what was asked for while the database was away waits in sight, and is done once', async ({
      tabs,
      expectDone,
      faults,
    }) => {
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
      await expectDone();
    });
  });
}

test('what a signed-out person asked for is done once they have signed in on the spot', async ({
  page,
  shop,
  tabs,
  expectDone,
}) => {
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
  await expectDone();
});

test('what was asked for, and its answer lost, waits in sight, and is done once', async ({
  tabs,
  expectDone,
}) => {
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
  await expectDone();
});
