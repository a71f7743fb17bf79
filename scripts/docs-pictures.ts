/** Takes README's pictures of the demo shop that runs here: `npm run docs:pictures [-- http://localhost:3000]`. */
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
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });

await page.goto(shop);
await take(page, 'shop');

await page.goto(`${shop}/admin/login`);
await page.getByLabel('E-mail address').fill(owner.email);
await page.getByLabel('Password').fill(owner.password);
await page.getByRole('button', { name: 'Sign in' }).click();
await page.waitForURL(`${shop}/admin`);
await page.goto(`${shop}/admin/products?q=harbour+mug`);
await page.getByRole('link', { name: 'Harbour Mug' }).click();
await page.getByRole('button', { name: 'Save' }).waitFor();
await take(page, 'admin');

await browser.close();

async function take(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const file = inProject('docs', 'images', `${name}.webp`);
  await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toFile(file);
  console.log(`took ${file}`);
}
