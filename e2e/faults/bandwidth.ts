import type { Fault, Way } from './fault';
import type { Link } from './link';
import { pause } from './pause';
import { slices } from './slice';

/** Slices a second in which what passes is let through. */
const rate = 20;

/**
 * At most so many bytes a second, for each connection and direction.
 *
 *   C ==(narrow)=> S
 */
export function bandwidth(bytesPerSecond: number): Fault {
  /** When each will have sent all that it was given. */
  const busy = new WeakMap<Link, Record<Way, number>>();
  return {
    kind: 'bandwidth',
    options: { bytesPerSecond },
    async *pass(piece, way, link, { over, struck }) {
      struck(link);
      const until = busy.get(link) ?? { 'to server': 0, 'to client': 0 };
      busy.set(link, until);
      for (const slice of slices(piece, Math.max(1, Math.floor(bytesPerSecond / rate)))) {
        const begin = Math.max(until[way], performance.now());
        until[way] = begin + (slice.bytes.length / bytesPerSecond) * 1000;
        await pause(until[way] - performance.now(), over);
        yield { ...slice, at: performance.now() };
      }
    },
  };
}
