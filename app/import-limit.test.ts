import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_BYTES } from '~/models/catalogue-import';

const most = PART_BYTES + 100;
process.env.IMPORT_BYTES = String(most);
const { formOf, post, signIn } = await import('../scripts/test/admin');
const { importWorker } = await import('~/catalogue/import-worker.server');
const { disconnect } = await import('~/db.server');
const { getImport } = await import('~/models/catalogue-import.server');
const part = await import('~/routes/admin.imports.$id_.part');
const imports = await import('~/routes/admin.imports._index');

let cookie = '';
beforeAll(async () => {
  cookie = await signIn();
});
afterAll(async () => {
  await importWorker.settled();
  await disconnect();
});

/** A file of so many bytes, all of which belong to one cell. */
function csv(bytes: number): Buffer<ArrayBuffer> {
  const head = 'Handle,Title,Price,Vendor\ncup,Cup,1,';
  return Buffer.from(head + 'x'.repeat(bytes - head.length));
}

const said = /larger than 1\.0 MB, which is the most here\. Divide it/;

test.each([most - 1, most])('a form’s file of %i bytes is taken', async (bytes) => {
  const id = randomUUID();
  const body = formOf([
    ['id', id],
    ['file', new File([csv(bytes)], 'a.csv')],
  ]);
  expect((await post(imports.action, { cookie, body })).status).toBe(302);
  expect(await getImport(id)).toMatchObject({ size: bytes, received: bytes });
});

test('one byte more is refused, and it is said how much may come', async () => {
  const body = formOf([
    ['id', randomUUID()],
    ['file', new File([csv(most + 1)], 'a.csv')],
  ]);
  const { status, body: told } = await post(imports.action, { cookie, body });
  expect(status).toBe(413);
  expect(told).toMatchObject({ problem: expect.stringMatching(said) as string });
});

test('the same holds part by part, whatever size was told first', async () => {
  const begin = (id: string, size: number) =>
    post(imports.action, {
      cookie,
      body: new URLSearchParams({ id, name: 'a.csv', size: String(size) }).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  expect(await begin(randomUUID(), most + 1)).toMatchObject({
    status: 413,
    body: { problem: expect.stringMatching(said) as string },
  });
  const id = randomUUID();
  expect((await begin(id, most)).status).toBe(302);
  const send = (start: number, bytes: Buffer<ArrayBuffer>) =>
    post(part.action, {
      ...{ cookie, params: { id }, search: `start=${start}`, body: bytes },
      headers: { 'Content-Type': 'application/octet-stream' },
    });
  const file = csv(most);
  expect((await send(0, file.subarray(0, PART_BYTES))).status).toBe(200);
  const longer = Buffer.concat([file.subarray(PART_BYTES), Buffer.from('x')]);
  expect(await send(PART_BYTES, longer)).toMatchObject({
    status: 413,
    body: expect.stringMatching(said) as string,
  });
  expect((await send(PART_BYTES, Buffer.from(file.subarray(PART_BYTES)))).status).toBe(200);
});
