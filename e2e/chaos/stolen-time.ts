import { get } from 'node:http';
import { goOn } from './shop-client';

/** ms between two looks, and what a look takes at most where nobody else wants the machine. */
const pause = 50;
const usual = 50;

/**
 * The time that a busy machine takes away from the shop and from those who watch it: how much longer than usual
 * it takes to be answered by `/livez`, which touches nothing. What is measured elsewhere is lessened by it, so
 * that the machine's speed decides nothing.
 */
export class StolenTime {
  readonly #url: string;
  readonly #late: { from: number; to: number }[] = [];
  /** ms: the longest time between two answers, beyond the usual. */
  longest = 0;

  constructor(url: string) {
    this.#url = `${url}/livez`;
  }

  async watch(over: AbortSignal): Promise<void> {
    for (let from = performance.now(); await goOn(pause, over);) {
      await ping(this.#url);
      const to = performance.now();
      const usually = from + pause + usual;
      if (to > usually) {
        this.#late.push({ from: usually, to });
        this.longest = Math.max(this.longest, to - usually);
      }
      from = to;
    }
  }

  /** ms between two times that count for nothing. */
  between(begun: number, ended: number): number {
    return this.#late.reduce(
      (sum, { from, to }) => sum + Math.max(0, Math.min(to, ended) - Math.max(from, begun)),
      0,
    );
  }
}

function ping(url: string): Promise<void> {
  return new Promise((resolve) => {
    get(url, { timeout: 30_000 }, (response) => response.resume().once('close', resolve)).once(
      'error',
      () => resolve(),
    );
  });
}
