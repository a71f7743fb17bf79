import type { Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { expect, save, test } from './admin-fixture';
import { query } from './query';

async function open(page: Page, databaseUrl: string) {
  const [product] = await query<{ id: string; slug: string }>(
    databaseUrl,
    `SELECT id, slug FROM product WHERE status = 'active' ORDER BY slug LIMIT 1 OFFSET 3`,
  );
  await page.goto(`/admin/products/${product?.id}`);
  return product?.slug ?? '';
}

const text = `# Care

Wash **gently** & dry.

- <script>window.hacked = true</script>one
- <img src=x onerror="window.hacked = true">two

[there](javascript:window.hacked=true) <b onclick="window.hacked=true">bold</b>`;

test('the description is shown as the shop shows it, while one writes', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  const slug = await open(page, databaseUrl);
  await page.locator('summary').getByText('Preview of the description').click();
  const field = page.getByLabel('Description', { exact: true });
  const preview = page.locator('.text-preview .prose');
  await field.fill(text);
  await expect(preview.locator('strong').first()).toHaveText('gently');
  await expect(preview.getByText('two')).toBeVisible();

  // In the middle of the text: the caret stays where one writes.
  await field.evaluate((area: HTMLTextAreaElement) => {
    const at = area.value.indexOf('gently');
    area.setSelectionRange(at, at);
  });
  await page.keyboard.type('very ');
  await expect(preview.locator('strong').first()).toHaveText('very gently');
  await page.keyboard.type('so ');
  await expect(preview.locator('strong').first()).toHaveText('very so gently');
  await expect(field).toHaveValue(text.replace('gently', 'very so gently'));
  await expect(field).toBeFocused();
  await expectNoAxeFindings(page);

  const html = await preview.innerHTML();
  expect(html).not.toMatch(/<(script|img)|onclick|javascript:/i);
  expect(await save(page)).toBeLessThan(400);
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();
  await page.goto(`/products/${slug}`);
  expect(await page.locator('.prose').innerHTML()).toBe(html);
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
});

test('buttons and shortcuts write Markdown, and are undone as typing is', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await open(page, databaseUrl);
  const field = page.getByLabel('Description', { exact: true });
  const toolbar = page.getByRole('toolbar', { name: 'Markdown' });
  const select = (words: string) =>
    field.evaluate((area: HTMLTextAreaElement, words) => {
      const at = area.value.indexOf(words);
      area.focus();
      area.setSelectionRange(at, at + words.length);
    }, words);
  await field.fill('a warm light');
  await select('warm');
  await page.keyboard.press('Control+b');
  await expect(field).toHaveValue('a **warm** light');
  await page.keyboard.press('Control+z');
  await expect(field).toHaveValue('a warm light');
  await select('warm');
  await page.keyboard.press('Control+i');
  await expect(field).toHaveValue('a _warm_ light');
  await page.keyboard.press('Control+i');
  await expect(field).toHaveValue('a warm light');
  await page.keyboard.press('Control+k');
  await expect(field).toHaveValue('a [warm](url) light');
  await page.keyboard.type('https://shop.example');
  await expect(field).toHaveValue('a [warm](https://shop.example) light');

  // One stop for the Tab key, and the arrows from there.
  await field.fill('light');
  await select('light');
  await page.keyboard.press('Shift+Tab');
  await expect(toolbar.getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(toolbar.getByRole('button', { name: 'Quote' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('- light');
  await expect(field).toBeFocused();
  await field.fill('Care');
  await select('Care');
  await toolbar.getByRole('button', { name: 'Heading' }).click();
  await expect(field).toHaveValue('## Care');
  await expectNoAxeFindings(page, { within: '.markdown-toolbar' });
});

test('how a search may show the product follows what is typed', async ({
  admin: page,
  shop: { databaseUrl, url },
}) => {
  await open(page, databaseUrl);
  await page.locator('summary').getByText('Preview of the result').click();
  const result = page.locator('.search-result');
  await page.getByLabel('Title', { exact: true }).fill('Plain jug');
  await page.getByLabel('Address').fill('');
  await page.getByLabel('Title in results').fill('');
  await page.getByLabel('Description in results').fill('');
  await page.getByLabel('Description', { exact: true }).fill('Holds **a litre**.');
  await expect(result.locator('.search-title')).toHaveText('Plain jug · Holdfast');
  await expect(result.locator('.search-address')).toHaveText(`${url}/products/plain-jug`);
  await expect(result.locator('.search-description')).toHaveText('Holds a litre.');
  await page.getByLabel('Title in results').fill('A jug for a litre');
  await page.getByLabel('Description in results').fill('x'.repeat(170));
  await expect(result.locator('.search-title')).toHaveText('A jug for a litre · Holdfast');
  await expect(page.getByText('170 characters, of which results show about 160')).toBeVisible();
});

test('without an answer there is no preview, and nothing typed is lost', async ({
  admin: page,
  shop: { databaseUrl },
}) => {
  await open(page, databaseUrl);
  await page.getByLabel('Title', { exact: true }).fill('Half a title');
  await page.context().clearCookies();
  await page.locator('summary').getByText('Preview of the description').click();
  await expect(page.getByText('The preview can’t be shown now')).toBeVisible();
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Half a title');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the preview is in a tab of its own', async ({ admin: page, shop: { databaseUrl } }) => {
    await open(page, databaseUrl);
    await page.getByLabel('Title', { exact: true }).fill('Typed and not saved');
    await page.getByLabel('Description', { exact: true }).fill(text);
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Preview of the description' }).click();
    const tab = await opened;
    await expect(tab.locator('.prose strong').first()).toHaveText('gently');
    await expect(tab.locator('.search-address')).toContainText('/products/');
    expect(await tab.content()).not.toMatch(/onerror|javascript:window/);
    await tab.close();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed and not saved');
    await page.goto('/admin/categories/new');
    await expect(page.getByRole('button', { name: 'Preview of the description' })).toBeVisible();
  });
});
