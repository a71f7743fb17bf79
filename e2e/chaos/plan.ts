import { between, pick, random } from '../faults/random';

const cutAt = ['begin', 'select', 'insert', 'update', 'commit'] as const;
const cutWhen = ['before', 'sent', 'answered', 'reply'] as const;
const ends = ['rst', 'fin'] as const;

type End = (typeof ends)[number];

/** A fault that is over at once; a cut waits a little for its statement. */
export type Strike =
  | { kind: 'reset' | 'close' | 'terminate' }
  | { kind: 'cut'; at: (typeof cutAt)[number]; when: (typeof cutWhen)[number]; how: End };

/** A fault that lasts `ms`. */
export type Spell = { ms: number } & (
  | { kind: 'latency'; delay: number; jitter: number }
  | { kind: 'bandwidth'; bytesPerSecond: number }
  | { kind: 'slice'; size: number }
  | { kind: 'greet'; how: End }
  | { kind: 'stop'; mode: 'fast' | 'immediate' }
  | {
      kind: 'stall' | 'blackhole' | 'refuse' | 'full' | 'locked row' | 'locked table';
    }
);

/** One after another: a strike, or a spell with strikes in its midst; then `rest` ms of calm. */
export type Step = { spell?: Spell; strikes: Strike[]; rest: number };

/** Of a hundred steps, how many are of each kind. The database is gone in those of the last lines. */
const spells: [parts: number, make: (chance: () => number) => Spell][] = [
  [5, (c) => ({ kind: 'latency', ms: between(200, 800, c), delay: between(2, 25, c), jitter: 10 })],
  [3, (c) => ({ kind: 'bandwidth', ms: between(200, 800, c), bytesPerSecond: 200_000 })],
  [3, (c) => ({ kind: 'slice', ms: between(200, 800, c), size: between(1, 60, c) })],
  [3, (c) => ({ kind: 'locked row', ms: between(100, 1200, c) })],
  [2, (c) => ({ kind: 'locked table', ms: between(100, 800, c) })],
  [3, (c) => ({ kind: 'stall', ms: between(100, 1500, c) })],
  [2, (c) => ({ kind: 'blackhole', ms: between(100, 1500, c) })],
  [2, (c) => ({ kind: 'refuse', ms: between(100, 1500, c) })],
  [2, (c) => ({ kind: 'greet', ms: between(100, 1500, c), how: pick(ends, c) })],
  [2, (c) => ({ kind: 'full', ms: between(100, 1500, c) })],
  [2, (c) => ({ kind: 'stop', ms: between(0, 600, c), mode: pick(['fast', 'immediate'], c) })],
];
const parts = 100;

/** Once in so many steps the database stays away for longer than anybody waits for it. */
const outageEvery = 120;

/**
 * Faults without end, the same for the same seed.
 * @param seed from 0 to 2^32 - 1
 */
export function* plan(seed: number): Generator<Step, never> {
  const chance = random(seed);
  for (let n = 1; ; n += 1) {
    if (n % outageEvery === 0) {
      yield { spell: outage(chance), strikes: [], rest: between(200, 500, chance) };
      continue;
    }
    const spell = drawSpell(chance);
    const count = spell ? between(0, 2, chance) : 1;
    const strikes = Array.from({ length: count }, () => drawStrike(chance));
    yield { ...(spell && { spell }), strikes, rest: between(20, spell ? 200 : 120, chance) };
  }
}

function outage(chance: () => number): Spell {
  const ms = between(4000, 6000, chance);
  return chance() < 0.5
    ? { kind: 'refuse', ms }
    : { kind: 'stop', ms, mode: pick(['fast', 'immediate'], chance) };
}

function drawSpell(chance: () => number): Spell | undefined {
  let drawn = chance() * parts;
  for (const [count, make] of spells) {
    drawn -= count;
    if (drawn < 0) return make(chance);
  }
  return undefined;
}

const strikes = ['cut', 'cut', 'cut', 'cut', 'cut', 'reset', 'close', 'terminate'] as const;

function drawStrike(chance: () => number): Strike {
  const kind = pick(strikes, chance);
  if (kind !== 'cut') return { kind };
  return { kind, at: pick(cutAt, chance), when: pick(cutWhen, chance), how: pick(ends, chance) };
}

/** A step in a line. */
export function describe({ spell, strikes, rest }: Step): string {
  const all = [...(spell ? [spell] : []), ...strikes];
  return `${all.map(words).join(' with ')}; ${rest} ms of calm`;
}

function words({ kind, ...options }: Spell | Strike): string {
  return [kind, ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(' ');
}

/** ms that a step takes where nothing holds it up. */
export function lengthOf({ spell, rest }: Step): number {
  return (spell?.ms ?? 0) + rest;
}
