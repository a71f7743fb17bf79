import type { Readable } from 'node:stream';
import { guard } from '~/catalogue/cell-guard';
import { csvStream } from '~/catalogue/csv-stream.server';
import { listFailedPictures } from '~/models/import-pictures.server';
import { listProblemsAfter } from '~/models/import-report.server';

const BATCH = 500;

/** What is told of a file, by row, as CSV. */
export function problemCsv(importId: string): Readable {
  return csvStream(lines(importId));
}

async function* lines(importId: string): AsyncGenerator<string[]> {
  yield ['Row', 'Column', 'Value', 'What is wrong, and what to do', 'Kind'];
  let after = { line: 0, number: 0 };
  for (;;) {
    const problems = await listProblemsAfter(importId, after, BATCH);
    for (const { line, column, value, reason, isNote } of problems) {
      const cells = [column, value, reason].map(guard);
      yield [String(line), ...cells, isNote ? 'note' : 'problem'];
    }
    const last = problems.at(-1);
    if (!last || problems.length < BATCH) break;
    after = last;
  }
  for (let number = 0; ;) {
    const pictures = await listFailedPictures(importId, number, BATCH);
    for (const { line, url, reason } of pictures) {
      yield [String(line), 'Picture', guard(url), guard(reason), 'picture'];
    }
    const last = pictures.at(-1);
    if (!last || pictures.length < BATCH) return;
    number = last.number;
  }
}
