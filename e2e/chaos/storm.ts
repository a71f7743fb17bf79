import { setTimeout as delay } from 'node:timers/promises';
import { start, stop } from '../../scripts/postgres/cluster.js';
import type { Faults } from '../faults/faults';
import { pause } from '../faults/pause';
import type { Running } from '../faults/running';
import { Backends } from './backends';
import type { Spell, Step, Strike } from './plan';
import type { Postgres } from './shop';

/** ms that a cut waits for its statement. */
const aiming = 400;
/** ms after which a shop that has not recovered is given up. */
const patience = 30_000;

/** A fault that was tried; times as performance.now tells, in ms. */
export type Tried = { kind: string; begun: number; ended: number; tookPlace: boolean };

/** A time in which the database could not be used. */
export type Absence = {
  kind: string;
  begun: number;
  /** When it took connections again. */
  accepted: number;
  /** When a page that needs it was there again. */
  recovered: number;
  /** ms that the same page took when it was asked for once more: its usual time just then. */
  usual: number;
};

/** Spells in which the database is gone, and not only slow. */
const away = new Set(['stall', 'blackhole', 'refuse', 'greet', 'full', 'stop']);

/** Carries out a plan. */
export class Storm {
  readonly #faults: Faults;
  readonly #postgres: Postgres;
  readonly #backends: Backends;
  readonly #ask: () => Promise<boolean>;
  #starting: Promise<void> | undefined;
  readonly tried: Tried[] = [];
  readonly absences: Absence[] = [];

  /** @param ask for a page that needs the database; resolves to whether it came. */
  constructor(faults: Faults, postgres: Postgres, ask: () => Promise<boolean>) {
    this.#faults = faults;
    this.#postgres = postgres;
    this.#backends = new Backends(faults.upstreamUrl);
    this.#ask = ask;
  }

  get count(): number {
    return this.tried.filter(({ tookPlace }) => tookPlace).length;
  }

  /** The step is finished, the database back and the shop well, when it resolves. */
  async suffer({ spell, strikes, rest }: Step, over: AbortSignal): Promise<void> {
    const begun = performance.now();
    if (!spell) for (const strike of strikes) await this.#strike(strike);
    else await Promise.all([this.#last(spell, over), this.#strikeDuring(spell, strikes)]);
    if (spell && away.has(spell.kind)) {
      this.absences.push({ kind: spell.kind, begun, ...(await this.#recover()) });
      await this.#starting;
    }
    await pause(rest, over);
  }

  async #recover(): Promise<Omit<Absence, 'kind' | 'begun'>> {
    const accepted = await this.#backends.accept();
    const giveUpAt = accepted + patience;
    while (!(await this.#ask()) && performance.now() < giveUpAt) await delay(20);
    const recovered = performance.now();
    await this.#ask();
    return { accepted, recovered, usual: performance.now() - recovered };
  }

  async #strikeDuring({ ms }: Spell, strikes: Strike[]): Promise<void> {
    for (const strike of strikes) {
      await delay(ms / (strikes.length + 1));
      await this.#strike(strike);
    }
  }

  async #strike(strike: Strike): Promise<void> {
    const begun = performance.now();
    this.#note(
      strike.kind === 'cut' ? `cut ${strike.when}` : strike.kind,
      begun,
      await this.#hit(strike),
    );
  }

  async #hit(strike: Strike): Promise<boolean> {
    if (strike.kind === 'terminate') return (await this.#backends.terminate()) > 0;
    if (strike.kind !== 'cut') return this.#faults[strike.kind]().times > 0;
    const { at, when, how } = strike;
    const running = this.#faults.cut({ at, when, how });
    const waiting = new AbortController();
    await Promise.race([running.done, pause(aiming, waiting.signal)]);
    waiting.abort();
    await running.end();
    return running.times > 0;
  }

  async #last(spell: Spell, over: AbortSignal): Promise<void> {
    const begun = performance.now();
    const wait = () => pause(spell.ms, over);
    const name = spell.kind === 'stop' ? `stop ${spell.mode}` : spell.kind;
    this.#note(name, begun, await this.#endure(spell, wait));
  }

  /** @returns whether it took place */
  async #endure(spell: Spell, wait: () => Promise<void>): Promise<boolean> {
    switch (spell.kind) {
      case 'full':
        return this.#backends.useUp(wait);
      case 'locked row':
        return this.#backends.lock('row', wait);
      case 'locked table':
        return this.#backends.lock('table', wait);
      case 'stop':
        await stop(this.#postgres.cluster, spell.mode);
        await wait();
        // It is told late that it is there: that is looked at elsewhere.
        this.#starting = start(this.#postgres.cluster, this.#postgres.port);
        this.#starting.catch(() => undefined);
        return true;
      default: {
        const running = await this.#begin(spell);
        await wait();
        await running.end();
        return running.times > 0;
      }
    }
  }

  async #begin(spell: Spell): Promise<Running> {
    switch (spell.kind) {
      case 'latency':
        return this.#faults.latency(spell.delay, spell.jitter);
      case 'bandwidth':
        return this.#faults.bandwidth(spell.bytesPerSecond);
      case 'slice':
        return this.#faults.slice(spell.size);
      case 'greet':
        return this.#faults.greet(spell.how);
      case 'refuse':
        return this.#faults.refuse();
      case 'blackhole':
        return this.#faults.blackhole();
      default:
        return this.#faults.stall();
    }
  }

  #note(kind: string, begun: number, tookPlace: boolean): void {
    this.tried.push({ kind, begun, ended: performance.now(), tookPlace });
  }
}
