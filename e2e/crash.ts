import type { BrowserContext, Page } from '@playwright/test';
import { expect } from './fixtures';

/** What is typed is kept a moment later. */
export async function expectKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain(text);
}

export async function expectNothingKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([]);
}

/** As a browser that falls over, or is taken away: nothing of the page runs any more. */
export async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

export async function reopen(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Until the browser has a route's script, of which it has no need yet. */
export async function expectAhead(page: Page, route: string): Promise<void> {
  const fetched = () => performance.getEntriesByType('resource').map(({ name }) => name);
  await expect.poll(async () => (await page.evaluate(fetched)).join()).toContain(`/${route}-`);
}
