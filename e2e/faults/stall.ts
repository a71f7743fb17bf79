import { patternOf, type Statement } from './aim';
import type { Fault } from './fault';
import type { Link } from './link';

/**
 * Everything stands still, then goes on where it stood, in order: a paused machine, packets that are sent again.
 *
 *   C --> |wait| --> S
 *
 * @param at only connections stand still on which such a statement is to pass, and it is what they stand still before.
 */
export function stall(at?: Statement): Fault {
  const pattern = at === undefined ? undefined : patternOf(at);
  const stalled = new WeakSet<Link>();
  return {
    kind: 'stall',
    ...(at !== undefined && { options: { at } }),
    async open(link, { over, struck }) {
      if (pattern) return;
      struck(link);
      await end(over);
    },
    async *pass(piece, _way, link, { over, struck }) {
      if (!pattern || (piece.sql !== undefined && pattern.test(piece.sql))) stalled.add(link);
      if (stalled.has(link)) {
        struck(link);
        await end(over);
      }
      yield piece;
    },
  };
}

function end(over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (over.aborted) resolve();
    else over.addEventListener('abort', () => resolve(), { once: true });
  });
}
