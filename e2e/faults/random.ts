/** Chance that can be had again: the same seed gives the same numbers, each from 0 to below 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number, both ends included. */
export function between(least: number, most: number, chance: () => number): number {
  return least + Math.floor(chance() * (most - least + 1));
}

/** @throws RangeError when there is nothing to pick from. */
export function pick<Item>(items: readonly Item[], chance: () => number): Item {
  if (items.length === 0) throw new RangeError('There is nothing to pick from.');
  return items[between(0, items.length - 1, chance)] as Item;
}
