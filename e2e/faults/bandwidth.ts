import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './link';

/**
 * At most so many bytes a second, in each direction.
 *
 *   C ==(narrow)=> S
 */
export function bandwidth(bytesPerSecond: number): Fault {
  return {
    async pass(bytes) {
      await sleep((bytes.length / bytesPerSecond) * 1000);
      return [bytes];
    },
  };
}
