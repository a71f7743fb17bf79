import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '~/catalogue/csv-file.server';
import { PLAIN } from '~/catalogue/dialect';
import { fileSource } from '~/catalogue/csv-source.server';
import { detectDialect } from '~/catalogue/detect.server';
import { surveyFile } from '~/catalogue/groups.server';
import { CatalogueFileError } from '~/catalogue/problem';
import { catalogueFile } from '../../scripts/test/catalogue';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-csv-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'file.csv');
  await writeFile(path, content);
  return path;
}

async function rowsOf(content: string | Uint8Array) {
  const rows = [];
  const { source, dialect } = await catalogueFile(await file(content));
  for await (const row of readCsv(source, dialect)) rows.push(row);
  return rows;
}

describe('rows', () => {
  const body = 'A,B\n1,"two\nlines\n\nand ""more"""\n\n3,é😀\n';

  test('say the line they begin in, also after fields of many lines', async () => {
    expect(await rowsOf(body)).toEqual([
      { line: 1, cells: ['A', 'B'] },
      { line: 2, cells: ['1', 'two\nlines\n\nand "more"'] },
      { line: 7, cells: ['3', 'é😀'] },
    ]);
  });

  test('are the same with a BOM', async () => {
    expect(await rowsOf(`\ufeff${body}`)).toEqual(await rowsOf(body));
  });

  test('are the same with CRLF', async () => {
    expect(await rowsOf(body.replaceAll('\n', '\r\n'))).toEqual(await rowsOf(body));
  });

  test('need no line break at the end', async () => {
    expect(await rowsOf(body.trimEnd())).toEqual(await rowsOf(body));
  });

  test('keep characters whole across the pieces that a file is read in', async () => {
    const long = '😀'.repeat(50_000);
    expect(await rowsOf(`A\n"x${long}"\n`)).toEqual([
      { line: 1, cells: ['A'] },
      { line: 2, cells: [`x${long}`] },
    ]);
  });
});

describe('a file that is refused', () => {
  const refusal = async (content: string | Uint8Array) => {
    const error: unknown = await catalogueFile(await file(content))
      .then(surveyFile)
      .then(
        () => null,
        (error: unknown) => error,
      );
    expect(error).toBeInstanceOf(CatalogueFileError);
    return error instanceof CatalogueFileError ? error.message : '';
  };
  const header = 'Handle,Title,Variant Price\n';

  test.each([
    ['an empty one', '', 'is empty'],
    ['one of empty lines', '\n\n , \n', 'only empty lines'],
    ['one with other columns', 'name,price\nMug,3\n', 'neither “Title” nor “URL handle”'],
    ['one divided by something else', 'Handle|Title|Price\n', 'neither “Title” nor “URL handle”'],
    ['one with a column twice', 'Handle,URL handle,Title\n', '“Handle” and “URL handle”'],
    ['one with a kept column twice', 'Handle,Tax code,Variant Tax Code\n', 'Variant Tax Code'],
    [
      'half a character of UTF-16',
      Buffer.from(`\ufeff${header}a,A,1\n`, 'utf16le').subarray(0, -1),
      'not written in UTF-16',
    ],
    ['bytes that are no text', Buffer.from('HT\0\x01\0\x02ab\0\0\0cd\x03'), 'holds NUL'],
    ['a workbook', Buffer.from('PK\x03\x04......', 'latin1'), 'workbook'],
    ['what is compressed', gzipSync('Handle,Title\n'), 'compressed'],
    ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'SVG'],
    ['a drawing after its prolog', '\ufeff<?xml version="1.0"?><svg/>', 'SVG'],
    ['JSON', '[{"title":"Mug"}]', 'JSON'],
    ['a column named as a prototype', 'Handle,Title,__proto__\n', '“__proto__”'],
    ['a column named as a constructor', 'constructor,Handle\n', '“constructor”'],
    ['too many columns', `Handle${',x'.repeat(1_000)}\n`, '1001 columns'],
    ['a row without an end', `${header}a,"${'x'.repeat(5_000_000)}`, 'longer than 4 million'],
    ['a product without an end', `${header}${'a,A,1\n'.repeat(5_001)}`, 'more than 5000 rows'],
    ['a quote that is never closed', `${header}a,"A,1\nb,B,2\n`, 'from line 2'],
    [
      'a quote inside a value, after one of many lines',
      `${header}a,"A\r\nB",1\r\nb,5" nail,2\r\n`,
      'from line 4',
    ],
    ['a quote inside a value', `${header}a,A,1\nb,5" nail,2\n`, 'from line 3'],
  ])('%s', async (_, content, reason) => {
    expect(await refusal(content)).toContain(reason);
  });

  test('one that is not there, and a folder', async () => {
    await expect(catalogueFile(join(folder, 'none.csv'))).rejects.toThrow("can't be opened");
    await expect(catalogueFile(folder)).rejects.toThrow('is a folder');
  });

  test('one that is not of the encoding that it is said to be of', async () => {
    const latin = Buffer.from(`${header}a,A,1\nb,Café,2\n`, 'latin1');
    const source = await fileSource(await file(latin));
    await expect(surveyFile({ source, dialect: PLAIN })).rejects.toThrow('near line 3');
  });
});

describe('how a file is written', () => {
  const dialectOf = async (content: string | Uint8Array) =>
    detectDialect(await fileSource(await file(content)));
  const text = 'Name;Preis;Bestand\nBeck’s Käse-Häppchen;1.234,50;3\n';

  test.each([
    ['commas', 'Handle,Title;x\n', { encoding: 'utf-8', delimiter: ',', decimal: '.' }],
    ['semicolons', text, { encoding: 'utf-8', delimiter: ';', decimal: ',' }],
    ['tabs', 'SKU\tName, long\tPrice\n', { delimiter: '\t', decimal: '.' }],
    ['commas in quotes', '"Title, long";Price\n', { delimiter: ';' }],
    ['a first line that tells it', 'sep=;\r\nTitle\r\n', { delimiter: ';' }],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), { encoding: 'utf-16le', delimiter: ';' }],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), { encoding: 'utf-16le' }],
    [
      'UTF-16, the other way',
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      { encoding: 'utf-16be' },
    ],
    [
      'Windows-1252',
      Buffer.from(text.replace('’', '\x92'), 'latin1'),
      { encoding: 'windows-1252', delimiter: ';' },
    ],
  ] as const)('%s', async (_, content, dialect) => {
    expect((await dialectOf(content)).dialect).toMatchObject(dialect);
  });

  test('is a guess only where neither a mark nor UTF-8 tells', async () => {
    expect(await dialectOf(text)).toMatchObject({ guessed: false });
    expect(await dialectOf(Buffer.from(text, 'utf16le'))).toMatchObject({ guessed: false });
    expect(await dialectOf(Buffer.from('Title\nCafé\n', 'latin1'))).toMatchObject({
      guessed: true,
    });
  });

  test('makes no difference to what is read', async () => {
    const rows = await rowsOf(text);
    expect(rows[1]?.cells).toEqual(['Beck’s Käse-Häppchen', '1.234,50', '3']);
    expect(await rowsOf(Buffer.from(text, 'utf16le'))).toEqual(rows);
    expect(await rowsOf(Buffer.from(text.replace('’', '\x92'), 'latin1'))).toEqual(rows);
    const told = await rowsOf(`\ufeffsep=;\n${text}`);
    expect(told.map(({ cells }) => cells)).toEqual(rows.map(({ cells }) => cells));
    expect(told[0]?.line).toBe(2);
  });
});
