import { createHash } from 'node:crypto';
import { once, read, type Save } from '~/db.server';
import { renderImage } from '~/models/image-render.server';
import { pictureTurns } from '~/models/image-turns.server';
import { pictureStore, putRenditions } from '~/models/picture-store.server';

/** A stored picture, as `ImageFile` describes it. */
export type StoredImage = {
  id: string;
  width: number;
  height: number;
  widths: number[];
  color: string;
};

/**
 * Stores a picture's renditions under an id made of its content. Stored before, it is only looked up.
 * @param save whoever brings several pictures under one key writes each under the key and its content.
 * Where there is an object store, the renditions go there first, so that what the database knows of is there.
 * @throws ImageRefused where the bytes are no picture that the shop takes; ObjectStoreAway, and nothing is stored;
 * PicturesBusy where so many wait that this one has to come again.
 */
export async function storeImage(save: Save, bytes: Uint8Array): Promise<StoredImage> {
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const stored = await read((db) =>
    db.imageFile.findUnique({
      where: { id },
      select: { id: true, width: true, height: true, widths: true, color: true },
    }),
  );
  if (stored) return stored;
  const { renditions, ...described } = await pictureTurns.take(save.actor, bytes.length, () =>
    renderImage(bytes),
  );
  const file = { id, ...described };
  if (pictureStore) await putRenditions(pictureStore, id, renditions);
  const rows = pictureStore ? [] : renditions;
  await once({ ...save, key: `${save.key}/${id}`, content: id }, async (tx) => {
    await tx.imageFile.createMany({ data: file, skipDuplicates: true });
    await tx.imageRendition.createMany({
      data: rows.map((rendition) => ({ fileId: id, ...rendition })),
      skipDuplicates: true,
    });
    return id;
  });
  return file;
}
