import { ADMIN_COOKIE } from '~/admin-path';
import { isRead } from '~/request.server';
import type { CacheNumbers, Counters } from '~/server/cache/counters';
import type { Entry } from '~/server/cache/entry';
import {
  type Fill,
  Fills,
  isFailure,
  type Make,
  orKept,
  type Outcome,
  type SharedOutcome,
  type Wanted,
} from '~/server/cache/fill';
import { normalise } from '~/server/cache/key';
import { otherSize } from '~/server/cache/picture';
import { Purges } from '~/server/cache/purges';
import { type CacheStatus, sendEntry } from '~/server/cache/send';
import { type Log, Staleness } from '~/server/cache/staleness';
import { type Known, mayBeKept, type State, stateOf } from '~/server/cache/state';
import { Store } from '~/server/cache/store';
import type { Exchange } from '~/server/exchange';

export type Surroundings = Known & {
  /** Bytes in memory at most. */
  limit: number;
  /** ISO 4217. */
  currency: string;
  /** What each page's own address begins with; undefined when each request says so itself. */
  origin: string | undefined;
  /** Makes the answer to a GET that nobody in particular sends. */
  make: Make;
  /** Whether a request is one of a signed-in admin's. Asked only where a cookie makes it possible. */
  isAdmin: (cookie: string) => Promise<boolean>;
  /** What is worth keeping elsewhere too, and what is not there any more. */
  proven?: (key: string, entry: Entry) => void;
  gone?: (key: string) => void;
  log: Log;
};

/** ms after which making a page is tried again where it failed. */
const again = 1_000;
/** Pages made anew at once while customers are served the older ones. */
const mostInBackground = 4;

/**
 * A shared cache of customers' pages, as RFC 9111 and RFC 5861 say: what is kept, and for how long, follows from each
 * answer's own headers. Like any cache in front of a site it takes no orders from requests ("advisory": RFC 9111, 5.2.1), since
 * it is told of each change of the catalogue: docs/decisions/072-a-cache-by-the-standards.md.
 */
export class SharedCache {
  readonly purges = new Purges();
  readonly store: Store;
  readonly counters: Counters = {
    fresh: 0,
    stale: 0,
    miss: 0,
    pass: 0,
    fills: 0,
    failedFills: 0,
    purges: 0,
    fullPurges: 0,
    evictions: 0,
  };
  readonly #around: Surroundings;
  readonly #fills: Fills;
  readonly #staleness: Staleness;

  constructor(around: Surroundings) {
    this.#around = around;
    this.store = new Store(around.limit, around);
    this.#fills = new Fills(around.make, this.purges);
    this.#staleness = new Staleness(around.log);
  }

  get numbers(): Omit<CacheNumbers, 'listener'> {
    const { count, bytes, limit, evictions } = this.store;
    return {
      entries: count,
      bytes,
      limit,
      counters: { ...this.counters, evictions },
      staleSince: this.#staleness.since?.toISOString() ?? null,
    };
  }

  changed(tags: string[]): void {
    this.counters.purges += 1;
    this.purges.purge(tags);
  }

  everythingChanged(): void {
    this.counters.fullPurges += 1;
    this.purges.purgeEverything();
    this.#staleness.heal();
  }

  /**
   * Forgets the pages that were made before they last changed, of those whose first tag is given: they know nothing of an
   * end that was set then, and would be given after it while no other can be made.
   */
  forgetOutdated(tags: string[]): void {
    if (tags.length === 0) return;
    const own = new Set(tags);
    const outdated = [...this.store.entries()].filter(
      ([
        ,
        {
          tags: [first = ''],
          ...entry
        },
      ]) => own.has(first) && this.purges.changedSince([first], entry.moment),
    );
    for (const [key] of outdated) this.store.delete(key);
  }

  /** Answers with what is kept, if that needs no waiting. @returns whether it did. */
  answerAtOnce(exchange: Exchange): boolean {
    const { req } = exchange;
    const { cookie, authorization } = req.headers;
    if (!isRead(req) || authorization !== undefined || mayBeAdmins(cookie)) return false;
    // An address in its one form is its own key.
    const entry =
      this.store.get(this.#prefixOf(exchange) + (req.url ?? '')) ?? this.#find(exchange)?.entry;
    if (!entry) return false;
    return this.#sendKept(exchange, entry);
  }

  /**
   * Answers by making a page, or with the older one where that fails.
   * @param sendShared sends what is the same for all who asked, but not kept.
   * @returns whether it did: what may be one person's is left to whoever knows persons.
   */
  async answer(exchange: Exchange, sendShared: (outcome: SharedOutcome) => void): Promise<boolean> {
    const { req } = exchange;
    const { cookie = '', authorization } = req.headers;
    const found = isRead(req) && authorization === undefined ? this.#find(exchange) : null;
    if (!found) return this.#pass();
    const { wanted, entry } = found;
    if (wanted.moved) {
      sendShared(movedTo(wanted));
      return true;
    }
    const insists = mayBeAdmins(cookie) && (await this.#around.isAdmin(cookie));
    if (mayBeAdmins(cookie) && !insists && entry && this.#sendKept(exchange, entry)) return true;
    const outcome = await this.#outcome(wanted, entry, insists);
    if (outcome === 'failed' || outcome === 'late') {
      if (outcome === 'failed') this.#staleness.begin(wanted.key);
      const kept = this.store.get(wanted.key) ?? entry;
      if (!kept || !mayBeKept(kept)) return this.#pass();
      this.#send(exchange, kept, 'stale', 'hit; detail=stale', insists);
      return true;
    }
    if (outcome.kind === 'personal') return this.#pass();
    const other = isFailure(outcome) ? otherSize(this.store, wanted.key) : undefined;
    if (other) {
      this.#send(exchange, other, 'stale', 'hit; detail=other-size', true);
      return true;
    }
    if (outcome.kind === 'shared') {
      this.counters.pass += 1;
      sendShared(outcome);
      return true;
    }
    const status = entry ? 'fwd=stale; stored' : 'fwd=miss; stored';
    this.#send(exchange, outcome.entry, 'miss', status, insists);
    return true;
  }

  /** Makes a page if it is not there or not fresh, and keeps it as one asked for again. @returns it; null for none. */
  async warm(wanted: Wanted): Promise<Entry | null> {
    const entry = this.store.peek(wanted.key);
    if (entry && this.#stateOf(entry) === 'fresh') return this.store.get(wanted.key) ?? entry;
    const outcome = await this.#fill(wanted, entry, true).outcome;
    return outcome.kind === 'kept' ? outcome.entry : null;
  }

  /** What is wanted under an address, unless nothing is kept of it. */
  wantedAt(address: string, origin: string, id: string): Wanted | null {
    const known = this.#around.origin;
    const tidy = normalise(address, this.#around.currency);
    if (tidy === null) return null;
    const prefix = known === undefined ? origin : '';
    return { key: prefix + tidy.address, origin: known ?? origin, ...tidy, id };
  }

  /** What keys begin with: pages name their own origin, which may be what a request says it is. */
  #prefixOf(exchange: Exchange): string {
    return this.#around.origin === undefined ? originOf(exchange) : '';
  }

  #find(exchange: Exchange): { wanted: Wanted; entry: Entry | undefined } | null {
    const wanted = this.wantedAt(exchange.req.url ?? '', originOf(exchange), exchange.id);
    if (!wanted) return null;
    return { wanted, entry: wanted.moved ? undefined : this.store.get(wanted.key) };
  }

  #stateOf(entry: Entry): State {
    return stateOf(entry, this.purges, this.#around);
  }

  /**
   * What making a page came to. Where an older page is there: that it could not be made, or not soon.
   * @param insists waits for as long as it takes, and for what was begun after it came.
   */
  async #outcome(
    wanted: Wanted,
    entry: Entry | undefined,
    insists: boolean,
  ): Promise<Outcome | 'failed' | 'late'> {
    const came = performance.now();
    const { now: moment } = this.purges;
    for (;;) {
      const fill = this.#fill(wanted, entry);
      const outcome = await (entry ? orKept(fill.outcome, insists) : fill.outcome);
      if (outcome === 'failed' || outcome === 'late') return outcome;
      if (entry && isFailure(outcome)) return 'failed';
      // What was begun before somebody came may not show what had changed by then.
      const old =
        fill.moment < moment &&
        (outcome.kind !== 'kept' || this.purges.changedSince(outcome.entry.tags, fill.moment));
      if (!old && (!insists || fill.begunAt >= came)) return outcome;
    }
  }

  #fill(wanted: Wanted, entry: Entry | undefined, proven = false): Fill {
    const { running } = this.#fills;
    const fill = this.#fills.fill(wanted, entry);
    if (this.#fills.running === running) return fill;
    this.counters.fills += 1;
    fill.outcome.then(
      (outcome) => this.#keep(wanted, outcome, proven),
      () => this.#failed(wanted),
    );
    return fill;
  }

  #keep({ key }: Wanted, outcome: Outcome, proven: boolean): void {
    if (outcome.kind === 'kept') {
      this.store.set(key, outcome.entry, proven);
      this.#staleness.end(key);
    } else if (isFailure(outcome)) {
      this.#failed({ key });
    } else {
      this.store.delete(key);
    }
  }

  #failed({ key }: { key: string }): void {
    this.counters.failedFills += 1;
    const entry = this.store.peek(key);
    if (!entry) return;
    entry.retryAt = Date.now() + again;
    entry.failedAt = this.purges.now;
  }

  #refresh(wanted: Wanted, entry: Entry): void {
    if (this.#fills.running >= mostInBackground) return;
    this.#fill(wanted, entry).outcome.catch(() => undefined);
  }

  /** @returns whether what is kept is good enough without waiting. */
  #sendKept(exchange: Exchange, entry: Entry): boolean {
    const state = this.#stateOf(entry);
    if (state === 'outdated') return false;
    if (state === 'fresh') {
      this.#send(exchange, entry, 'fresh', 'hit');
      return true;
    }
    const wanted = this.#find(exchange)?.wanted;
    if (state === 'refreshing' && wanted) this.#refresh(wanted, entry);
    if (state === 'kept' && wanted) this.#staleness.begin(wanted.key);
    this.#send(exchange, entry, 'stale', 'hit; detail=stale');
    return true;
  }

  #send(
    exchange: Exchange,
    entry: Entry,
    from: 'fresh' | 'stale' | 'miss',
    status: CacheStatus,
    own = false,
  ): void {
    this.counters[from] += 1;
    entry.hits += 1;
    exchange.cache = from;
    exchange.route = entry.route;
    sendEntry(exchange, entry, status, own);
  }

  #pass(): false {
    this.counters.pass += 1;
    return false;
  }
}

function originOf({ protocol, req }: Exchange): string {
  return `${protocol}//${req.headers.host ?? 'localhost'}`;
}

function mayBeAdmins(cookie: string | undefined): boolean {
  return cookie?.includes(`${ADMIN_COOKIE}=`) ?? false;
}

function movedTo({ address, id }: Wanted): SharedOutcome {
  const headers = new Headers({ Location: address });
  return { kind: 'shared', status: 302, headers, body: Buffer.alloc(0), id };
}
