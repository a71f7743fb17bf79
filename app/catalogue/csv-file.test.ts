import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '~/catalogue/csv-file.server';
import { surveyFile } from '~/catalogue/groups.server';
import { CatalogueFileError } from '~/catalogue/problem';

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
  for await (const row of readCsv(await file(content))) rows.push(row);
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
    const error: unknown = await surveyFile(await file(content)).then(
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
    ['one with semicolons', 'Handle;Title;Price\n', 'not divided by commas'],
    ['one with a column twice', 'Handle,URL handle,Title\n', '“Handle” and “URL handle”'],
    ['one with a kept column twice', 'Handle,Tax code,Variant Tax Code\n', 'Variant Tax Code'],
    ['UTF-16', Buffer.from(`\ufeff${header}`, 'utf16le'), 'UTF-16'],
    ['UTF-16 without its mark', Buffer.from(header, 'utf16le'), 'UTF-16'],
    ['Latin-1', Buffer.from(`${header}a,A,1\nb,Café,2\n`, 'latin1'), 'near line 3'],
    ['a workbook', Buffer.from('PK\x03\x04......', 'latin1'), 'workbook'],
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
    await expect(surveyFile(join(folder, 'none.csv'))).rejects.toThrow("can't be opened");
    await expect(surveyFile(folder)).rejects.toThrow('is a folder');
  });
});
