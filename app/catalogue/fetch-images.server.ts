import { randomUUID } from 'node:crypto';
import { forEachOf } from '~/catalogue/batches';
import { attachImageFile, countPendingImages, listPendingImages } from '~/models/catalogue.server';
import { ImageRefused, MAX_IMAGE_BYTES } from '~/models/image-render.server';
import { storeImage } from '~/models/image-store.server';

const PARALLEL = 4;
/** Addresses looked up at a time. */
const BATCH = 100;
/** ms for one picture, all of it. */
const TIMEOUT = 20_000;
/** Faults in a row after which a host is left in peace. */
const HOST_FAULTS = 5;

export type FetchOptions = {
  /** Called with the pictures tried so far, and all there are. */
  onProgress?: (done: number, total: number) => void;
  /** ms. */
  timeout?: number;
};

export type FetchReport = {
  stored: number;
  /** Still waiting: the next run tries them again. */
  failures: { url: string; reason: string }[];
};

/** The host, not the picture, is at fault. */
class HostFault extends Error {
  override name = 'HostFault';
}
/** There is no such picture. */
class PictureFault extends Error {
  override name = 'PictureFault';
}

/** Fetches and stores the pictures of which products know only the address. What can't be fetched stays for the next run. */
export async function fetchPendingImages({
  onProgress,
  timeout = TIMEOUT,
}: FetchOptions = {}): Promise<FetchReport> {
  const report: FetchReport = { stored: 0, failures: [] };
  const run = randomUUID();
  let asked = 0;
  const faults = new Map<string, number>();
  const total = await countPendingImages();
  if (total > 0) onProgress?.(0, total);

  const fetchOne = async (url: string) => {
    const { host } = new URL(url);
    try {
      if ((faults.get(host) ?? 0) >= HOST_FAULTS) {
        throw new PictureFault(`${host} failed ${HOST_FAULTS} times in a row: not tried any more.`);
      }
      const bytes = await download(url, timeout);
      const save = { key: `images/${run}/${(asked += 1)}`, actor: 'catalogue:images' };
      const { id } = await storeImage(save, bytes);
      await attachImageFile(save, url, id);
      faults.delete(host);
      report.stored += 1;
    } catch (error) {
      if (error instanceof HostFault) faults.set(host, (faults.get(host) ?? 0) + 1);
      else if (!(error instanceof ImageRefused || error instanceof PictureFault)) throw error;
      report.failures.push({ url, reason: error.message });
    }
    onProgress?.(report.stored + report.failures.length, total);
  };

  let urls = await listPendingImages('', BATCH);
  while (urls.length > 0) {
    await forEachOf(urls, PARALLEL, fetchOne);
    urls = await listPendingImages(urls.at(-1) ?? '', BATCH);
  }
  return report;
}

/** @throws HostFault, PictureFault or ImageRefused. */
async function download(url: string, timeout: number): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(url, {
      signal: AbortSignal.timeout(timeout),
      headers: { Accept: 'image/avif,image/webp,image/*', 'User-Agent': 'Holdfast' },
    });
    if (response.status >= 500 || response.status === 429) {
      throw new HostFault(`The host answered ${response.status}.`);
    }
    if (!response.ok) throw new PictureFault(`The host answered ${response.status}.`);
    return await readBounded(response);
  } catch (error) {
    if (error instanceof HostFault || error instanceof PictureFault) throw error;
    if (error instanceof ImageRefused) throw error;
    throw new HostFault(reasonOf(error, timeout), { cause: error });
  }
}

async function readBounded(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = Number(response.headers.get('content-length')) || 0;
  if (size > MAX_IMAGE_BYTES) throw new ImageRefused('The picture is larger than 20 MB.');
  size = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    size += part.value.length;
    if (size > MAX_IMAGE_BYTES) {
      await reader?.cancel();
      throw new ImageRefused('The picture is larger than 20 MB.');
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return `The host did not answer within ${timeout / 1000} s.`;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `The host could not be reached (${cause instanceof Error ? cause.message : 'unknown'}).`;
}
