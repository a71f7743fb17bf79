import { withProgress } from './catalogue-progress';
import { withDatabase } from './database.js';

await withDatabase(async () => {
  const { fetchPendingImages } = await import('../app/catalogue/fetch-images.server');
  const { stored, failures } = await withProgress('pictures', (onProgress) =>
    fetchPendingImages({ onProgress }),
  );
  for (const { url, reason } of failures) console.error(`${url}: ${reason}`);
  console.log(
    stored + failures.length === 0
      ? 'No picture is waiting.'
      : `${stored} pictures were fetched, ${failures.length} are still waiting.`,
  );
  return failures.length > 0 ? 1 : 0;
});
