import { setTimeout as delay } from 'node:timers/promises';
import { renderedPage } from '~/rendered-page.server';
import { type Entry, makeEntry } from '~/server/cache/entry';
import { freshnessOf } from '~/server/cache/freshness';
import type { Purges } from '~/server/cache/purges';

/** What making an answer came to. `shared` is the same for all who asked, but not to be kept; `personal` is nobody else's. */
export type Outcome = { kind: 'kept'; entry: Entry } | SharedOutcome | { kind: 'personal' };
export type SharedOutcome = {
  kind: 'shared';
  status: number;
  headers: Headers;
  body: Buffer<ArrayBuffer>;
  /** Of the request that began it: an error page names it. */
  id: string;
  route?: string | undefined;
};

/** An address and who began to ask for it. `origin` has no slash at its end. */
export type Wanted = { key: string; origin: string; address: string; moved: boolean; id: string };

/** Asks the shop's own code, as nobody in particular: without cookies. `route` is the one that answered. */
export type Make = (wanted: Wanted) => Promise<{ response: Response; route?: string }>;

export type Fill = {
  /** `performance.now()` in ms. */
  begunAt: number;
  /** Of `Purges`, then. */
  moment: number;
  outcome: Promise<Outcome>;
};

/** ms for which a customer waits for a page to be made anew, where an older one is there. */
const patience = 1_000;

/** Makes answers for the cache, each once at a time however many wait for it. */
export class Fills {
  readonly #running = new Map<string, Fill>();

  constructor(
    readonly make: Make,
    readonly purges: Purges,
  ) {}

  get running(): number {
    return this.#running.size;
  }

  /** The one under way, or a new one. */
  fill(wanted: Wanted, before: Entry | undefined): Fill {
    const running = this.#running.get(wanted.key);
    if (running) return running;
    const { now: moment } = this.purges;
    const outcome = this.#fill(wanted, before, moment);
    const fill = { begunAt: performance.now(), moment, outcome };
    this.#running.set(wanted.key, fill);
    const done = () => this.#running.delete(wanted.key);
    fill.outcome.then(done, done);
    return fill;
  }

  async #fill(wanted: Wanted, before: Entry | undefined, moment: number): Promise<Outcome> {
    const { response, route } = await this.make(wanted);
    const page = renderedPage(response);
    const body = page === undefined ? Buffer.from(await response.arrayBuffer()) : Buffer.from(page);
    const freshness = freshnessOf(response);
    if (freshness) {
      const tags = (response.headers.get('Cache-Tag') ?? '').split(',').filter(Boolean);
      const made = { tags, freshness, moment, route };
      return { kind: 'kept', entry: await makeEntry(response, body, made, before) };
    }
    const control = response.headers.get('Cache-Control') ?? '';
    const personal = response.headers.has('Set-Cookie') || /\bprivate\b/i.test(control);
    if (personal) return { kind: 'personal' };
    const { status, headers } = response;
    return { kind: 'shared', status, headers, body, id: wanted.id, route };
  }
}

/** An outcome; or, as an older page is there, that there is none, or none soon. */
export async function orKept(
  outcome: Promise<Outcome>,
  patient: boolean,
): Promise<Outcome | 'failed' | 'late'> {
  const settled = outcome.catch(() => 'failed' as const);
  if (patient) return settled;
  const stop = new AbortController();
  const late = delay(patience, 'late' as const, { signal: stop.signal }).catch(
    () => 'late' as const,
  );
  try {
    return await Promise.race([settled, late]);
  } finally {
    stop.abort();
  }
}

/** Whether an outcome is worse than an older page: an error, or a page that lacks something. */
export function isFailure(outcome: Outcome): boolean {
  if (outcome.kind !== 'shared') return false;
  return outcome.status >= 500 || outcome.status === 200;
}
