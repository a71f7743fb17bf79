import { downloadPicture, HostFault, PictureFault } from '~/catalogue/download-picture.server';
import type { Save } from '~/db.server';
import { ImageRefused } from '~/models/image-render.server';
import { storeImage } from '~/models/image-store.server';

/** Pictures fetched at a time. */
export const PARALLEL = 4;
/** ms for one picture, all of it. */
const TIMEOUT = 20_000;
/** Faults in a row after which a host is left in peace. */
const HOST_FAULTS = 5;

/** Fetches pictures and stores them, and leaves those hosts in peace that keep failing. */
export class PictureFetcher {
  readonly #faults = new Map<string, number>();

  /** @param timeout ms for one picture */
  constructor(readonly timeout = TIMEOUT) {}

  /**
   * Stores the picture at an address.
   * @returns its id, or why it could not be had: a sentence for people.
   */
  async fetch(save: Save, url: string): Promise<{ id: string } | { reason: string }> {
    const host = URL.canParse(url) ? new URL(url).host : '';
    try {
      if ((this.#faults.get(host) ?? 0) >= HOST_FAULTS) {
        throw new PictureFault(`${host} failed ${HOST_FAULTS} times in a row: not tried any more.`);
      }
      const { id } = await storeImage(save, await downloadPicture(url, this.timeout));
      this.#faults.delete(host);
      return { id };
    } catch (error) {
      if (error instanceof HostFault) this.#faults.set(host, (this.#faults.get(host) ?? 0) + 1);
      else if (!(error instanceof ImageRefused || error instanceof PictureFault)) throw error;
      return { reason: error.message };
    }
  }
}
