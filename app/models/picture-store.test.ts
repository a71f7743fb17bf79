import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { startObjectStore } from '../../scripts/test/object-store';
import { newSave } from '../../scripts/test/save';

const objects = await startObjectStore();
Object.assign(process.env, objects.environment);
// The shop reads its environment once: so that is opened after that.
const { read, disconnect } = await import('~/db.server');
const { getRendition } = await import('~/models/image.server');
const { storeUploads } = await import('~/models/image-upload.server');
const { ObjectStoreAway } = await import('~/object-store.server');

afterAll(async () => {
  await disconnect();
  await objects.remove();
});

async function picture(background: string): Promise<File> {
  const plain = sharp({ create: { width: 640, height: 400, channels: 3, background } });
  return new File([new Uint8Array(await plain.png().toBuffer())], `${background}.png`);
}
const rowsOf = (fileId: string) => read((db) => db.imageRendition.count({ where: { fileId } }));
const files = () => read((db) => db.imageFile.count());

test('a picture’s bytes are in the object store alone, its description in the database', async () => {
  const { images, problems } = await storeUploads(newSave(), [await picture('#102030')]);
  expect(problems).toEqual([]);
  expect(images).toMatchObject([{ widths: [320, 640], width: 640, height: 400 }]);
  const [{ id } = { id: '' }] = images;
  expect(await rowsOf(id)).toBe(0);
  for (const format of ['avif', 'webp'] as const) {
    const bytes = await getRendition({ fileId: id, width: 640, format });
    expect((await sharp(bytes ?? undefined).metadata()).width).toBe(640);
  }
  expect(await getRendition({ fileId: id, width: 960, format: 'webp' })).toBeNull();
});

test('what the database has is shown from there, also with the object store away', async () => {
  const fileId = 'c'.repeat(32);
  const key = { fileId, width: 10, format: 'webp' } as const;
  const bytes = new Uint8Array([1, 2, 3]);
  const { transaction } = await import('~/db.server');
  await transaction(async (tx) => {
    await tx.imageFile.create({
      data: { id: fileId, width: 10, height: 10, widths: [10], color: '#000000' },
    });
    await tx.imageRendition.create({ data: { ...key, bytes } });
  });
  expect(await getRendition(key)).toEqual(bytes);
  await objects.stop();
  expect(await getRendition(key)).toEqual(bytes);
  await objects.start();
});

test('with the object store away nothing is half kept, it is said, and the next try keeps all', async () => {
  const form = [await picture('#405060'), await picture('#708090')];
  const save = newSave();
  const before = await files();
  await objects.stop();
  const said = 'The store for pictures is not answering, so this one was not kept.';
  const { images, problems } = await storeUploads(save, form);
  expect(images).toEqual([]);
  expect(problems).toEqual([
    expect.stringContaining(`#405060.png: ${said}`),
    expect.stringContaining(`#708090.png: ${said}`),
  ]);
  expect(await files()).toBe(before);
  const gone = { fileId: 'd'.repeat(32), width: 320, format: 'webp' } as const;
  await expect(getRendition(gone)).rejects.toThrow(ObjectStoreAway);

  await objects.start();
  expect((await storeUploads(save, form)).images).toHaveLength(2);
  expect(await files()).toBe(before + 2);
  expect(await getRendition(gone)).toBeNull();
});
