import { expect, type Page } from '@playwright/test';

/** The narrowest that there is. */
export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

/** Expects that a page of the admin goes nowhere beyond the screen's edge, and that fingers meet what they aim at. */
export async function expectToFit(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect.soft(wide, name).toBeLessThanOrEqual(phone.viewport.width);
  const small = await page
    .locator('a:visible, button:visible, summary:visible, select:visible, label.check:visible')
    .evaluateAll((all) =>
      all
        .filter((target) => !target.matches('p a, .skip'))
        .map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ box, text }) => `${text}: ${box.width} x ${box.height}`),
    );
  expect.soft(small, name).toEqual([]);
  const actions = page.locator('.page-head-sticky > .actions > *').last();
  if ((await actions.count()) > 0) await expect.soft(actions).toBeInViewport({ ratio: 1 });
}
