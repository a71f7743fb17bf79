import type { ImageFormat } from '~/db/generated/enums';
import { read } from '~/db.server';

/** One rendition's bytes, or null where there is none of that size and format. */
export async function getRendition(key: {
  fileId: string;
  width: number;
  format: ImageFormat;
}): Promise<Uint8Array<ArrayBuffer> | null> {
  const rendition = await read((db) =>
    db.imageRendition.findUnique({
      where: { fileId_width_format: key },
      select: { bytes: true },
    }),
  );
  return rendition?.bytes ?? null;
}
