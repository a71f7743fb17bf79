import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';

/** The colours of text, by day and by night. */
const inks = [...readFileSync('app/styles/tokens.css', 'utf8').matchAll(/--ink: #(\w{6})/g)].map(
  ([, hex = '']) => [...Buffer.from(hex, 'hex')],
);

/** The share of the picture's width that words may stand on (app/styles/shop/home.css). */
const words = 0.37;

test.each([
  ['hero', inks[0] ?? []],
  ['hero-evening', inks[1] ?? []],
])('words can be read wherever they stand on %s', async (name, ink) => {
  const picture = sharp(`public/images/${name}-1280.webp`);
  const { width, height } = await picture.metadata();
  const data = await picture
    .extract({ left: 0, top: 0, width: Math.round(width * words), height })
    .removeAlpha()
    .raw()
    .toBuffer();
  let worst = Infinity;
  for (let i = 0; i < data.length; i += 3) {
    worst = Math.min(worst, contrast(ink, [...data.subarray(i, i + 3)]));
  }
  expect(worst).toBeGreaterThanOrEqual(4.5);
});

/** WCAG 2.2's contrast ratio of two sRGB colours. */
function contrast(a: number[], b: number[]): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: number[]): number {
  const [red = 0, green = 0, blue = 0] = color.map((byte) => {
    const part = byte / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
