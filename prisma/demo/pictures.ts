import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import manifest from './images/manifest.json' with { type: 'json' };

/** A picture of the demo shop, as `ImageFile` describes it; artwork/render.ts writes them down. */
export type DemoPicture = {
  fileId: string;
  width: number;
  height: number;
  widths: number[];
  color: string;
};

export const formats = ['avif', 'webp'] as const;

/** Pictures by name. */
export const pictures = new Map<string, DemoPicture>(Object.entries(manifest));

export const imagesFolder = fileURLToPath(new URL('images/', import.meta.url));

export function renditionFile(name: string, width: number, format: string): string {
  return `${imagesFolder}${name}-${width}.${format}`;
}

/** A picture's renditions, as `ImageRendition` keeps them. */
export function readRenditions(name: string, { fileId, widths }: DemoPicture) {
  return Promise.all(
    widths.flatMap((width) =>
      formats.map(async (format) => {
        const bytes = new Uint8Array(await readFile(renditionFile(name, width, format)));
        return { fileId, width, format, bytes };
      }),
    ),
  );
}
