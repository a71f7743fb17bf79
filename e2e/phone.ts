import { expect, type Locator, type Page } from '@playwright/test';

/** The narrowest that there is. */
export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** Expects that a page of the admin goes nowhere beyond the screen's edge, and that fingers meet what they aim at. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(wide, name).toBeLessThanOrEqual(phone.viewport.width);
  const targets = page.locator(
    'a:visible, button:visible, summary:visible, select:visible, label.check:visible',
  );
  expect.soft(await tooSmall(targets, 'p a, .skip'), name).toEqual([]);
  const actions = page.locator('.page-head-sticky > .actions > *').last();
  if ((await actions.count()) > 0) await expect.soft(actions).toBeInViewport({ ratio: 1 });
}

/** Those that a finger does not meet for sure, with their sizes in px. @param but a selector of those that may be small. */
export function tooSmall(targets: Locator, but: string): Promise<string[]> {
  return targets.evaluateAll(
    (all, selector) =>
      all
        .filter((target) => !target.matches(selector))
        .map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ box, text }) => `${text}: ${box.width} x ${box.height}`),
    but,
  );
}
