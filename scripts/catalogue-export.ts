import { withProgress } from './catalogue-progress';
import { withDatabase } from './database.js';

const [file, ...others] = process.argv.slice(2);
if (file === undefined || file.startsWith('-') || others.length > 0) {
  console.error(
    'Writes all products as a Shopify product CSV.\n\n    npm run catalogue:export -- FILE.csv',
  );
  process.exit(2);
}

await withDatabase(async () => {
  const { exportCatalogue } = await import('../app/catalogue/export.server');
  const { env } = await import('../app/env.server');
  const count = await withProgress('products', (onProgress) =>
    exportCatalogue(file, { shopUrl: env.SHOP_URL ?? '', onProgress }),
  );
  console.log(`${count} products are in ${file}.`);
  if (!env.SHOP_URL) {
    console.log(
      'SHOP_URL is not set, so the addresses of uploaded pictures have no host: other shops will not find them.',
    );
  }
});
