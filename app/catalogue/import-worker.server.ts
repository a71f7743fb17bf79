import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fetchPictures } from '~/catalogue/import-pictures.server';
import { workOn } from '~/catalogue/import-work.server';
import { log } from '~/log.server';
import { type CatalogueImport, hasImports } from '~/models/catalogue-import.server';
import { isDatabaseAway } from '~/models/database-away.server';
import {
  dropLease,
  endLease,
  extendLease,
  isAnyUnderWay,
  LEASE,
  type Lease,
  LeaseLost,
  takeLease,
  type Wanted,
} from '~/models/import-lease.server';
import { runOutsideRequest } from '~/request.server';
import { singleton } from '~/singleton.server';
import { stopping } from '~/stopping.server';

/**
 * ms between two looks for imports whose process has died. Whoever watches one has it looked for at once, and who has
 * seen that another works on one looks until that is over.
 */
const look = 60_000;
/** ms after which work that the database broke off goes on. */
const again = 1_000;

type Work = (taken: {
  lease: Lease;
  file: CatalogueImport;
  position: number;
  stop: AbortSignal;
}) => Promise<boolean>;

/** Does one kind of work on imports, one import at a time, in the background of the server. */
class ImportWorker {
  readonly #runner = randomUUID();
  #working: Promise<void> | undefined;
  #asked = false;

  /** @param ended is called when an import's work came to its end. */
  constructor(
    readonly wants: Wanted,
    readonly work: Work,
    readonly ended: () => void = () => {},
  ) {}

  /** Looks for work now and then, from now on. */
  watch(): void {
    this.wake();
    setInterval(() => this.wake(), look).unref();
  }

  /** Says that there may be work. */
  wake(): void {
    if (stopping.aborted) return;
    this.#asked = true;
    this.#working ??= runOutsideRequest(() => this.#work()).finally(() => {
      this.#working = undefined;
      // Told between its last look and now.
      if (this.#asked) this.wake();
    });
  }

  /** Resolves when it rests. */
  async settled(): Promise<void> {
    await this.#working;
  }

  async #work(): Promise<void> {
    let holds = false;
    while (this.#asked && !isStopping()) {
      this.#asked = false;
      try {
        if (!(await hasImports())) return;
        do {
          const taken = await takeLease(this.#runner, randomUUID(), this.wants);
          holds = taken !== null;
          if (taken) await this.#hold(taken);
        } while (holds && !isStopping());
        if (await isAnyUnderWay(this.wants)) await this.#askAgain(LEASE / 3);
      } catch (error) {
        if (!isDatabaseAway(error))
          log.error({ event: 'import.failed', err: error }, 'No import could be worked on.');
        // Whoever holds one goes on as soon as the database is back.
        else if (holds) await this.#askAgain(again);
      }
    }
  }

  async #askAgain(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: stopping, ref: false }).catch(() => {});
    this.#asked = true;
  }

  /** Works on one import, and says all the while that this process lives. */
  async #hold(taken: NonNullable<Awaited<ReturnType<typeof takeLease>>>): Promise<void> {
    const { lease } = taken;
    const lost = new AbortController();
    const beat = setInterval(() => void this.#extend(lease, lost), LEASE / 3);
    try {
      const stop = AbortSignal.any([stopping, lost.signal]);
      if (await this.work({ ...taken, stop })) this.ended();
      else await dropLease(lease);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (isDatabaseAway(error)) throw error;
      log.error({ event: 'import.failed', err: error, import: lease.id }, 'An import broke off.');
      // Its products are there: the pictures are tried again when the lease has ended.
      if (this.wants === 'pictures') return;
      await endLease(lease, { to: 'failed', reason: BROKEN }).catch((late: unknown) => {
        if (!(late instanceof LeaseLost)) throw late;
      });
    } finally {
      clearInterval(beat);
    }
  }

  async #extend(lease: Lease, lost: AbortController): Promise<void> {
    try {
      if (!(await extendLease(lease))) lost.abort();
    } catch {
      // Whoever takes it over meanwhile is noticed at the next write.
    }
  }
}

const isStopping = () => stopping.aborted;

const BROKEN =
  'Something in the shop’s own program failed; the server’s log has the details. What was imported by then stays. Bring the file again: what is as it says already is left alone.';

const workers = singleton('import workers', () => {
  const pictures = new ImportWorker('pictures', fetchPictures);
  return [new ImportWorker('files', workOn, () => pictures.wake()), pictures];
});

/** All that is to be done for imports: their files, and beside that the pictures of those that are over. */
export const importWorker = {
  watch: () => workers.forEach((worker) => worker.watch()),
  wake: () => workers.forEach((worker) => worker.wake()),
  async settled(): Promise<void> {
    for (const worker of workers) await worker.settled();
  },
};
