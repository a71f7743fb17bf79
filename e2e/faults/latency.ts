import type { Fault } from './fault';
import { pause } from './pause';

/**
 * What is sent arrives `ms` later, give or take up to `jitter`, in each direction and in order.
 *
 *   C --(ms ± jitter)--> S
 */
export function latency(ms: number, jitter = 0, random = Math.random): Fault {
  return {
    kind: 'latency',
    options: { ms, jitter },
    async *pass(piece, _way, link, { over, struck }) {
      struck(link);
      const at = piece.at + Math.max(0, ms + (random() * 2 - 1) * jitter);
      await pause(at - performance.now(), over);
      yield { ...piece, at };
    },
  };
}
