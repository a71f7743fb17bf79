import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './link';

/**
 * Each message takes `ms` longer, give or take up to `jitter`, in each direction.
 *
 *   C --(ms ± jitter)--> S
 */
export function latency(ms: number, jitter = 0, random = Math.random): Fault {
  return {
    async pass(bytes) {
      await sleep(Math.max(0, ms + (random() * 2 - 1) * jitter));
      return [bytes];
    },
  };
}
