/**
 * Makes what every page shares out of HERO.png and public/favicon.svg: icons, the home page's picture, and the
 * one that is shown where a link to the shop is shared. `npx tsx prisma/demo/artwork/public.ts HERO.png`
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const toPublic = (name: string) =>
  fileURLToPath(new URL(`../../../public/${name}`, import.meta.url));

const hero = sharp(await readFile(process.argv[2] ?? 'hero.png'));
const { width } = await hero.metadata();
for (const wide of [640, 1280, 1920].filter((candidate) => candidate <= width)) {
  await hero
    .clone()
    .resize({ width: wide })
    .webp({ quality: 78 })
    .toFile(toPublic(`images/hero-${wide}.webp`));
}
await hero
  .clone()
  .resize(1200, 630)
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
