import { env } from '~/env.server';
import type { Rendition } from '~/models/image-render.server';
import { ObjectStore } from '~/object-store.server';

/** The object store that new pictures go to, or null where they are kept in PostgreSQL: docs/decisions/092. */
export const pictureStore = openStore();

function openStore(): ObjectStore | null {
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION } = env;
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY) return null;
  return new ObjectStore({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  });
}

/** A rendition's place in the bucket: the address under which the shop shows it. */
export function objectName(key: { fileId: string; width: number; format: string }): string {
  return `images/${key.fileId}/${key.width}.${key.format}`;
}

/**
 * Puts a picture's renditions into the object store, all at once.
 * @throws ObjectStoreAway where one of them was not taken: others may be there, and the next try puts them again.
 */
export async function putRenditions(
  store: ObjectStore,
  fileId: string,
  renditions: Rendition[],
): Promise<void> {
  const putting = renditions.map(({ bytes, width, format }) =>
    store.put(objectName({ fileId, width, format }), bytes, {
      'Content-Type': `image/${format}`,
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );
  const outcomes = await Promise.allSettled(putting);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}
