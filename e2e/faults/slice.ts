import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './link';

/**
 * Messages arrive in slices of `size` bytes, `ms` apart: whoever takes a packet for a message falls.
 *
 *   C --[a][b][c]--> S
 */
export function slice(size: number, ms = 0): Fault {
  return {
    async pass(bytes) {
      const slices: Buffer[] = [];
      for (let start = 0; start < bytes.length; start += size) {
        slices.push(bytes.subarray(start, start + size));
      }
      if (ms > 0) await sleep(ms * (slices.length - 1));
      return slices;
    },
  };
}
