import { expectNoAxeFindingsInAnyLight } from './axe';
import { expect, signInOn, test } from './admin-fixture';
import { expectToFit, phone } from './phone';
import { query } from './query';
import { forgetProducts, forms } from './screens/forms';
import { forgetImports, imports } from './screens/imports';
import { others } from './screens/others';

for (const [of, screens] of Object.entries({ forms, imports, others })) {
  test(`axe finds nothing on what only actions lead to, light and dark, and it fits a phone: ${of}`, async ({
    page,
    browser,
    shop: { url, databaseUrl },
  }) => {
    const userId = await signInOn(page, { url, databaseUrl });
    const cookies = await page.context().cookies();
    for (const { name, open } of screens) {
      await test.step(name, async () => {
        const context = await browser.newContext({ ...phone, baseURL: url });
        await context.addCookies(cookies);
        const screen = await context.newPage();
        screen.on('dialog', (dialog) => void dialog.accept());
        const ends: (() => Promise<unknown>)[] = [];
        await open(screen, { databaseUrl, userId, afterwards: (end) => ends.push(end) });
        await expect(screen.getByRole('heading').first()).toBeVisible();
        await expectToFit(screen, name);
        await expectNoAxeFindingsInAnyLight(screen);
        await context.close();
        for (const end of ends) await end();
      });
    }
    await forgetProducts(databaseUrl);
    await forgetImports(databaseUrl);
    await query(databaseUrl, 'DELETE FROM admin_user WHERE id = $1', [userId]);
  });
}
