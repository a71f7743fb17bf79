import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { inProject } from '../scripts/paths.js';

/** Half a megabyte. AxeBuilder would send twice as much of it, twice for each look. */
const source = readFileSync(inProject('node_modules/axe-core/axe.min.js'), 'utf8');
const nothing = '0';

/**
 * Expects that axe finds nothing on a page as it stands. Axe runs inside the page: to put together what it finds in
 * frames, of which the shop has none, it would open a second page each time.
 * @param tags of the rules to try; all of them without any
 * @param within a selector of the part to look at; all of the page when not said
 */
export async function expectNoAxeFindings(
  page: Page,
  { tags = [], within }: { tags?: string[]; within?: string } = {},
): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const axe = new AxeBuilder({ page, axeSource: nothing })
    .options({ resultTypes: ['violations'] })
    .setLegacyMode();
  if (tags.length > 0) axe.withTags(tags);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, page.url()).toEqual([]);
}

/** The same in light and in dark, where only colours are others. */
export async function expectNoAxeFindingsInAnyLight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectNoAxeFindings(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectNoAxeFindings(page, { tags: ['cat.color'] });
}
