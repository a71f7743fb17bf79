import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Faults } from '../../e2e/faults/faults';
import { newSave } from '../../scripts/test/save';

const databaseUrl = process.env.DATABASE_URL ?? '';
const faults = await Faults.start(databaseUrl);
// The shop's own door leads through the proxy: so it is opened after that.
process.env.DATABASE_URL = faults.url;
const { storeUploads } = await import('~/models/image-upload.server');
const { disconnect } = await import('~/db.server');

const witness = new pg.Client({ connectionString: databaseUrl });

beforeAll(() => witness.connect());
afterAll(async () => {
  await disconnect();
  await witness.end();
  await faults.stop();
});

test.each(['before', 'sent', 'answered', 'reply'] as const)(
  'a picture whose COMMIT is cut %s is stored once, with its key, and said to be',
  async (when) => {
    const save = newSave();
    const [background, other] = [`#0000${when.length}0`, `#0${when.length}0000`];
    const form = await Promise.all([background, other].map(file));
    const cut = faults.cut({ at: 'commit', when, how: 'rst' });
    const upload = await storeUploads(save, [...form, new File(['no picture'], 'notes.txt')]);
    await cut.done;
    expect(upload.images).toHaveLength(2);
    expect(upload.problems).toEqual([expect.stringContaining('notes.txt')]);
    for (const { id } of upload.images) {
      const { rows } = await witness.query(
        `SELECT (SELECT count(*)::int FROM image_rendition WHERE file_id = id) AS renditions, actor
         FROM image_file JOIN write_key ON key = $2 WHERE id = $1`,
        [id, `${save.key}/${id}`],
      );
      expect(rows).toEqual([{ renditions: 2, actor: save.actor }]);
    }
    expect(await storeUploads(save, form)).toEqual({
      ...{ images: upload.images, problems: [], busy: false },
    });
  },
);

async function file(background: string): Promise<File> {
  const picture = sharp({ create: { width: 320, height: 200, channels: 3, background } });
  return new File([new Uint8Array(await picture.png().toBuffer())], `${background}.png`);
}
