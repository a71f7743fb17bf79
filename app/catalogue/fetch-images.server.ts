import { randomUUID } from 'node:crypto';
import { forEachOf } from '~/catalogue/batches';
import { PARALLEL, PictureFetcher } from '~/catalogue/picture-fetcher.server';
import { attachImageFile, countPendingImages, listPendingImages } from '~/models/catalogue.server';

/** Addresses looked up at a time. */
const BATCH = 100;

export type FetchOptions = {
  /** Called with the pictures tried so far, and all there are. */
  onProgress?: (done: number, total: number) => void;
  /** ms for one picture. */
  timeout?: number;
};

export type FetchReport = {
  stored: number;
  /** Still waiting: the next run tries them again. */
  failures: { url: string; reason: string }[];
};

/** Fetches and stores the pictures of which products know only the address. What can't be fetched stays for the next run. */
export async function fetchPendingImages({
  onProgress,
  timeout,
}: FetchOptions = {}): Promise<FetchReport> {
  const report: FetchReport = { stored: 0, failures: [] };
  const run = randomUUID();
  const fetcher = new PictureFetcher(timeout);
  let asked = 0;
  const total = await countPendingImages();
  if (total > 0) onProgress?.(0, total);

  const fetchOne = async (url: string) => {
    const save = { key: `images/${run}/${(asked += 1)}`, actor: 'catalogue:images' };
    const fetched = await fetcher.fetch(save, url);
    if ('id' in fetched) {
      await attachImageFile(save, url, fetched.id);
      report.stored += 1;
    } else report.failures.push({ url, reason: fetched.reason });
    onProgress?.(report.stored + report.failures.length, total);
  };

  let urls = await listPendingImages('', BATCH);
  while (urls.length > 0) {
    await forEachOf(urls, PARALLEL, fetchOne);
    urls = await listPendingImages(urls.at(-1) ?? '', BATCH);
  }
  return report;
}
