import { setTimeout as sleep } from 'node:timers/promises';
import { read, transaction } from '~/db.server';
import { log } from '~/log.server';
import { bulkChangeSchema } from '~/models/bulk-change';
import { findUnderWay, isUnderWay } from '~/models/bulk-report.server';
import { doNext } from '~/models/bulk-step.server';
import { isDatabaseAway } from '~/models/database-away.server';
import { runOutsideRequest } from '~/request.server';
import { singleton } from '~/singleton.server';
import { stopping } from '~/stopping.server';

/** ms after which a part that failed is tried again: each time twice as long, up to the last. */
const pauses = { first: 1_000, last: 30_000 };
/** Failures in a row that are worth a line in the log. */
const many = 6;
/** ms between two looks whether the process that does a part still lives. */
const held = 1_000;
/** ms between two looks for changes whose process has died. */
const look = 60_000;

const running = singleton('bulk runs', () => new Map<string, Promise<void>>());

/** From now on goes on with whatever another process, or this one before it was started again, left half done. */
export function watchBulk(): void {
  const goOn = () =>
    void runOutsideRequest(findUnderWay).then(
      (ids) => ids.forEach((id) => void runBulk(id)),
      (error: unknown) => {
        if (!isDatabaseAway(error))
          log.error({ event: 'bulk.failed', err: error }, 'No change of many could be looked for.');
      },
    );
  goOn();
  setInterval(goOn, look).unref();
}

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

/** Resolves when this process does nothing of any change. */
export async function bulkSettled(): Promise<void> {
  await Promise.all(running.values());
}

async function work(id: string): Promise<void> {
  let failures = 0;
  while (!stopping.aborted) {
    try {
      if (!(await isLeft(id))) return;
      if (!(await doPart(id))) await pause(held);
      failures = 0;
    } catch (error) {
      await pause(Math.min(pauses.last, pauses.first * 2 ** failures));
      failures += 1;
      if (failures === many)
        log.error({ event: 'bulk.failed', bulk: id, err: error }, 'A change of many stands still.');
    }
  }
}

async function pause(ms: number): Promise<void> {
  await sleep(ms, undefined, { ref: false, signal: stopping }).catch(() => {});
}

async function isLeft(id: string): Promise<boolean> {
  const bulk = await read((db) => db.bulkChange.findUnique({ where: { id } }));
  return bulk !== null && isUnderWay(bulk);
}

/**
 * One part, in one transaction. It begins at the place where the last one ended, and its row is locked meanwhile: so
 * it may be tried again whatever became of it, by any process, and a process that dies lets go.
 * @returns false where another process is at it.
 */
async function doPart(id: string): Promise<boolean> {
  return transaction(async (tx) => {
    const [mine] = await tx.$queryRaw<object[]>`
      SELECT FROM bulk_change WHERE id = ${id}::uuid FOR UPDATE SKIP LOCKED`;
    if (!mine) return false;
    const bulk = await tx.bulkChange.findUniqueOrThrow({ where: { id } });
    // Another process has done the last part in between.
    if (!isUnderWay(bulk)) return true;
    await doNext(tx, { ...bulk, change: bulkChangeSchema.parse(bulk.change) });
    return true;
  });
}
