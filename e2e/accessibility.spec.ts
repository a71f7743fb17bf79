import { expectNoAxeFindings, expectNoAxeFindingsInAnyLight } from './axe';
import { expect, test } from './fixtures';
import { tooSmall } from './phone';

const pages = [
  '/',
  '/products',
  '/products?sale=1&available=1&min=10',
  '/products?min=99999',
  '/products/harbour-mug',
  '/products/harbour-mug?option=Ink',
  '/products/shell-cup-and-saucer',
  '/categories',
  '/categories/table',
  '/search',
  '/search?q=mug',
  '/search?q=lantren',
  '/search?q=submarine+xylophone',
  '/nothing-here',
];
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

for (const path of pages) {
  test(`axe finds nothing on ${path}, on a phone and a desk, light and dark`, async ({ page }) => {
    await page.setViewportSize(phone);
    await page.goto(path);
    await expectNoAxeFindingsInAnyLight(page);
    await page.setViewportSize(desk);
    await expectNoAxeFindingsInAnyLight(page);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: phone });

  test('axe finds nothing in the open menu, filters and sort menu', async ({ page }) => {
    await page.goto('/products');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await expectNoAxeFindings(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await expectNoAxeFindings(page);
    await page.keyboard.press('Escape');
    await page.getByText('Sort: Newest').click();
    await expectNoAxeFindings(page);
  });

  for (const path of ['/', '/products', '/products/harbour-mug']) {
    test(`fingers meet what they aim at on ${path}`, async ({ page }) => {
      await page.goto(path);
      const targets = page.locator('a:visible, button:visible, summary:visible');
      const but = 'p a, .prose a, .skip, .card a, .tile a';
      expect(await tooSmall(targets, but)).toEqual([]);
    });
  }
});

test('the keyboard reaches the content, the search and an option', async ({ page }) => {
  await page.goto('/products/harbour-mug');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  const chalk = page.getByRole('link', { name: 'Chalk' });
  for (let i = 0; i < 15; i++) {
    await page.keyboard.press('Tab');
    if (await chalk.evaluate((link) => link === document.activeElement)) break;
  }
  await expect(chalk).toBeFocused();
  expect(await chalk.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/option=Chalk/);
});
