import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

process.env.PICTURES_FROM_NETWORK = '127.0.0.1';
const { fetchPictures } = await import('~/catalogue/import-pictures.server');
const { workOn } = await import('~/catalogue/import-work.server');
const { disconnect } = await import('~/db.server');
const imports = await import('~/models/catalogue-import.server');
const { LeaseLost, takeLease } = await import('~/models/import-lease.server');
const { addPart } = await import('~/models/import-parts.server');
const pictures = await import('~/models/import-pictures.server');

const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'teal' } })
  .png()
  .toBuffer();
const asked: string[] = [];
const there = new Set<string>();
/** Called before an address is answered. */
let meanwhile = (): Promise<unknown> => Promise.resolve();
const host = createServer(({ url = '' }, response) => {
  asked.push(url);
  void meanwhile().then(() => {
    if (there.has(url)) response.end(png);
    else response.writeHead(404).end();
  });
});

const witness = new pg.Client({ connectionString: process.env.DATABASE_URL });
beforeAll(async () => {
  await witness.connect();
  await once(host.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(async () => {
  await witness.query('TRUNCATE catalogue_import, product, product_change, audit_entry CASCADE');
  asked.length = 0;
  there.clear();
  meanwhile = () => Promise.resolve();
});
afterAll(async () => {
  host.close();
  await witness.end();
  await disconnect();
});

const actor = randomUUID();
const save = () => ({ key: randomUUID(), actor });
const never = new AbortController().signal;

async function take(wants: 'files' | 'pictures') {
  const taken = await takeLease(randomUUID(), randomUUID(), wants);
  if (!taken) throw new Error('There was nothing to do.');
  return taken;
}

/** A file of products with a picture each, imported. */
async function imported(names: string[]): Promise<string> {
  const id = randomUUID();
  const { port } = host.address() as AddressInfo;
  const lines = names.map((name, n) => `cup-${n},Cup ${n},12.50,http://127.0.0.1:${port}/${name}`);
  const bytes = Buffer.from(['Handle,Title,Variant Price,Image Src', ...lines].join('\n'));
  await imports.beginImport({ id, fileName: 'cups.csv', size: bytes.length }, actor);
  await addPart({ importId: id, start: 0, bytes }, actor);
  await workOn({ ...(await take('files')), stop: never });
  await imports.startImport(save(), id);
  await workOn({ ...(await take('files')), stop: never });
  return id;
}

const shown = async () =>
  (
    await witness.query<{ slug: string; version: number; pictures: number }>(
      `SELECT p.slug, p.version, count(i.file_id)::int AS pictures
       FROM product p JOIN product_image i ON i.product_id = p.id GROUP BY p.id ORDER BY p.slug`,
    )
  ).rows;

test('each address is fetched once for all its products, what fails is told by row, and tried again', async () => {
  there.add('/a').add('/b');
  const id = await imported(['a', 'b', 'a', 'late']);
  const progress = async () => (await imports.getImport(id))?.progress;
  expect(await progress()).toMatchObject({ status: 'done', picturesLeft: 3, waiting: true });
  expect(await fetchPictures({ ...(await take('pictures')), stop: never })).toBe(true);
  expect(asked.sort()).toEqual(['/a', '/b', '/late']);
  expect(await progress()).toMatchObject({
    ...{ picturesLeft: 0, picturesStored: 2, picturesFailed: 1, waiting: false },
  });
  expect(await pictures.tellFailedPictures(id, 1)).toMatchObject([
    { line: 5, value: expect.stringMatching(/late$/) as string, reason: 'The host answered 404.' },
  ]);

  there.add('/late');
  asked.length = 0;
  expect(await pictures.retryPictures(save(), id)).toEqual({ ok: true });
  await fetchPictures({ ...(await take('pictures')), stop: never });
  expect(asked).toEqual(['/late']);
  expect(await progress()).toMatchObject({ picturesStored: 3, picturesFailed: 0 });
  expect(await shown()).toEqual(
    [0, 1, 2, 3].map((n) => ({ slug: `cup-${n}`, version: 2, pictures: 1 })),
  );
  const { rows } = await witness.query(
    `SELECT count(*)::int AS n FROM product_change WHERE import_id = $1 AND actor = $2`,
    [id, actor],
  );
  expect(rows).toEqual([{ n: 8 }]);
  const { rows: told } = await witness.query('SELECT event, detail FROM audit_entry ORDER BY at');
  expect(told.slice(2)).toEqual([
    { event: 'import.pictures', detail: '2 fetched, 1 could not be' },
    { event: 'import.pictures', detail: '3 fetched, 0 could not be' },
  ]);
});

test('a process that has lost them writes no more, and another goes on from there', async () => {
  const names = Array.from({ length: 12 }, (_, n) => `${n}`);
  names.forEach((name) => there.add(`/${name}`));
  const id = await imported(names);
  const dead = await take('pictures');
  // In the middle it is believed dead, and another takes over.
  meanwhile = async () => {
    if (asked.length === 6)
      await witness.query(`UPDATE catalogue_import SET runner = gen_random_uuid()`);
  };
  await expect(fetchPictures({ ...dead, stop: never })).rejects.toThrow(LeaseLost);
  const half = (await imports.getImport(id))?.progress;
  expect(half?.picturesStored).toBeGreaterThan(0);
  expect(half?.picturesLeft).toBeGreaterThan(0);
  await witness.query(`UPDATE catalogue_import SET run_until = now() - interval '1 s'`);
  await fetchPictures({ ...(await take('pictures')), stop: never });
  expect(await imports.getImport(id)).toMatchObject({ picturesLeft: 0, picturesStored: 12 });
  expect((await shown()).every(({ version, pictures: n }) => version === 2 && n === 1)).toBe(true);
});

test('what is told to stop ends after what is under way; what somebody stops is told', async () => {
  const id = await imported(Array.from({ length: 30 }, (_, n) => `missing-${n}`));
  const stop = new AbortController();
  meanwhile = () => Promise.resolve(stop.abort());
  expect(await fetchPictures({ ...(await take('pictures')), stop: stop.signal })).toBe(false);
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(await pictures.stopPictures(save(), id)).toEqual({ ok: true });
  expect(await takeLease(randomUUID(), randomUUID(), 'pictures')).toBe(null);
  expect(await imports.getImport(id)).toMatchObject({ picturesLeft: 0, picturesFailed: 30 });
  const [last] = await pictures.listFailedPictures(id, 29, 5);
  expect(last?.reason).toBe('It was not tried: somebody stopped it.');
});
