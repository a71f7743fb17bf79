import { setTimeout as sleep } from 'node:timers/promises';
import { once, read } from '~/db.server';
import { log } from '~/log.server';
import { bulkChangeSchema } from '~/models/bulk-change';
import { isUnderWay } from '~/models/bulk-change.server';
import { doNext, returnNext } from '~/models/bulk-step.server';
import { runOutsideRequest } from '~/request.server';
import { singleton } from '~/singleton.server';
import { stopping } from '~/stopping.server';

/** ms after which a part that failed is tried again, each time twice as long; then nobody goes on until it is looked at. */
const pauses = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000];

const running = singleton('bulk runs', () => new Map<string, Promise<void>>());

/**
 * Goes on with a change of many products, or with taking it back, until all is done: part by part, whoever began it.
 * Parts of one change never run side by side, in however many processes, and none is done twice.
 * @param patience ms to wait for the end; it goes on by itself after them.
 */
export async function runBulk(id: string, patience = 0): Promise<void> {
  let run = running.get(id);
  if (!run) {
    run = runOutsideRequest(() => work(id)).finally(() => running.delete(id));
    running.set(id, run);
  }
  if (patience > 0) await Promise.race([run, sleep(patience, undefined, { ref: false })]);
}

async function work(id: string): Promise<void> {
  let failures = 0;
  while (!stopping.aborted) {
    try {
      if (!(await doPart(id))) return;
      failures = 0;
    } catch (error) {
      const pause = pauses[failures];
      failures += 1;
      if (pause === undefined) {
        log.error(
          { event: 'bulk.given-up', bulk: id, err: error },
          'A change of many products stands still.',
        );
        return;
      }
      await sleep(pause, undefined, { ref: false, signal: stopping }).catch(() => {});
    }
  }
}

/** One part, in one transaction, once. @returns whether there is more */
async function doPart(id: string): Promise<boolean> {
  const place = placeOf(await read((db) => db.bulkChange.findUnique({ where: { id } })));
  if (place === null) return false;
  const save = { key: `bulk/${id}/${place}`, actor: 'bulk', content: place };
  const { result } = await once(save, async (tx) => {
    await tx.$queryRaw`SELECT FROM bulk_change WHERE id = ${id}::uuid FOR UPDATE`;
    const bulk = await tx.bulkChange.findUnique({ where: { id } });
    // Asked to be taken back in between.
    if (!bulk || placeOf(bulk) !== place) return true;
    const change = bulkChangeSchema.parse(bulk.change);
    if (bulk.returned === null) await doNext(tx, { ...bulk, change });
    else await returnNext(tx, { ...bulk, change, from: bulk.returned });
    return true;
  });
  return result;
}

/** Where the next part begins; null where all is done. */
function placeOf(bulk: { done: number; returned: number | null; total: number } | null) {
  if (!bulk || !isUnderWay(bulk)) return null;
  return bulk.returned === null ? `do/${bulk.done}` : `return/${bulk.returned}`;
}
