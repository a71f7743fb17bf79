import { mergeTests, type Page } from '@playwright/test';
import { expectNoAxeFindings } from './axe';
import { test as signedIn } from './admin-fixture';
import { expect, test as faulty } from './faults/fixtures';
import { query } from './query';

const test = mergeTests(faulty, signedIn);

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

async function paste(page: Page, field: string, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.getByLabel(field, { exact: true }).press('ControlOrMeta+v');
}

/** Opens a new product whose form takes a paste. */
async function openNew(page: Page, title: string): Promise<void> {
  await page.goto('/admin/products/new');
  await expect(page.getByText('Add the chosen pictures')).toHaveCount(0);
  await page.getByLabel('Title', { exact: true }).fill(title);
}

const rows = Array.from({ length: 500 }, (_, index) => ({
  size: index % 7 === 0 ? `Size ${index}\nlong` : `Size ${index}`,
  sku: `PASTE-${index}`,
  price: 100_000 + index,
  stock: index % 9 === 0 ? 1_000 + index : index,
  weight: index * 3,
}));

/** As a German Excel copies it: decimal commas, points between thousands, quotes round line breaks. */
const table = rows
  .map(({ size, sku, price, stock, weight }) => {
    const [euros, cents] = [Math.floor(price / 100), String(price % 100).padStart(2, '0')];
    const grouped = String(euros).replace(/(\d)(\d{3})$/, '$1.$2');
    const cell = size.includes('\n') ? `"${size}"` : size;
    return [cell, `${grouped},${cents} €`, '', stock, sku, `0${sku}`, weight].join('\t');
  })
  .join('\r\n');

test('500 variants pasted from a spreadsheet are saved once, each as it was, through a cut COMMIT', async ({
  admin: page,
  faults,
}) => {
  await openNew(page, 'Pasted product');
  await page.getByLabel('Option 1').fill('Size');
  await paste(page, 'Size', table);
  // Waited for without `expect`, which describes the whole page, of thousands of fields, while it waits.
  await page.getByText('3,500 cells pasted, with 499 new variants. Nothing is saved').waitFor();
  // With one that sends the form in each new row, the page stands still for seconds.
  expect(await page.locator('.variant-table tr + tr button[type=submit]').count()).toBe(0);
  const { done } = faults.cut({ at: 'commit', when: 'reply', how: 'rst' });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await done;
  await page.waitForURL(/saved=/);
  const stored = await query(
    faults.upstreamUrl,
    `SELECT option1 AS size, sku, price_minor AS price, stock, weight_grams AS weight, barcode
     FROM variant JOIN product ON product.id = product_id
     WHERE slug = 'pasted-product' ORDER BY variant.position`,
  );
  expect(stored).toEqual(
    rows.map(({ size, sku, ...row }) => ({
      ...row,
      sku,
      size: size.replace('\n', ' '),
      barcode: `0${sku}`,
    })),
  );
});

test('a wrong cell is marked and said, nothing else is lost, and the paste can be undone', async ({
  admin: page,
}) => {
  await openNew(page, 'Half wrong');
  await page.getByLabel('Option 1').fill('Size');
  await page.getByLabel('Size', { exact: true }).fill('Small');
  await page.getByLabel('Price, EUR').fill('9');
  await page.getByRole('button', { name: 'Add a variant' }).click();
  await page.getByLabel('Size, variant 2', { exact: true }).fill('Large');
  await page.getByLabel('Price, EUR, variant 2', { exact: true }).fill('11');
  await page.getByLabel('SKU, variant 2', { exact: true }).fill('TYPED');
  await paste(page, 'Price, EUR, variant 1', '12,50\t15\tmany\n1.234,50\tcheap\t3\n7\t\t1');
  const said = page.getByRole('status').filter({ hasText: 'pasted' });
  await expect(said).toContainText('9 cells pasted, with 1 new variant. 2 cells can’t be taken');
  const wrong = page.getByLabel('Stock, variant 1', { exact: true });
  await expect(wrong).toHaveValue('many');
  await expect(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Stock: this is no whole number.')).toBeVisible();
  await expect(page.getByLabel('Price, EUR, variant 2', { exact: true })).toHaveValue('1234.50');
  await expect(page.getByLabel('SKU, variant 2', { exact: true })).toHaveValue('TYPED');
  await expectNoAxeFindings(page);

  await page.getByLabel('Price, EUR, variant 1', { exact: true }).press('ControlOrMeta+z');
  await expect(page.getByRole('row')).toHaveCount(3);
  await expect(page.getByLabel('Price, EUR, variant 1', { exact: true })).toHaveValue('9');
  await expect(page.getByLabel('Price, EUR, variant 2', { exact: true })).toHaveValue('11');
  await expect(page.getByLabel('SKU, variant 2', { exact: true })).toHaveValue('TYPED');

  // Typed after it, and kept by its undoing.
  await paste(page, 'Price, EUR, variant 1', '20\t30\n21\t31');
  await page.getByLabel('Price, EUR, variant 1', { exact: true }).fill('22');
  await page.getByRole('button', { name: 'Undo the paste' }).click();
  await expect(page.getByLabel('Price, EUR, variant 1', { exact: true })).toHaveValue('22');
  await expect(page.getByLabel('Compare at, EUR, variant 1', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('Price, EUR, variant 2', { exact: true })).toHaveValue('11');
});

test('keys move between cells as in a spreadsheet, and fill down', async ({ admin: page }) => {
  await openNew(page, 'By keys');
  await page.getByLabel('Option 1').fill('Size');
  await paste(page, 'Size', 'S\t10\nM\t11\nL\t12');
  const price = (variant: number) =>
    page.getByLabel(`Price, EUR, variant ${variant}`, { exact: true });
  await price(1).press('Enter');
  await expect(price(2)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(price(3)).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('ArrowUp');
  await expect(price(1)).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByLabel('Compare at, EUR, variant 1', { exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('9.5');
  await page.keyboard.press('ControlOrMeta+d');
  await expect(price(3)).toHaveValue('9.5');
  await page.getByRole('button', { name: 'Undo the paste' }).click();
  await expect(price(3)).toHaveValue('12');
  await expect(price(1)).toHaveValue('9.5');
  await page.getByRole('button', { name: 'Move variant 1 down' }).press('Enter');
  await expect(page.getByLabel('Size, variant 2', { exact: true })).toHaveValue('S');
  await page.getByRole('button', { name: 'Remove variant 2' }).press('Enter');
  await expect(page.getByLabel('Size, variant 2', { exact: true })).toHaveValue('L');
  await expect(page.getByLabel('Size, variant 2', { exact: true })).toBeFocused();
});

test('the table shows a barcode whole, and never lies over Save', async ({ admin: page }) => {
  await page.setViewportSize({ width: 1440, height: 700 });
  await openNew(page, 'Wide');
  const isWhole = (field: HTMLElement) => field.scrollWidth === field.clientWidth;
  await page.getByLabel('Barcode').fill('12345678901234');
  expect(await page.getByLabel('Barcode').evaluate(isWhole)).toBe(true);
  await page.getByLabel('Option 1').fill('Size');
  await page.getByLabel('Option 2').fill('Colour');
  await page.getByLabel('Option 3').fill('Glaze');
  await paste(page, 'Size', 'S\tRed\tMatt\t10\nM\tRed\tMatt\t11\nL\tRed\tMatt\t12');
  const barcode = page.getByLabel('Barcode, variant 2', { exact: true });
  await barcode.fill('12345678901234');
  expect(await barcode.evaluate(isWhole)).toBe(true);
  const over = await page.getByRole('button', { name: 'Save', exact: true }).evaluate((save) => {
    const head = document.querySelector('.variant-table thead');
    window.scrollBy(0, head?.getBoundingClientRect().top ?? 0);
    const { left, right, top, bottom } = save.getBoundingClientRect();
    const corners = [left + 4, right - 4].flatMap((x) => [top + 4, bottom - 4].map((y) => [x, y]));
    return corners.map(([x = 0, y = 0]) => document.elementFromPoint(x, y)?.textContent);
  });
  expect(over).toEqual(['Save', 'Save', 'Save', 'Save']);
});

test('a paste that was not saved is offered back', async ({ admin: page }) => {
  await openNew(page, 'Pasted and left');
  await page.getByLabel('Option 1').fill('Size');
  await paste(page, 'Size', 'S\t10\nM\t11\nL\t12');
  await expect(page.getByRole('row')).toHaveCount(4);
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto('/admin/products/new');
  await page.getByRole('button', { name: 'Bring it back' }).first().click();
  await expect(page.getByLabel('Size, variant 3', { exact: true })).toHaveValue('L');
  await expect(page.getByLabel('Price, EUR, variant 3', { exact: true })).toHaveValue('12');
});
