import { expect, test } from './fixtures';

test('the home page opens', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/Holdfast/);
});

test('the front page shows the shop’s picture, beneath its words or behind them', async ({
  page,
}) => {
  for (const width of [390, 1100, 1280, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto('/');
    const picture = page.locator('.hero img');
    await expect(picture).toBeVisible();
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0);
    const [words, shown] = [
      await page.locator('.hero-words').boundingBox(),
      await picture.boundingBox(),
    ];
    if (!words || !shown) throw new Error('The hero is not there.');
    if (width < 1200) expect(shown.y).toBeGreaterThanOrEqual(words.y + words.height);
    else {
      expect(shown.width / shown.height).toBeCloseTo(2560 / 1067, 1);
      expect(words.width).toBeLessThan(shown.width / 2);
    }
  }
});

test('by night the front page shows the shop by candlelight', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  await expect
    .poll(() => page.locator('.hero img').evaluate((img: HTMLImageElement) => img.currentSrc))
    .toContain('/images/hero-evening-');
});

for (const path of ['/', '/products', '/products/harbour-mug', '/nothing-here']) {
  test(`${path} has icons that exist`, async ({ page, request }) => {
    await page.goto(path);
    const icons = await page
      .locator('link[rel=icon], link[rel=apple-touch-icon]')
      .evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
    expect(icons).toHaveLength(3);
    for (const icon of icons) {
      const answer = await request.get(icon);
      expect(answer.status()).toBe(200);
      expect(answer.headers()['content-type']).toMatch(/^image\//);
    }
  });
}

test('a page without a picture of its own is shared with the shop’s', async ({ page, request }) => {
  await page.goto('/products');
  const address = await page.locator('meta[property="og:image"]').getAttribute('content');
  const answer = await request.get(address ?? '');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('image/jpeg');
});
