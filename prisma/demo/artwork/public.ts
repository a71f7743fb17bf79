/**
 * Makes what every page shares out of FOLDER/hero.png, FOLDER/hero-evening.png and public/favicon.svg: icons, the
 * home page's picture, and the one that is shown where a link to the shop is shared.
 * `npx tsx prisma/demo/artwork/public.ts FOLDER`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const toPublic = (name: string) =>
  fileURLToPath(new URL(`../../../public/${name}`, import.meta.url));

const folder = process.argv[2] ?? '.';
for (const name of ['hero', 'hero-evening']) {
  for (const width of [640, 1280, 1920, 2560]) {
    await sharp(join(folder, `${name}.png`))
      .resize({ width })
      .webp({ quality: 78 })
      .toFile(toPublic(`images/${name}-${width}.webp`));
  }
}
await sharp(join(folder, 'hero.png'))
  .resize(1200, 630, { position: 'right' })
  .jpeg({ quality: 82, mozjpeg: true })
  .toFile(toPublic('images/og-default.jpg'));

const icon = await readFile(toPublic('favicon.svg'));
const square = (size: number) => sharp(icon, { density: 300 }).resize(size, size).png();
await square(180).flatten({ background: '#24505a' }).toFile(toPublic('apple-touch-icon.png'));
await writeFile(toPublic('favicon.ico'), toIco(await square(32).toBuffer(), 32));

/** An ICO file of one picture, kept as PNG (Windows Vista and later). */
function toIco(png: Buffer, size: number): Buffer {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}
