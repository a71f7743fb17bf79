import { setNextPublication } from '~/shared-page.server';
import { getPublications } from '~/models/publications.server';

/** ms; also within what a timer holds. */
const HOUR = 3_600_000;
/** ms after which a question that failed is asked again. */
const AGAIN = 5_000;

type Told = { changed: (tags: string[]) => void; everythingChanged: () => void };

/**
 * Tells the cache of products whose time comes by itself, at that time: nothing changes in the database then. Each
 * process asks for itself, when it starts and whenever products change; the clock is the database's.
 */
export class PublicationWatch {
  readonly #told: Told;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #since: string | null = null;
  #asking = false;
  /** How often it was to ask. */
  #asked = 0;
  #stopped = false;

  constructor(told: Told) {
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
    let wait = AGAIN;
    try {
      for (let answered = -1; answered !== this.#asked;) {
        answered = this.#asked;
        const { now, come, nextIn } = await getPublications(this.#since);
        this.#since = now;
        if (come.length > 100) this.#told.everythingChanged();
        else if (come.length > 0) {
          this.#told.changed(['products', ...come.map((id) => `product:${id}`)]);
        }
        setNextPublication(nextIn === null ? null : Date.now() + nextIn);
        wait = Math.min(HOUR, nextIn ?? HOUR);
      }
    } catch {
      // The database is away or older than this: what was scheduled is found by the next question.
    }
    this.#asking = false;
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => this.ask(), wait).unref();
  }
}
