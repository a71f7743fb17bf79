import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Encoding, encodings } from '../app/catalogue/dialect';
import { withProgress } from './catalogue-progress';
import { withDatabase } from './database.js';

const usage = `Brings products in from a Shopify product CSV, by handle.

    npm run catalogue:import -- FILE.csv [--dry-run] [--no-images] [--encoding windows-1252]

  --dry-run    say what would change, and write nothing
  --no-images  leave pictures to "npm run catalogue:images"
  --encoding   how the file is written, where that is neither UTF-8 nor UTF-16`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'dry-run': { type: 'boolean' },
    'no-images': { type: 'boolean' },
    encoding: { type: 'string', default: 'utf-8' },
  },
});
const [file] = positionals;
if (file === undefined || positionals.length > 1 || !Object.hasOwn(encodings, values.encoding)) {
  console.error(usage);
  process.exit(2);
}

await withDatabase(async () => {
  const { importCatalogue } = await import('../app/catalogue/import.server');
  const { fileSource } = await import('../app/catalogue/csv-source.server');
  const { detectDialect } = await import('../app/catalogue/detect.server');
  const { CatalogueFileError, describeProblem } = await import('../app/catalogue/problem');
  const { fetchPendingImages } = await import('../app/catalogue/fetch-images.server');
  const { auditAlone } = await import('../app/models/audit.server');
  const { env } = await import('../app/env.server');
  const dryRun = values['dry-run'] === true;

  const read = async (onProgress: (done: number, total: number) => void) => {
    const source = await fileSource(file);
    const { dialect, guessed } = await detectDialect(source);
    // Here nobody looks at what a guess makes of the letters: it has to be said.
    const encoding = guessed ? (values.encoding as Encoding) : dialect.encoding;
    const catalogue = { source, dialect: { ...dialect, encoding } };
    return importCatalogue(catalogue, { currency: env.SHOP_CURRENCY, dryRun, onProgress });
  };
  const entry = { actor: 'catalogue:import', subject: basename(file) };
  if (!dryRun) await auditAlone({ ...entry, event: 'import.started' });
  const report = await withProgress('products', read).catch((error: unknown) => {
    if (!(error instanceof CatalogueFileError)) throw error;
    console.error(error.message);
    return null;
  });
  if (!report) return 1;
  if (!dryRun) {
    const detail = `${report.created} products made, ${report.changed} changed, ${report.refused} refused`;
    await auditAlone({ ...entry, event: 'import.finished', detail });
  }
  for (const warning of report.warnings) console.log(`Note: ${describeProblem(warning)}`);
  for (const problem of report.problems) console.error(describeProblem(problem));
  const { created, changed, unchanged, refused } = report;
  const counts = `${created} new, ${changed} changed, ${unchanged} unchanged`;
  console.log(dryRun ? `Nothing was written. There would be ${counts}.` : `Products: ${counts}.`);
  if (refused > 0) {
    console.error(`${refused} products are left as they were, because of what is listed above.`);
  }
  if (!dryRun && created + changed === 0 && refused === 0) {
    console.log('The shop is as the file says already: nothing was changed.');
  }
  if (!dryRun && !values['no-images']) {
    const pictures = await withProgress('pictures', (onProgress) =>
      fetchPendingImages({ onProgress }),
    );
    for (const { url, reason } of pictures.failures) console.log(`Note: ${url}: ${reason}`);
    if (pictures.stored > 0) console.log(`${pictures.stored} pictures were fetched.`);
    if (pictures.failures.length > 0) {
      console.log(
        `${pictures.failures.length} pictures could not be fetched. Their addresses are kept: "npm run catalogue:images" tries them again.`,
      );
    }
  }
  return refused > 0 || report.problems.length > 0 ? 1 : 0;
});
