import type { Readable } from 'node:stream';
import { guard } from '~/catalogue/cell-guard';
import { csvStream } from '~/catalogue/csv-stream.server';
import { listLeftOut } from '~/models/bulk-report.server';
import { whyLeft } from '~/models/bulk-words';

const BATCH = 500;

/**
 * The products that a change left as they are, and why, as CSV.
 * @param origin of the links to them
 */
export function leftOutCsv(bulkId: string, origin: string): Readable {
  return csvStream(lines(bulkId, origin));
}

async function* lines(bulkId: string, origin: string): AsyncGenerator<string[]> {
  yield ['Product', 'Why it was left', 'Its page'];
  for (let after = 0; ;) {
    const products = await listLeftOut(bulkId, after, BATCH);
    for (const { title, productId, ...left } of products) {
      yield [guard(title), whyLeft(left), `${origin}/admin/products/${productId}`];
    }
    const last = products.at(-1);
    if (!last || products.length < BATCH) return;
    after = last.place;
  }
}
