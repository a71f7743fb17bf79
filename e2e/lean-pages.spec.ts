import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const pages = ['/', '/products', '/categories/table', '/products/harbour-mug', '/search?q=mug'];

/** Bytes that may come over the wire for a page, headers and all. */
const most = { withoutPictures: 30_000, scripts: 15_000 };

for (const path of pages) {
  test(`${path} is light`, async ({ page }) => {
    const arrived: Promise<{ type: string; bytes: number }>[] = [];
    page.on('requestfinished', (request) => {
      arrived.push(
        request.sizes().then(({ responseBodySize, responseHeadersSize }) => ({
          type: request.resourceType(),
          bytes: responseBodySize + responseHeadersSize,
        })),
      );
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const sizes = await Promise.all(arrived);
    const sum = (types: (type: string) => boolean) =>
      sizes.filter(({ type }) => types(type)).reduce((all, { bytes }) => all + bytes, 0);
    expect(sum((type) => type === 'document')).toBeGreaterThan(1_000);
    expect(sum((type) => type === 'stylesheet')).toBeGreaterThan(1_000);
    expect(sum((type) => type !== 'image')).toBeLessThanOrEqual(most.withoutPictures);
    expect(sum((type) => type === 'script')).toBeLessThanOrEqual(most.scripts);
  });
}

type Shown = { src: string; needed: number; offered: number[]; chosen: number };

/** Each picture that was fetched: how many of the screen's pixels it covers, and the rendition it came in. */
function pictures(page: Page): Promise<Shown[]> {
  return page.evaluate(() =>
    [...document.images]
      .filter((image) => image.complete && image.naturalWidth > 0)
      .map((image) => {
        const { width, height } = image.getBoundingClientRect();
        const ratio = Number(image.getAttribute('width')) / Number(image.getAttribute('height'));
        const cut = getComputedStyle(image).objectFit === 'cover';
        const { srcset } = image.closest('picture')?.querySelector('source') ?? image;
        return {
          src: image.currentSrc,
          needed: (cut ? Math.max(width, height * ratio) : width) * devicePixelRatio,
          offered: [...srcset.matchAll(/ (\d+)w/g)].map(([, offered]) => Number(offered)),
          chosen: Number(/(\d+)\.(avif|webp)$/.exec(image.currentSrc)?.[1]),
        };
      }),
  );
}

for (const [width, ratios] of [
  [360, [1, 2, 3]],
  [768, [1, 2]],
  [1440, [1, 2]],
] as const) {
  for (const deviceScaleFactor of ratios) {
    test(`pictures come as large as they are shown, at ${width} px and ${deviceScaleFactor} to each`, async ({
      browser,
      shop,
    }) => {
      const context = await browser.newContext({
        baseURL: shop.url,
        viewport: { width, height: 800 },
        deviceScaleFactor,
      });
      const page = await context.newPage();
      for (const path of ['/', '/categories/table', '/products/harbour-mug']) {
        await page.goto(path, { waitUntil: 'networkidle' });
        const shown = await pictures(page);
        expect(shown.length).toBeGreaterThan(1);
        for (const { src, needed, offered, chosen } of shown) {
          const what = `${path}: ${src} for ${needed} pixels, of ${String(offered)}`;
          // Neither blurred, where there is a larger one, nor larger than the next smaller would have done for.
          if (chosen !== Math.max(...offered)) {
            expect(chosen, what).toBeGreaterThanOrEqual(needed * 0.9);
          }
          const smaller = Math.max(0, ...offered.filter((one) => one < chosen));
          expect(smaller, what).toBeLessThan(needed * 1.12);
        }
      }
      await context.close();
    });
  }
}

test('a picture keeps its place, comes in two formats, and waits until it is near', async ({
  page,
}) => {
  for (const path of pages) {
    await page.goto(path);
    const images = page.locator('main .picture img');
    const described = await images.evaluateAll((all) =>
      all.map((image) => ({
        sized: image.hasAttribute('width') && image.hasAttribute('height'),
        webp: image.getAttribute('srcset')?.includes('.webp ') ?? false,
        avif: image.parentElement?.querySelector('source[type="image/avif"][srcset]') !== null,
        late: image.getAttribute('loading') === 'lazy',
        first: image.getAttribute('fetchpriority') === 'high',
      })),
    );
    expect(described.length).toBeGreaterThan(3);
    for (const one of described) {
      expect(one, path).toMatchObject({ sized: true, webp: true, avif: true });
      expect(one.late, path).toBe(!one.first);
    }
    // A list begins with a phone's row of cards; elsewhere one picture is the page's own.
    expect(described.filter(({ first }) => first).length, path).toBeLessThanOrEqual(2);
  }
  await page.goto('/products/harbour-mug');
  await expect(page.locator('img[fetchpriority="high"]')).toHaveCount(1);
});

test('the next page may be made ready before it is asked for, the admin never', async ({
  page,
  request,
}) => {
  const preload = await page.context().newCDPSession(page);
  await preload.send('Preload.enable');
  const asked = new Set<string>();
  const errors: unknown[] = [];
  preload.on('Preload.ruleSetUpdated', ({ ruleSet }) => errors.push(ruleSet.errorMessage));
  preload.on('Preload.preloadingAttemptSourcesUpdated', ({ preloadingAttemptSources }) => {
    for (const { key } of preloadingAttemptSources) asked.add(new URL(key.url).pathname);
  });
  await page.goto('/categories/table');
  await page.evaluate(() => {
    for (const href of ['/admin', '/admin/login', '/products/harbour-mug']) {
      document.body.append(Object.assign(document.createElement('a'), { href }));
    }
  });
  await expect.poll(() => [...asked]).toContain('/products/harbour-mug');
  expect(errors).toEqual([undefined]);
  expect([...asked].filter((path) => path.startsWith('/admin'))).toEqual([]);
  expect(asked.has('/products')).toBe(true);

  const answers = await Promise.all(['/nothing-here', '/admin/login'].map((at) => request.get(at)));
  for (const answer of answers) expect(answer.headers()['speculation-rules']).toBeUndefined();
});
