import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './admin-fixture';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the admin, ${colorScheme}`, async ({ admin: page }) => {
    test.setTimeout(90_000);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/admin/products');
    const first = await page.locator('table.products th[scope=row] a').first().getAttribute('href');
    const paths = ['/admin', '/admin/products', '/admin/products/new', '/admin/categories'];
    if (first) paths.push(first, `${first}/delete`);
    await page.goto('/admin/categories');
    const category = await page.locator('.row-name a').first().getAttribute('href');
    if (category) paths.push(category, `${category}/delete`);
    for (const path of [
      ...paths,
      '/admin/categories/new',
      '/admin/products?q=nothing%20at%20all',
    ]) {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html ?? ''}`)).toEqual(
        [],
      );
    }
  });
}
