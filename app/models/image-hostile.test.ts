import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { disconnect, read } from '~/db.server';
import { action } from '~/routes/admin.images';
import { formOf, post, signIn } from '../../scripts/test/admin';
import { hostileNames, hostilePictures, PAYLOAD, PLACE } from '../../scripts/test/hostile-pictures';

let cookie = '';
beforeAll(async () => {
  cookie = await signIn();
});
afterAll(disconnect);

const hostile = await hostilePictures();

const replySchema = z.object({
  images: z.array(z.object({ id: z.string() })),
  problems: z.array(z.string()),
});

async function upload(...files: File[]) {
  const fields = files.map((file): [string, File] => ['uploads', file]);
  const answer = await post(action, { cookie, body: formOf([['key', randomUUID()], ...fields]) });
  return { status: answer.status, ...replySchema.parse(JSON.parse(String(answer.body))) };
}

/** All that an upload could have written. */
const everything = () =>
  read(async (db) => ({
    files: await db.imageFile.count(),
    renditions: await db.imageRendition.count(),
    writes: await db.writeKey.count(),
    pictures: await db.productImage.count(),
  }));

test.each(hostile)('$what', async ({ file, refused }) => {
  const before = await everything();
  const { status, images, problems } = await upload(file);
  expect(status).toBe(200);
  if (refused !== undefined) {
    expect({ images, problems }).toEqual({
      images: [],
      problems: [expect.stringContaining(refused)],
    });
    expect(problems[0]).toContain(`${file.name}: `);
    expect(await everything()).toEqual(before);
    return;
  }
  expect(problems).toEqual([]);
  expect(images).toHaveLength(1);
  const renditions = await read((db) =>
    db.imageRendition.findMany({ where: { fileId: images[0]?.id } }),
  );
  expect(renditions.length).toBeGreaterThan(1);
  for (const { bytes, format } of renditions) {
    const held = Buffer.from(bytes);
    for (const carried of [PAYLOAD, 'alert(', PLACE, '%PDF', 'PK\x03\x04', 'DOCTYPE']) {
      expect(held.includes(carried), carried).toBe(false);
    }
    const { format: found, exif, xmp, iptc, icc, comments, pages } = await sharp(held).metadata();
    expect(found).toBe(format === 'avif' ? 'heif' : 'webp');
    expect({ exif, xmp, iptc, icc, comments }).toEqual({});
    expect(pages ?? 1).toBe(1);
  }
});

const named = hostileNames.map((name): [string, string] => [name.slice(0, 30), name]);
test.each(named)('a name like %j is only said, and shortened', async (_begins, name) => {
  const before = await everything();
  const { images, problems } = await upload(new File(['no picture'], name));
  expect(images).toEqual([]);
  expect(problems).toHaveLength(1);
  const [said = ''] = problems;
  expect(said.length).toBeLessThan(220);
  expect(said).toContain(': This is no JPEG');
  expect(said.split(': This')[0]).not.toMatch(/[/\\\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
  expect(await everything()).toEqual(before);
});

test('a name with NUL', async () => {
  const boundary = 'x';
  const body = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="key"',
    '',
    randomUUID(),
    `--${boundary}`,
    'Content-Disposition: form-data; name="uploads"; filename="a\0.png"',
    'Content-Type: image/png',
    '',
    'no picture',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
  const before = await everything();
  const answer = await post(action, { cookie, body, headers });
  expect(answer.status).toBeLessThan(500);
  expect(JSON.stringify(answer.body)).toMatch(/no JPEG|did not arrive whole/);
  expect(await everything()).toEqual(before);
});

test('what is refused keeps nothing else out', async () => {
  const bytes = new Uint8Array(
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#123456' } })
      .png()
      .toBuffer(),
  );
  const { images, problems } = await upload(
    new File(['<svg/>'], 'a.svg'),
    new File([bytes], 'good.png'),
    new File([], 'empty.png'),
  );
  expect(images).toHaveLength(1);
  expect(problems).toEqual([
    expect.stringContaining('a.svg'),
    expect.stringContaining('empty.png'),
  ]);
});
