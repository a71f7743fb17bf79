import type { DatabaseState, Slot } from '~/models/shop-status';
import { Tally } from '~/telemetry/tally.server';

/** What the process has counted since it began, and how its database is now. */
export type Reading = {
  pages: Tally;
  failed: number;
  statements: Tally;
  state: DatabaseState;
};

type Minute = Reading & { at: number };

/** ms */
const minute = 60_000;

/** Minutes that are kept, in about half a megabyte. */
const kept = 24 * 60;

const badness: Record<DatabaseState, number> = { well: 0, troubled: 1, away: 2 };

/** The last day by the minute, in memory: made of readings of what is counted anyway. */
export class History {
  /** Oldest first. A minute in which nobody read is missing. */
  readonly #minutes: Minute[] = [];
  #before: Reading;

  constructor(first: Reading) {
    this.#before = copyOf(first);
  }

  /** Takes down what has happened since the last reading. @param at ms since 1970 */
  add(at: number, reading: Reading): void {
    const of = this.#minuteOf(at);
    of.pages.include(reading.pages.since(this.#before.pages));
    of.failed += reading.failed - this.#before.failed;
    of.statements.include(reading.statements.since(this.#before.statements));
    of.state = worse(of.state, reading.state);
    this.#before = copyOf(reading);
  }

  /**
   * @param minutes of each stretch; stretches begin at whole multiples of it.
   * @param count how many, the last of which holds `now`.
   */
  slots(now: number, minutes: number, count: number): Slot[] {
    const length = minutes * minute;
    const first = Math.floor(now / length) * length - (count - 1) * length;
    const stretches = new Map<number, Minute>();
    for (const one of this.#minutes) {
      if (one.at < first) continue;
      const at = Math.floor(one.at / length) * length;
      stretches.set(at, together(at, stretches.get(at) ?? nothing(at), one));
    }
    return [...stretches.values()].map(slotOf);
  }

  /** All since a moment as one stretch. */
  slotSince(at: number): Slot {
    const since = this.#minutes.filter((one) => one.at >= at - minute);
    return slotOf(since.reduce((all, one) => together(at, all, one), nothing(at)));
  }

  #minuteOf(at: number): Minute {
    const start = Math.floor(at / minute) * minute;
    const last = this.#minutes.at(-1);
    // A clock that is set back does not undo what was seen.
    if (last && last.at >= start) return last;
    const next = nothing(start);
    this.#minutes.push(next);
    if (this.#minutes.length > kept) this.#minutes.shift();
    return next;
  }
}

function nothing(at: number): Minute {
  return { at, pages: new Tally(), failed: 0, statements: new Tally(), state: 'well' };
}

function copyOf({ pages, failed, statements, state }: Reading): Reading {
  return {
    pages: new Tally().include(pages),
    failed,
    statements: new Tally().include(statements),
    state,
  };
}

/** Adds the second to the first, which is handed back. */
function together(at: number, all: Minute, one: Minute): Minute {
  all.pages.include(one.pages);
  all.statements.include(one.statements);
  return { ...all, at, failed: all.failed + one.failed, state: worse(all.state, one.state) };
}

function worse(a: DatabaseState, b: DatabaseState): DatabaseState {
  return badness[b] > badness[a] ? b : a;
}

function slotOf({ at, pages, failed, statements, state }: Minute): Slot {
  return {
    at,
    pages: pages.count,
    failed,
    typical: rounded(pages.quantile(0.5)),
    slow: rounded(pages.quantile(0.95)),
    statement: rounded(statements.quantile(0.5)),
    state,
  };
}

/** Two figures are all that a person reads. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Number(ms.toPrecision(2));
}
