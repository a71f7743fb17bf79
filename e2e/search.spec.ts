import { expect, test } from './fixtures';

test('search from any page', async ({ page }) => {
  await page.goto('/categories');
  const box = page.getByRole('search', { name: 'Search the shop' }).getByRole('searchbox');
  await box.fill('harbour mug');
  await box.press('Enter');
  await expect(page).toHaveURL('/search?q=harbour+mug');
  await expect(page.locator('.card-title').first()).toHaveText('Harbour Mug');
  await page.getByRole('link', { name: 'Harbour Mug' }).click();
  await expect(page).toHaveURL('/products/harbour-mug');
});

for (const [typed, meant] of [
  ['harbor', 'Harbour Mug'],
  ['lantren', 'Paper Sail Lantern'],
  ['lmap', 'Pebble Table Lamp'],
  ['espr', 'Thimble Espresso Cups, pair'],
  ['beakers', 'Ripple Beaker'],
  ['DECKHAND  enamel', 'Deckhand Enamel Mug'],
] as const) {
  test(`“${typed}” finds ${meant}`, async ({ page }) => {
    await page.goto(`/search?q=${encodeURIComponent(typed)}`);
    await expect(page.locator('.card-title').getByText(meant, { exact: true })).toBeVisible();
  });
}

test('results can be narrowed and sorted', async ({ page }) => {
  await page.goto('/search?q=mug');
  await page.getByLabel('In stock').check();
  await page.getByRole('button', { name: 'Show products' }).click();
  await expect(page).toHaveURL('/search?q=mug&available=1');
  await page.getByText('Sort: Best match').click();
  await page.getByRole('link', { name: 'Price, high to low' }).click();
  await expect(page).toHaveURL('/search?q=mug&available=1&sort=-price');
});

test('nothing found still helps', async ({ page }) => {
  const response = await page.goto('/search?q=submarine+xylophone');
  expect(response?.status()).toBe(200);
  await expect(page.getByText('We found nothing for “submarine xylophone”.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Or look around' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'New in the shop' })).toBeVisible();
});

test('without a question there is the form', async ({ page }) => {
  await page.goto('/search');
  await expect(page.getByRole('search', { name: 'Search again' })).toBeVisible();
  await expect(page.getByText('We found nothing')).toHaveCount(0);
});

for (const query of [
  '%25',
  '%5C_%27%22%3B--',
  '%00',
  '%E0%A4%A',
  'a',
  '%F0%9F%AB%96',
  'x'.repeat(10_000),
  Array(1_000).fill('mug').join('+'),
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
]) {
  test(`a search for ${query.slice(0, 40)} (${query.length}) is answered`, async ({ page }) => {
    const response = await page.goto(`/search?q=${query}`);
    expect(response?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}
