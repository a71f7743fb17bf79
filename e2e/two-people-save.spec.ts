import type { Page } from '@playwright/test';
import { expect, test } from './admin-fixture';

const title = (page: Page) => page.getByLabel('Title', { exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true });

/** A second browser, in which the same owner is signed in. */
const test2 = test.extend<{ colleague: Page }>({
  colleague: async ({ admin, browser, shop, javaScriptEnabled }, use) => {
    const context = await browser.newContext({ baseURL: shop.url, javaScriptEnabled });
    await context.addCookies(await admin.context().cookies());
    await use(await context.newPage());
    await context.close();
  },
});

for (const javaScriptEnabled of [true, false]) {
  test2.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test2.use({ javaScriptEnabled });

    test2('the second to save sees what differs, and chooses', async ({ admin, colleague }) => {
      await admin.goto('/admin/products?status=active');
      await admin.locator('table.products th[scope=row] a').first().click();
      await expect(title(admin)).toBeVisible();
      const form = admin.url();
      const before = await title(admin).inputValue();
      await colleague.goto(form);
      await title(colleague).fill(`${before}, theirs`);
      await save(colleague).click();
      await expect(colleague.getByText('Saved.', { exact: true })).toBeVisible();

      await title(admin).fill(`${before}, mine`);
      await save(admin).click();
      await expect(admin.getByRole('alert')).toContainText('someone else saved this product');
      const row = admin.getByRole('row', { name: 'Title' });
      await expect(row).toContainText(`${before}, mine`);
      await expect(row).toContainText(`${before}, theirs`);
      await expect(title(admin)).toHaveValue(`${before}, mine`);
      await admin.getByRole('button', { name: 'Save mine over it' }).click();
      await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
      await expect(title(admin)).toHaveValue(`${before}, mine`);

      await title(colleague).fill(before);
      await save(colleague).click();
      await colleague.getByRole('link', { name: 'Drop mine' }).click();
      await expect(title(colleague)).toHaveValue(`${before}, mine`);
      await expect(colleague.getByRole('alert')).toHaveCount(0);
    });
  });
}
