import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectNoAxeFindings } from './axe';
import { expect, save, test } from './admin-fixture';

const picture = () =>
  sharp({ create: { width: 400, height: 300, channels: 3, background: '#345678' } })
    .png()
    .toBuffer();

async function leaveAndSignIn(page: Page, owner: { email: string; password: string }) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: /^Sign in/ }).click();
  const tab = await opened;
  await tab.getByLabel('E-mail address').fill(owner.email);
  await tab.getByLabel('Password').fill(owner.password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await expect(tab.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await tab.close();
}

/** With a slip at first; the save then goes on by itself. */
async function signInOnTheSpot(page: Page, owner: { email: string; password: string }) {
  const dialog = page.getByRole('dialog', { name: 'You were signed out' });
  await dialog.getByLabel('E-mail address').fill(owner.email);
  await dialog.getByLabel('Password').fill('not the password');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('the password is wrong');
  await expectNoAxeFindings(page);
  await dialog.getByLabel('Password').fill(owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a session that ended takes nothing that was typed along', async ({
      admin: page,
      shop,
    }) => {
      const title = `Typed for an hour, ${javaScriptEnabled ? 'with' : 'without'} scripts`;
      await page.goto('/admin/products/new');
      await page.getByLabel('Title', { exact: true }).fill(title);
      await page.getByLabel('Description', { exact: true }).fill('Thrown **by hand**.');
      await page.getByLabel('Price, EUR').fill('24.50');
      await page.getByLabel('Mugs & cups').check();
      await page.context().clearCookies();
      expect(await save(page)).toBe(401);
      await expect(page.getByRole('alert')).toContainText('you are signed out');
      await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
      if (javaScriptEnabled) {
        await signInOnTheSpot(page, shop.owner);
      } else {
        await leaveAndSignIn(page, shop.owner);
        await page.getByRole('button', { name: 'Save' }).click();
      }
      await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
      await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
      await expect(page.getByLabel('Description', { exact: true })).toHaveValue(
        'Thrown **by hand**.',
      );
      await expect(page.getByLabel('Price, EUR')).toHaveValue('24.50');
      await expect(page.getByLabel('Mugs & cups')).toBeChecked();
      await page.goto('/admin/products?q=typed+for+an+hour');
      await expect(page.getByRole('link', { name: title })).toHaveCount(1);
    });
  });
}

test('a picture chosen after the session ended is sent, and the save goes on, once signed in', async ({
  admin: page,
  shop,
}) => {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill('A mug and its picture');
  await page.getByLabel('Price, EUR').fill('12.00');
  await page.context().clearCookies();
  await page
    .getByLabel('Add pictures')
    .setInputFiles([{ name: 'mug.png', mimeType: 'image/png', buffer: await picture() }]);
  const dialog = page.getByRole('dialog', { name: 'You were signed out' });
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The product is saved as soon as they are here.')).toBeVisible();
  await dialog.getByLabel('E-mail address').fill(shop.owner.email);
  await dialog.getByLabel('Password').fill(shop.owner.password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(page.getByLabel('What picture 1 shows')).toBeVisible();
});

test('a picture that never arrives leaves the form as it is', async ({ admin: page }) => {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill('Half a product');
  await page.route('**/admin/images', (route) => route.abort('connectionreset'));
  await page
    .getByLabel('Add pictures')
    .setInputFiles([{ name: 'mug.png', mimeType: 'image/png', buffer: Buffer.from('a mug') }]);
  await expect(page.getByText('The shop did not answer')).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Half a product');
});
