/**
 * Takes README's pictures of the demo shop that runs here: `npm run docs:pictures [-- http://localhost:3000]`.
 * A colleague comes for it, changes a product and is removed; the product is as before, with two more entries in its
 * history.
 */
import { readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { inProject } from './paths.js';
import { findBrowser } from './test/browser.js';

const shop = process.argv[2] ?? 'http://localhost:3000';
const owner = JSON.parse(readFileSync(inProject('.data', 'demo-sign-in.json'), 'utf8')) as {
  email: string;
  password: string;
};

const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({
  executablePath,
  env: { ...(process.env as Record<string, string>), ...env },
});
const page = await openBrowser();

await page.goto('/');
await take(page, 'shop');

await signIn(page, owner);
await page.goto('/admin/products?status=active&stock=low');
await page.getByLabel('Choose Harbour Mug').waitFor();
await page
  .getByLabel(/^Choose /)
  .nth(1)
  .check();
await page
  .getByLabel(/^Choose /)
  .nth(2)
  .check();
await page
  .getByLabel(/^Price of /)
  .first()
  .fill('124.00');
await take(page, 'table');
await page.getByRole('button', { name: 'Cancel' }).click();

await page.getByRole('link', { name: 'Harbour Mug' }).click();
await page.getByLabel('Title', { exact: true }).waitFor();
const product = page.url();
await page.getByRole('heading', { name: 'Price, stock and variants' }).evaluate((heading) => {
  heading.style.scrollMarginBlockStart = '6rem';
  heading.scrollIntoView();
});
await take(page, 'form');

const colleague = await bringColleague();
await page.goto(product);
await colleague.goto(product);
await changeTitle(colleague, 'Harbour Mug, 350 ml');
await colleague.getByText('Saved.', { exact: true }).waitFor();
await changeTitle(page, 'Harbour Mug, hand-thrown');
await page.getByRole('group', { name: 'Title', exact: true }).waitFor();
await page.locator('.way label').first().click();
await take(page, 'conflict');

await page.getByRole('link', { name: 'Drop mine' }).click();
await changeTitle(page, 'Harbour Mug');
await page.getByText('Saved.', { exact: true }).waitFor();
await removeColleague();
await browser.close();

async function openBrowser(): Promise<Page> {
  return browser.newPage({
    viewport: { width: 1280, height: 860 },
    baseURL: shop,
    reducedMotion: 'reduce',
  });
}

async function signIn(page: Page, who: typeof owner): Promise<void> {
  await page.goto('/admin/login');
  await page.getByLabel('E-mail address').fill(who.email);
  await page.getByLabel('Password').fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^(Sign out|Keep this password)$/ }).waitFor();
}

async function bringColleague(): Promise<Page> {
  await page.goto('/admin/people/new');
  await page.getByLabel('Name').fill('Ben Okafor');
  await page.getByLabel('E-mail address').fill('ben@holdfast.example');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const password = (await page.locator('.one-time').innerText()).trim();
  const theirs = await openBrowser();
  await signIn(theirs, { email: 'ben@holdfast.example', password });
  await theirs.getByLabel('New password').fill('a kettle on the quay');
  await theirs.getByLabel('The same again').fill('a kettle on the quay');
  await theirs.getByRole('button', { name: 'Keep this password' }).click();
  await theirs.getByRole('button', { name: 'Sign out' }).waitFor();
  return theirs;
}

async function removeColleague(): Promise<void> {
  await page.goto('/admin/people');
  await page.getByRole('link', { name: 'Ben Okafor' }).click();
  await page.getByText('Remove Ben Okafor').click();
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await page.getByText('Removed.').waitFor();
}

async function changeTitle(page: Page, title: string): Promise<void> {
  await page.getByText('dropping them on this page').waitFor();
  await page.getByLabel('Title', { exact: true }).fill(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.mouse.move(0, 0);
  const file = inProject('docs', 'images', `${name}.webp`);
  await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toFile(file);
  console.log(`took ${file}`);
}
