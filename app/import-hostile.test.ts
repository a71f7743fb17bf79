import type { ActionFunctionArgs } from '@remix-run/node';
import { randomUUID } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importWorker } from '~/catalogue/import-worker.server';
import { disconnect, read } from '~/db.server';
import { getImport } from '~/models/catalogue-import.server';
import { listProblems } from '~/models/import-report.server';
import * as part from '~/routes/admin.imports.$id_.part';
import * as problems from '~/routes/admin.imports.$id_.problems[.]csv';
import * as imports from '~/routes/admin.imports._index';
import * as oneImport from '~/routes/admin.imports.$id';
import { type Fields, formOf, post, signIn } from '../scripts/test/admin';

let cookie = '';
beforeAll(async () => {
  cookie = await signIn();
});
afterAll(async () => {
  await importWorker.settled();
  await disconnect();
});

const everything = () =>
  read(async (db) => ({
    products: await db.product.count(),
    imports: await db.catalogueImport.count(),
    parts: await db.importPart.count(),
    mappings: await db.importMapping.count(),
  }));

type Action = (args: ActionFunctionArgs) => Promise<unknown>;

async function refused(action: Action, sent: Omit<Parameters<typeof post>[1], 'cookie'>) {
  const before = await everything();
  const { status, body } = await post(action, { ...sent, cookie });
  expect(status, JSON.stringify(body)).toBeGreaterThanOrEqual(400);
  expect(status, JSON.stringify(body)).toBeLessThan(500);
  expect(JSON.stringify(body)).toMatch(/\w+ \w+.*\./);
  expect(await everything()).toEqual(before);
  expect(Object.prototype).not.toHaveProperty('polluted');
}

const fileOf = (content: string | Buffer<ArrayBuffer>, name = 'a.csv') => new File([content], name);
const multipart = { 'Content-Type': 'multipart/form-data; boundary=x' };

/** A form whose file has such headers, byte for byte. */
function rawFile(headers: string, content = 'Handle,Title,Price\nraw,Raw,1\n'): string {
  const id = `--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n${randomUUID()}\r\n`;
  return `${id}--x\r\n${headers}\r\n\r\n${content}\r\n--x--\r\n`;
}

const urlencoded = { 'Content-Type': 'application/x-www-form-urlencoded' };

const uploads: [string, () => BodyInit, Record<string, string>?][] = [
  ['no file', () => formOf([['id', randomUUID()]])],
  [
    'an empty file',
    () =>
      formOf([
        ['id', randomUUID()],
        ['file', fileOf('')],
      ]),
  ],
  [
    'a file where its number follows',
    () =>
      formOf([
        ['file', fileOf('a')],
        ['id', randomUUID()],
      ]),
  ],
  [
    'a number that is none',
    () =>
      formOf([
        ['id', "' OR 1=1 --"],
        ['file', fileOf('a')],
      ]),
  ],
  [
    'a number with NUL',
    () =>
      formOf([
        ['id', '\0'],
        ['file', fileOf('a')],
      ]),
  ],
  [
    'a text where the file is',
    () =>
      formOf([
        ['id', randomUUID()],
        ['file', 'Handle,Title'],
      ]),
  ],
  ['JSON', () => '{}', { 'Content-Type': 'application/json' }],
  ['plain text', () => 'Handle,Title', { 'Content-Type': 'text/plain' }],
  ['no type', () => 'Handle,Title', { 'Content-Type': '' }],
  ['parts without a boundary', () => 'a', { 'Content-Type': 'multipart/form-data' }],
  ['half a form', () => '--x\r\nContent-', { 'Content-Type': 'multipart/form-data; boundary=x' }],
  [
    'fields of a prototype',
    () =>
      formOf([
        ['__proto__', randomUUID()],
        ['constructor', fileOf('a')],
      ]),
  ],
  [
    'a file without a name',
    () => rawFile('Content-Disposition: form-data; name="file"'),
    multipart,
  ],
  ['a header that is none', () => rawFile('Content-Disposition'), multipart],
  ['a header of 1 MB', () => rawFile(`X: ${'x'.repeat(1_000_000)}`), multipart],
  [
    'a form that never ends',
    () => rawFile('Content-Disposition: form-data; name="file"; filename="a.csv"').slice(0, -8),
    multipart,
  ],
  ['no size', () => `id=${randomUUID()}&name=a`, urlencoded],
  ['a negative size', () => `id=${randomUUID()}&name=a&size=-1`, urlencoded],
  ['a size of nothing', () => `id=${randomUUID()}&name=a&size=0`, urlencoded],
  ['a fraction', () => `id=${randomUUID()}&name=a&size=1.5`, urlencoded],
  ['a size beyond all', () => `id=${randomUUID()}&name=a&size=99999999999`, urlencoded],
  ['a field of a prototype', () => '__proto__[x]=1&id=1&size=1', urlencoded],
];

test.each(uploads)('an upload with %s is refused', async (_what, body, headers) => {
  await refused(imports.action, { body: body(), ...(headers && { headers }) });
});

test('another file under the number of one that was begun is refused', async () => {
  const whole = randomUUID();
  const sent = (name: string) =>
    formOf([
      ['id', whole],
      ['file', fileOf('Handle,Title,Price\nmug,Mug,1\n', name)],
    ]);
  expect(await post(imports.action, { cookie, body: sent('a.csv') })).toMatchObject({
    status: 302,
  });
  await importWorker.settled();
  await refused(imports.action, { body: sent('b.csv') });
  const inParts = randomUUID();
  const begun = (size: number) => ({
    body: `id=${inParts}&name=a.csv&size=${size}`,
    headers: urlencoded,
  });
  expect(await post(imports.action, { cookie, ...begun(10) })).toMatchObject({ status: 302 });
  await refused(imports.action, begun(11));
});

const octets = { 'Content-Type': 'application/octet-stream' };

test.each([
  ['of another type', { 'Content-Type': 'text/csv' }],
  ['that is compressed', { ...octets, 'Content-Encoding': 'gzip' }],
  ['that is damaged', { ...octets, 'Content-Digest': 'sha-256=:AAAA:' }],
  ['of an import that is not there', octets],
])('a part %s is refused', async (_what, headers) => {
  await refused(part.action, { params: { id: randomUUID() }, body: 'Handle', headers });
});

test('a form on an import that is not there, or of no button, is refused', async () => {
  for (const id of ['', '1', '\0', '../products', randomUUID()]) {
    const body = formOf([
      ['key', randomUUID()],
      ['intent', 'start'],
    ]);
    await refused(oneImport.action, { params: { id }, body });
  }
  const id = await bring('Handle,Title,Price\nmug,Mug,1\n');
  const forms: Fields[] = [
    [['intent', 'start']],
    [
      ['key', randomUUID()],
      ['intent', 'delete'],
    ],
    [
      ['key', randomUUID()],
      ['intent', 'map'],
      ['encoding', 'x'],
      ['delimiter', ','],
    ],
    [
      ['key', randomUUID()],
      ['intent', 'map'],
      ['encoding', 'utf-8'],
      ['delimiter', ','],
      ['columns[0]', '__proto__'],
    ],
    [
      ['key', randomUUID()],
      ['intent', 'map'],
      ['encoding', 'utf-8'],
      ['delimiter', ','],
      ['columns[0]', 'title'],
    ],
  ];
  for (const fields of forms)
    await refused(oneImport.action, { params: { id }, body: formOf(fields) });
});

const odd = 'Content-Disposition: form-data; name="__proto__"; filename=';

test.each([
  ['a path', `${odd}"../../../etc/passwd"`],
  ['a path of Windows’', `${odd}"C:\\windows\\a.csv"`],
  ['a name of another charset', `${odd}"a"; filename*=nonsense''%ff%00.csv`],
  ['a name that is no UTF-8', `${odd}"a"; filename*=UTF-8''%c3%28%00%0d%0aX:%20y`],
  ['10,000 letters', `${odd}"${'x'.repeat(10_000)}"`],
  ['a type of another kind', `${odd}"a.exe"\r\nContent-Type: image/svg+xml; charset=nonsense`],
  ['an encoding of mail’s', `${odd}"a.csv"\r\nContent-Transfer-Encoding: quoted-printable`],
])('a file with %s is taken for what its bytes are, under a name', async (_what, headers) => {
  const body = Buffer.from(rawFile(headers));
  const { status, location } = await post(imports.action, { cookie, body, headers: multipart });
  expect(status).toBe(302);
  await importWorker.settled();
  const file = await getImport(location?.split('/').at(-1) ?? '');
  expect(file).toMatchObject({ status: 'ready', created: 1 });
  expect(file?.fileName).toMatch(/^[^/\\\p{Cc}]{1,100}$/u);
});

/** Sends a file as a form does, and waits for what the check makes of it. */
async function bring(content: string | Buffer<ArrayBuffer>, name?: string): Promise<string> {
  const id = randomUUID();
  const body = formOf([
    ['id', id],
    ['file', fileOf(content, name)],
  ]);
  const { status, location } = await post(imports.action, { cookie, body });
  expect([status, location]).toEqual([302, `/admin/imports/${id}`]);
  await importWorker.settled();
  return id;
}

test.each([
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'SVG'],
  ['a bomb', gzipSync(Buffer.alloc(50_000_000)), 'compressed'],
  ['a workbook', Buffer.from('PK\x03\x04xxxx', 'latin1'), 'workbook'],
  [
    'a bomb in a zip file',
    Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), deflateRawSync(Buffer.alloc(50_000_000))]),
    'a zip file',
  ],
  ['half a letter of UTF-16', Buffer.from('\ufeffHandle,Title\na,\ud800', 'utf16le'), 'UTF-16'],
  ['a column of every object', 'Handle,Title,constructor\na,A,1\n', '“constructor”'],
  ['5,000 columns', `Handle,Title${',x'.repeat(4_998)}\na,A\n`, '5000 columns'],
  ['bytes of nothing', Buffer.alloc(2_000), 'NUL'],
  ['a column of a prototype', 'Handle,Title,__proto__\na,A,1\n', '“__proto__”'],
  ['a cell of 10 MB', `Handle,Title,Price\na,"${'x'.repeat(10 * 1024 * 1024)}",1\n`, 'longer than'],
  ['a quote without end', 'Handle,Title,Price\na,"A,1\n', 'never closed'],
])('%s is told to be none', async (_what, content, said) => {
  const file = await getImport(await bring(content));
  expect(file?.status).toBe('failed');
  expect(file?.reason).toContain(said);
});

test('what is odd in its cells is told by row, and its name is no path', async () => {
  const rows = [
    'Handle,Title,Price,Tags',
    'a\0b,A,1,',
    'b,"<script>alert(1)</script>",-1,',
    'c,C,1e9,',
    `d,${'x'.repeat(300)},1,`,
    'e,E,1,constructor',
    '__proto__,P,1,',
    'f,‮txet,1,😀',
  ];
  const id = await bring(rows.join('\n'), '../../../etc/passwd\0.csv');
  const file = await getImport(id);
  expect(file?.fileName).not.toMatch(/[/\0]/);
  expect(file).toMatchObject({ status: 'ready', created: 3, refused: 4 });
  const told = await listProblems(id, false, 1);
  expect(told.map(({ line, column }) => `${line} ${column}`)).toEqual([
    '2 Handle',
    '3 Price',
    '4 Price',
    '5 Title',
  ]);
});

test('letters of no encoding are looked at by somebody first, those of UTF-16 are read', async () => {
  const broken = Buffer.from('Handle,Title,Price\nbroken,\xff\xfe\x80\xc3(,1\n', 'latin1');
  expect(await getImport(await bring(broken))).toMatchObject({ status: 'mapping' });
  const little = Buffer.from('\ufeffHandle,Title,Price\nwide,Wide 😀,1\n', 'utf16le');
  const big = Buffer.from(little).swap16();
  for (const file of [little, big]) {
    expect(await getImport(await bring(file))).toMatchObject({ status: 'ready', created: 1 });
  }
});

test('options, values and handles may be called like anything of JavaScript’s', async () => {
  const id = await bring(
    [
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,toString',
      'constructor,C,__proto__,constructor,__proto__,1,hasOwnProperty',
      'constructor,,,__proto__,constructor,2,valueOf',
    ].join('\n'),
  );
  expect(await getImport(id)).toMatchObject({ reason: '', status: 'ready', created: 1 });
});

test('what a spreadsheet would run is no formula in the list of problems', async () => {
  const id = await bring('Handle,Title,Price\na,A,=1+1\nb,B,@SUM(1)\nc,C,"\t=1"\n');
  const request = new Request(`http://shop.example/admin/imports/${id}/problems.csv`, {
    headers: { Cookie: cookie },
  });
  const answer = await problems.loader({ request, params: { id }, context: {} });
  const lines = (await answer.text()).split('\n').slice(1, -1);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.split(',')[2]).toMatch(/^"?'/);
});

test('the same form again is the same import', async () => {
  const id = randomUUID();
  const before = await everything();
  const body = () =>
    formOf([
      ['id', id],
      ['file', fileOf('Handle,Title,Price\nmug,Mug,1\n')],
    ]);
  for (let n = 0; n < 2; n += 1) {
    expect((await post(imports.action, { cookie, body: body() })).status).toBe(302);
  }
  expect((await everything()).imports).toBe(before.imports + 1);
  const other = formOf([
    ['id', id],
    ['file', fileOf('Handle,Title,Price\njug,Jug,2\n')],
  ]);
  await refused(imports.action, { body: other });
});
