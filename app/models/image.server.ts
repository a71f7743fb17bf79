import type { ImageFormat } from '~/db/generated/enums';
import { read } from '~/db.server';
import { objectName, pictureStore } from '~/models/picture-store.server';
import { ObjectStoreAway } from '~/object-store.server';

type Key = { fileId: string; width: number; format: ImageFormat };

/**
 * One rendition's bytes, or null where there is none of that size and format.
 * @throws ObjectStoreAway where it is in no database and the object store can't be asked.
 */
export async function getRendition(key: Key): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!pictureStore) return fromDatabase(key);
  let away: Error | undefined;
  try {
    const bytes = await pictureStore.get(objectName(key));
    if (bytes) return bytes;
  } catch (error) {
    if (!(error instanceof ObjectStoreAway)) throw error;
    away = error;
  }
  // What was stored before there was an object store, and the demo shop's pictures.
  const bytes = await fromDatabase(key);
  if (!bytes && away) throw away;
  return bytes;
}

async function fromDatabase(key: Key): Promise<Uint8Array<ArrayBuffer> | null> {
  const rendition = await read((db) =>
    db.imageRendition.findUnique({
      where: { fileId_width_format: key },
      select: { bytes: true },
    }),
  );
  return rendition?.bytes ?? null;
}
