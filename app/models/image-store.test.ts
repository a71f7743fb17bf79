import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { disconnect, read } from '~/db.server';
import { ImageRefused, MAX_IMAGE_BYTES, renderImage } from '~/models/image-render.server';
import { storeImage } from '~/models/image-store.server';
import { newSave } from '../../scripts/test/save';

const plain = (width: number, height: number, background = '#c06030') =>
  sharp({ create: { width, height, channels: 3, background } });

afterAll(disconnect);

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('may be %s', async (format) => {
    const { widths, color, renditions } = await renderImage(
      await plain(400, 200).toFormat(format).toBuffer(),
    );
    expect(widths).toEqual([320]);
    expect(color).toMatch(/^#(b|c)[0-9a-f](5|6)[0-9a-f](2|3)[0-9a-f]$/);
    const found = await Promise.all(renditions.map(({ bytes }) => sharp(bytes).metadata()));
    expect(found).toMatchObject([
      { format: 'heif', width: 320, height: 160 },
      { format: 'webp', width: 320, height: 160 },
    ]);
  });

  test('has every width that is not above its own', async () => {
    const { width, height, widths, renditions } = await renderImage(
      await plain(1000, 500).png().toBuffer(),
    );
    expect({ width, height, widths }).toEqual({ width: 960, height: 480, widths: [320, 640, 960] });
    expect(renditions).toHaveLength(6);
  });

  test('smaller than all of them has its own', async () => {
    const { width, height, widths } = await renderImage(await plain(90, 60).png().toBuffer());
    expect({ width, height, widths }).toEqual({ width: 90, height: 60, widths: [90] });
  });

  test('is turned upright and says nothing of where it was taken', async () => {
    const sideways = await plain(400, 200)
      .withExif({ IFD0: { Artist: 'Somebody' }, IFD3: { GPSLatitude: '54/1 0/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(sideways).metadata()).exif).toBeDefined();
    const { width, height, renditions } = await renderImage(sideways);
    expect({ width, height }).toEqual({ width: 200, height: 400 });
    for (const { bytes } of renditions) {
      const { exif, xmp, iptc, icc } = await sharp(bytes).metadata();
      expect({ exif, xmp, iptc, icc }).toEqual({});
    }
  });

  test('keeps what is see-through', async () => {
    const clear = await sharp({
      create: { width: 40, height: 40, channels: 4, background: '#00000000' },
    })
      .png()
      .toBuffer();
    const { color, renditions } = await renderImage(clear);
    expect(color).toBe('#ffffff');
    for (const { bytes } of renditions) expect((await sharp(bytes).metadata()).hasAlpha).toBe(true);
  });
});

describe('refused', () => {
  const refusal = async (bytes: Uint8Array) => {
    const error: unknown = await renderImage(bytes).then(
      () => null,
      (error: unknown) => error,
    );
    expect(error).toBeInstanceOf(ImageRefused);
    return error instanceof ImageRefused ? error.message : '';
  };

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'],
    ['PDF', '%PDF-1.7'],
    ['TIFF', 'II*\0'],
  ])('%s', async (_, text) => {
    expect(await refusal(Buffer.from(text, 'latin1'))).toContain('no JPEG, PNG');
  });

  test('a program file', async () => {
    expect(await refusal((await readFile(process.execPath)).subarray(0, 4096))).toContain(
      'no JPEG',
    );
  });

  test('a damaged picture', async () => {
    const whole = await plain(400, 400).png().toBuffer();
    expect(await refusal(whole.subarray(0, whole.length / 2))).toContain('damaged');
    expect(await refusal(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toContain('damaged');
  });

  test('too many pixels, of which only the header is read', async () => {
    const bomb = await plain(10_000, 5_001).png({ compressionLevel: 1 }).toBuffer();
    expect(bomb.length).toBeLessThan(MAX_IMAGE_BYTES);
    expect(await refusal(bomb)).toContain('50 million pixels');
  });

  test('too many bytes', async () => {
    expect(await refusal(new Uint8Array(MAX_IMAGE_BYTES + 1))).toContain('20 MB');
  });

  test('a ribbon', async () => {
    expect(await refusal(await plain(100, 20_000).png().toBuffer())).toContain('too tall');
  });
});

test('is stored once, also when two ask at a time', async () => {
  const bytes = await plain(700, 350).png().toBuffer();
  const [first, second] = await Promise.all([
    storeImage(newSave(), bytes),
    storeImage(newSave(), bytes),
  ]);
  expect(second).toEqual(first);
  expect(first.id).toMatch(/^[0-9a-f]{32}$/);
  expect(await storeImage(newSave(), bytes)).toEqual(first);
  const stored = await read((db) =>
    db.imageRendition.findMany({
      where: { fileId: first.id },
      select: { width: true, format: true },
    }),
  );
  expect(stored).toHaveLength(4);
});
