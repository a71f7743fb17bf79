import sharp, { type Sharp } from 'sharp';

/** The widths in pixels that pictures are served in: a phone's column up to a wide gallery, twice as dense. */
export const IMAGE_WIDTHS = [320, 640, 960, 1280] as const;
export const MAX_IMAGE_BYTES = 20 * 1024 * 1024;
const MAX_IMAGE_PIXELS = 50_000_000;
/** WebP's own limit, in pixels. */
const MAX_SIDE = 16_383;

/** The bytes are no picture that the shop takes. The message is for the person who gave it. */
export class ImageRefused extends Error {
  override name = 'ImageRefused';
}

export type Rendition = { width: number; format: 'avif' | 'webp'; bytes: Uint8Array<ArrayBuffer> };

/** `width` and `height` are those of the largest rendition; `color` is the average, #rrggbb. */
export type RenderedImage = {
  width: number;
  height: number;
  widths: number[];
  color: string;
  renditions: Rendition[];
};

/**
 * Makes a picture's renditions: upright, in sRGB, without metadata, never wider than the picture.
 * @throws ImageRefused where the bytes are no JPEG, PNG, WebP, AVIF or GIF, are damaged, or are too large.
 */
export async function renderImage(bytes: Uint8Array): Promise<RenderedImage> {
  if (bytes.length > MAX_IMAGE_BYTES) {
    throw new ImageRefused('The picture is larger than 20 MB. Save it smaller and try again.');
  }
  if (!looksLikePicture(bytes)) {
    throw new ImageRefused('This is no JPEG, PNG, WebP, AVIF or GIF picture. Choose another file.');
  }
  try {
    const picture = sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS }).autoOrient();
    const { autoOrient: size } = await picture.metadata();
    const widths = widthsFor(size.width);
    refuseTooTall(size, widths);
    const renditions: Rendition[] = [];
    let height = 0;
    for (const width of widths) {
      const resized = picture.clone().resize({ width });
      const webp = await resized
        .clone()
        .webp({ quality: 78 })
        .toBuffer({ resolveWithObject: true });
      const avif = await resized.clone().avif({ quality: 55, effort: 3 }).toBuffer();
      height = webp.info.height;
      renditions.push({ width, format: 'avif', bytes: new Uint8Array(avif) });
      renditions.push({ width, format: 'webp', bytes: new Uint8Array(webp.data) });
    }
    const width = widths.at(-1) ?? size.width;
    return { width, height, widths, color: await averageColor(picture), renditions };
  } catch (error) {
    if (error instanceof ImageRefused) throw error;
    throw explain(error);
  }
}

/** By the first bytes, so that no other decoder (SVG, PDF, …) ever sees what a stranger sent. */
function looksLikePicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 32)).toString('latin1');
  return (
    start.startsWith('\xff\xd8\xff') ||
    start.startsWith('\x89PNG\r\n\x1a\n') ||
    /^GIF8[79]a/.test(start) ||
    /^RIFF[\s\S]{4}WEBP/.test(start) ||
    /^[\s\S]{4}ftyp[\s\S]*avi[fs]/.test(start)
  );
}

function widthsFor(width: number): number[] {
  const within = IMAGE_WIDTHS.filter((candidate) => candidate <= width);
  return within.length > 0 ? within : [width];
}

function refuseTooTall(size: { width: number; height: number }, widths: number[]): void {
  const height = Math.round((size.height * (widths.at(-1) ?? 0)) / size.width);
  if (height > MAX_SIDE) {
    throw new ImageRefused('The picture is too tall for its width. Cut it and try again.');
  }
}

async function averageColor(picture: Sharp): Promise<string> {
  const pixel = await picture
    .clone()
    .resize(1, 1, { fit: 'fill' })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  const [red = 0, green = red, blue = red] = pixel.subarray(0, 3);
  return `#${Buffer.from([red, green, blue]).toString('hex')}`;
}

/** What libvips says, for people. */
function explain(error: unknown): ImageRefused {
  const message = error instanceof Error ? error.message : '';
  if (message.includes('pixel limit')) {
    return new ImageRefused('The picture has more than 50 million pixels. Save it smaller.', {
      cause: error,
    });
  }
  return new ImageRefused('The picture is damaged or incomplete. Save it again, then try again.', {
    cause: error,
  });
}
