import { forEachOf } from '~/catalogue/batches';
import { PARALLEL, PictureFetcher } from '~/catalogue/picture-fetcher.server';
import { attachImageFile } from '~/models/catalogue.server';
import type { CatalogueImport } from '~/models/catalogue-import.server';
import type { Lease } from '~/models/import-lease.server';
import {
  endPictures,
  nextPictures,
  recordFailure,
  recordPicture,
} from '~/models/import-pictures.server';

/** Pictures looked up at a time. */
const BATCH = 20;

/**
 * Fetches the pictures that an import's products have only the address of. What became of each is written in the
 * transaction that gives it to its products: so whoever goes on begins where this ended.
 * @returns whether it came to an end; false where it was told to stop.
 * @throws LeaseLost
 */
export async function fetchPictures({
  lease,
  file,
  stop,
}: {
  lease: Lease;
  file: CatalogueImport;
  stop: AbortSignal;
}): Promise<boolean> {
  const fetcher = new PictureFetcher();
  const { id, taking } = lease;
  const actor = file.startedBy;
  const fetchOne = async ({ number, url }: { number: number; url: string }) => {
    if (stop.aborted) return;
    const save = { key: `import/${id}/${taking}/picture/${number}`, actor };
    const fetched = await fetcher.fetch(save, url);
    if ('reason' in fetched) return recordFailure(lease, number, fetched.reason);
    await attachImageFile(save, url, fetched.id, {
      id,
      alongside: (tx) => recordPicture(tx, lease, number, null),
    });
  };
  let pictures = await nextPictures(lease, BATCH);
  while (pictures.length > 0) {
    await forEachOf(pictures, PARALLEL, fetchOne);
    if (stop.aborted) return false;
    pictures = await nextPictures(lease, BATCH);
  }
  await endPictures(lease, actor);
  return true;
}
