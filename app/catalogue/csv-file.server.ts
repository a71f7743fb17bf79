import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { TransformStream } from 'node:stream/web';
import { Readable } from 'node:stream';
import { type Row } from '~/catalogue/header';
import { CatalogueFileError } from '~/catalogue/problem';

/**
 * The rows of a CSV file, the header first, as a stream: any size of file in little memory.
 * Empty lines are left out.
 * @throws CatalogueFileError where the file can't be read to its end, saying where and what to do.
 */
export async function* readCsv(path: string): AsyncGenerator<Row> {
  await refuseOtherFiles(path);
  const text = Readable.fromWeb(
    Readable.toWeb(createReadStream(path)).pipeThrough(decodeUtf8(path)),
  );
  let parsed = 0;
  const lines: number[] = [];
  const parser = text.pipe(
    parse({
      bom: true,
      relax_column_count: true,
      record_delimiter: '\n',
      on_record: (cells: string[], context) => {
        lines.push(parsed + 1);
        parsed = context.lines;
        return cells;
      },
    }),
  );
  text.on('error', (error) => parser.destroy(error));
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      const line = lines.shift() ?? 0;
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new CatalogueFileError(explain(path, parsed + 1, error), { cause: error });
    throw error;
  } finally {
    text.destroy();
  }
}

async function refuseOtherFiles(path: string): Promise<void> {
  const file = await stat(path).catch((error: unknown) => {
    throw new CatalogueFileError(`${path} can't be opened: is the name right?`, { cause: error });
  });
  if (!file.isFile()) throw new CatalogueFileError(`${path} is a folder: name a CSV file in it.`);
  if (file.size === 0) throw new CatalogueFileError(`${path} is empty: export it again.`);
  const handle = await open(path).catch((error: unknown) => {
    throw new CatalogueFileError(`${path} may not be read by this user.`, { cause: error });
  });
  const start = Buffer.alloc(4096);
  const { bytesRead } = await handle.read(start).finally(() => handle.close());
  const head = start.subarray(0, bytesRead);
  if (/^(\xff\xfe|\xfe\xff)/.test(head.toString('latin1'))) {
    throw new CatalogueFileError(`${path} is written in UTF-16: save it as “CSV UTF-8”.`);
  }
  if (head.toString('latin1').startsWith('PK\x03\x04')) {
    throw new CatalogueFileError(`${path} is a workbook, not CSV: save it as “CSV UTF-8”.`);
  }
  if (head.includes(0)) {
    throw new CatalogueFileError(`${path} is not text, or text in UTF-16: save it as “CSV UTF-8”.`);
  }
}

/**
 * Text with \n alone at line ends. Refuses the first byte that is no UTF-8, with its line, instead
 * of putting � into products.
 */
function decodeUtf8(path: string): TransformStream<Uint8Array, string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let lines = 1;
  let held = '';
  const decode = (bytes: Uint8Array | undefined) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (error) {
      throw new CatalogueFileError(
        `${path} is not written in UTF-8 (near line ${lines + linesBeforeFault(bytes)}), perhaps in Latin-1 or Windows-1252: save it as “CSV UTF-8”.`,
        { cause: error },
      );
    }
  };
  const unify = (text: string) => {
    const unified = text.replace(/\r\n?/g, '\n');
    lines += unified.split('\n').length - 1;
    return unified;
  };
  return new TransformStream({
    transform(bytes, controller) {
      const text = held + decode(bytes);
      // A \r at the end may be half of a \r\n.
      held = text.endsWith('\r') ? '\r' : '';
      controller.enqueue(unify(held ? text.slice(0, -1) : text));
    },
    flush(controller) {
      controller.enqueue(unify(held + decode(undefined)));
    },
  });
}

function linesBeforeFault(bytes: Uint8Array | undefined): number {
  const before = new TextDecoder().decode(bytes).split('�')[0] ?? '';
  return before.split('\n').length - 1;
}

function explain(path: string, line: number, error: CsvError): string {
  const start = `${path} can't be read on from line ${line}, so nothing was imported: `;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return `${start}a quotation mark is opened there and never closed. Close it, or double it where it is meant as text.`;
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return `${start}a quotation mark stands inside a value. Put the whole value in quotes and double the marks in it.`;
    default:
      return `${start}${error.message}`;
  }
}
