import { setNextPublication } from '~/shared-page.server';
import { endPublications, getPublications } from '~/models/publications.server';

/** ms after which it is asked again at the latest, where nobody says that products changed. */
const LATEST = 60_000;
/** ms after which a question that failed is asked again. */
const AGAIN = 5_000;

/** ms by which two clocks may differ from one question to the next. */
const DRIFT = 1_000;

type Told = {
  changed: (tags: string[]) => void;
  everythingChanged: () => void;
  /** Ids of products that are to end. */
  ending: (ids: string[]) => void;
};

/** Where nothing is kept, nothing is told. */
const nobody: Told = {
  changed: () => undefined,
  everythingChanged: () => undefined,
  ending: () => undefined,
};

/**
 * Sees to it that products come and go by themselves, at their times. Those that come are told to the cache: nothing
 * changes in the database then. Those that go are archived, which tells all caches. Each process asks for itself, when it
 * starts and whenever products change; the clock is the database's.
 */
export class PublicationWatch {
  readonly #told: Told;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: string | null = null;
  /** `Date.now()` in ms of what is to come next. */
  #next = Infinity;
  #asking = false;
  /** How often it was to ask. */
  #asked = 0;
  #stopped = false;

  constructor(told: Told = nobody) {
    this.#told = told;
  }

  /** Asks anew: some product may be scheduled otherwise. */
  ask(): void {
    this.#asked += 1;
    if (!this.#asking) void this.#ask();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    let wait = LATEST;
    try {
      for (let answered = -1; answered !== this.#asked;) {
        answered = this.#asked;
        const { now, come, nextIn } = await getPublications(this.#since);
        const comes = Date.now() + (nextIn ?? Infinity);
        this.#since = now;
        if (come.length > 100) this.#told.everythingChanged();
        else if (come.length > 0) {
          this.#told.changed(['products', ...come.map((id) => `product:${id}`)]);
        }
        const { endsIn, ending } = await endPublications();
        this.#told.ending(ending);
        const next = Math.min(comes, Date.now() + (endsIn ?? Infinity));
        setNextPublication(next === Infinity ? null : next);
        // Pages made since it was scheduled, and before this was known, tell other caches nothing of it.
        if (next < this.#next - DRIFT) this.#told.changed(['products']);
        this.#next = next;
        wait = Math.max(0, Math.min(LATEST, next - Date.now()));
      }
    } catch {
      // The database is away: what was scheduled is found by the next question.
      wait = AGAIN;
    }
    this.#asking = false;
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.ask(), wait).unref();
  }
}
