import { read, type Save } from '~/db.server';
import { log } from '~/log.server';
import { ImageRefused } from '~/models/image-render.server';
import { PicturesBusy } from '~/models/image-turns.server';
import { type StoredImage, storeImage } from '~/models/image-store.server';
import { ObjectStoreAway } from '~/object-store.server';

/** `problems` says, file by file, what was not taken and why; `busy`, that some of it goes well in a moment. */
export type Upload = { images: StoredImage[]; problems: string[]; busy: boolean };

/** Files that one form may bring. */
const FILES = 50;

const NOT_KEPT =
  'The store for pictures is not answering, so this one was not kept. Add it again in a moment.';

/**
 * Stores pictures, one after the other: one that is refused does not keep the others out. An object store that is
 * away is asked once for all of them.
 */
export async function storeUploads(save: Save, entries: FormDataEntryValue[]): Promise<Upload> {
  const upload: Upload = { images: [], problems: [], busy: false };
  const files = entries.filter((entry): entry is File => entry instanceof File && isChosen(entry));
  let isAway = false;
  for (const file of files.slice(0, FILES)) {
    try {
      if (isAway) throw new ImageRefused(NOT_KEPT);
      if (file.size === 0) throw new ImageRefused('The file is empty. Choose another.');
      const image = await storeImage(save, new Uint8Array(await file.arrayBuffer()));
      if (!upload.images.some(({ id }) => id === image.id)) upload.images.push(image);
    } catch (error) {
      isAway ||= error instanceof ObjectStoreAway;
      upload.busy ||= error instanceof PicturesBusy;
      if (error instanceof ObjectStoreAway) {
        log.error({ event: 'object-store.away', err: error }, 'A picture could not be kept.');
      } else if (!(error instanceof ImageRefused)) throw error;
      upload.problems.push(
        `${nameOf(file)}: ${error instanceof ImageRefused ? error.message : NOT_KEPT}`,
      );
    }
  }
  for (const file of files.slice(FILES)) {
    upload.problems.push(
      `${nameOf(file)}: more than ${FILES} pictures came at once. Add it again.`,
    );
  }
  return upload;
}

/** What a form needs to show the pictures it names. */
export function getImageFiles(ids: string[]) {
  const known = ids.filter((id) => /^[0-9a-f]{32}$/.test(id));
  if (known.length === 0) return Promise.resolve([]);
  return read((db) =>
    db.imageFile.findMany({
      where: { id: { in: known } },
      select: { id: true, width: true, height: true, widths: true, color: true },
    }),
  );
}

/** A field that nobody chose a file for is sent as an empty one without a name. */
function isChosen({ name, size }: File): boolean {
  return size > 0 || name !== '';
}

/** A file's name, for a sentence: no path, nothing that is not seen or turns the text around, not too long. */
function nameOf(file: File): string {
  const last = file.name.replace(/^.*[\\/]/s, '').slice(0, 100);
  return last.replace(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/gu, '') || 'A file';
}
